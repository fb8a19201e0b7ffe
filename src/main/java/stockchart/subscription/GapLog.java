package stockchart.subscription;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When nobody recorded one symbol's trades, as far back as its candles reach. Begins with the first watching: what was before is
 * no gap, because there was nothing yet to have one.
 *
 * <p>Writes are <b>guarded</b> by the lock of {@link Subscriptions}; readers take an immutable list without it. Bounded: the
 * oldest gap is forgotten, and a feed that comes and goes every minute is remembered for hours, in 256 x 60 bytes = 15 KB.
 */
final class GapLog {
    static final int MAX = 256;
    /** The minute candles reach no further back. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Clock clock;
    /** Oldest first; only the last may go on. */
    private volatile List<Gap> gaps = List.of();

    GapLog(Clock clock) {
        this.clock = clock;
    }

    /** From now on nobody records, for this cause; or somebody does, if there is none. Again the same changes nothing. */
    void note(Optional<Gap.Cause> cause) {
        Optional<Gap> open = open();
        if (!open.map(Gap::cause).equals(cause)) {
            long now = clock.millis();
            List<Gap> next = new ArrayList<>(gaps);
            open.ifPresent(gap -> end(next, gap, now));
            cause.ifPresent(because -> next.add(new Gap(because, now, OptionalLong.empty())));
            gaps = List.copyOf(next.subList(Math.max(0, next.size() - MAX), next.size()));
        }
    }

    /** All but those that ended too long ago, oldest first. The same list while nothing changes. */
    List<Gap> recent() {
        List<Gap> known = gaps;
        long oldest = clock.millis() - KEPT.toMillis();
        boolean allRecent = known.isEmpty() || isRecent(known.get(0), oldest);
        return allRecent ? known : known.stream().filter(gap -> isRecent(gap, oldest)).toList();
    }

    private Optional<Gap> open() {
        return gaps.isEmpty() ? Optional.empty() : Optional.of(gaps.get(gaps.size() - 1)).filter(gap -> gap.to().isEmpty());
    }

    /** A gap without length, or one that the clock set back would end before it began, was none. */
    private static void end(List<Gap> among, Gap open, long now) {
        among.remove(among.size() - 1);
        if (now > open.from()) {
            among.add(new Gap(open.cause(), open.from(), OptionalLong.of(now)));
        }
    }

    private static boolean isRecent(Gap gap, long oldest) {
        return gap.to().orElse(Long.MAX_VALUE) > oldest;
    }
}
