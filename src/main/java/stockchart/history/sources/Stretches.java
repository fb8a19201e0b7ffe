package stockchart.history.sources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stretches of time that neither overlap nor touch, in order. Immutable.
 *
 * @param parts in order
 */
public record Stretches(List<Stretch> parts) {
    public static final Stretches NONE = new Stretches(List.of());

    /**
     * One of them, in milliseconds since 1970-01-01 UTC.
     *
     * @param to exclusive, after {@code from}
     */
    public record Stretch(long from, long to) {
        boolean holds(long time) {
            return from <= time && time < to;
        }
    }

    public Stretches {
        parts = List.copyOf(parts);
    }

    /** One stretch; none if it has no length. */
    public static Stretches of(long from, long to) {
        return from < to ? new Stretches(List.of(new Stretch(from, to))) : NONE;
    }

    /** Joins stretches in any order. */
    public static Stretches of(List<Stretch> any) {
        List<Stretch> sorted = any.stream().filter(one -> one.from() < one.to()).sorted(Comparator.comparingLong(Stretch::from)).toList();
        List<Stretch> joined = new ArrayList<>();
        for (Stretch next : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && next.from() <= joined.get(last).to()) {
                joined.set(last, new Stretch(joined.get(last).from(), Math.max(joined.get(last).to(), next.to())));
            } else {
                joined.add(next);
            }
        }
        return new Stretches(joined);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether a time is in one of them. */
    public boolean holds(long time) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).to() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < parts.size() && parts.get(low).holds(time);
    }

    public Stretches plus(Stretches others) {
        List<Stretch> all = new ArrayList<>(parts);
        all.addAll(others.parts);
        return of(all);
    }

    public Stretches minus(Stretches others) {
        List<Stretch> left = new ArrayList<>();
        int next = 0;
        for (Stretch part : parts) {
            long from = part.from();
            while (next < others.parts.size() && others.parts.get(next).to() <= from) {
                next++;
            }
            for (int i = next; i < others.parts.size() && others.parts.get(i).from() < part.to(); i++) {
                if (from < others.parts.get(i).from()) {
                    left.add(new Stretch(from, others.parts.get(i).from()));
                }
                from = Math.max(from, others.parts.get(i).to());
            }
            if (from < part.to()) {
                left.add(new Stretch(from, part.to()));
            }
        }
        return new Stretches(left);
    }

    /** What of them is in one stretch. */
    public Stretches within(long from, long to) {
        return of(parts.stream().map(one -> new Stretch(Math.max(from, one.from()), Math.min(to, one.to()))).toList());
    }

    /** The last one. Not of none. */
    public Stretch last() {
        return parts.get(parts.size() - 1);
    }
}
