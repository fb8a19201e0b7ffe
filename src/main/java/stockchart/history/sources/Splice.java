package stockchart.history.sources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import stockchart.history.sources.Knowledge.Provided;
import stockchart.history.store.Batch.Series;
import stockchart.market.Width;
import stockchart.tape.Candle;

/**
 * One series of the candles of several sources. Each candle is of one source, whole as that source has it: recorded here if nothing
 * of its interval is missing, also if there was no trade; else of the first provider that has it; else what was recorded here of
 * it. Immutable.
 *
 * @param candles oldest first; their volume is not a number where their source has none
 * @param runs neighbours of one source, oldest first; none if there is no candle
 */
public record Splice(List<Candle> candles, List<Run> runs) {
    /** How old an answer may be for a candle that still grows, in milliseconds. */
    private static final Map<Width, Long> FRESH = Map.of(Width.SECOND, 2_000L, Width.MINUTE, 60_000L, Width.HOUR, 300_000L, Width.DAY,
            900_000L);

    /**
     * Candles of one source.
     *
     * @param from the start of the first one
     * @param id {@link Series#OWN}, or a provider's name
     * @param isAdjusted whether prices from before a split are divided
     * @param hasVolume whether any of them has one
     */
    public record Run(long from, String id, boolean isAdjusted, boolean hasVolume) {}

    public Splice {
        candles = List.copyOf(candles);
        runs = List.copyOf(runs);
    }

    private record Part(Candle candle, Provided provider) {}

    /**
     * Joins candles.
     *
     * @param own recorded here, in order
     * @param provided those of each provider of the knowledge, in order
     */
    public static Splice of(Knowledge knowledge, List<Candle> own, List<List<Candle>> provided) {
        List<Stretches> known = knowledge.providers().stream().map(provider -> provider.known(0)).toList();
        List<Map<Long, Candle>> byStart = new ArrayList<>();
        byStart.add(byStart(own));
        provided.forEach(candles -> byStart.add(byStart(candles)));
        TreeSet<Long> starts = new TreeSet<>();
        byStart.forEach(candles -> starts.addAll(candles.keySet()));
        List<Candle> candles = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (long start : starts) {
            int source = source(knowledge, known, start, byStart);
            if (source >= 0) {
                Candle candle = byStart.get(source).get(start);
                candles.add(candle);
                add(runs, source == 0 ? new Run(start, Series.OWN, false, true)
                        : run(candle, knowledge.providers().get(source - 1)));
            }
        }
        return new Splice(candles, runs);
    }

    /** The newest ones that start at or after a time. */
    public Splice since(long from, int most) {
        int first = Math.max(0, candles.size() - most);
        while (first < candles.size() && candles.get(first).start() < from) {
            first++;
        }
        if (first == 0) {
            return this;
        }
        List<Candle> left = candles.subList(first, candles.size());
        List<Run> leftRuns = new ArrayList<>();
        for (Run run : left.isEmpty() ? List.<Run>of() : runs) {
            long start = left.get(0).start();
            if (run.from() <= start) {
                leftRuns.clear();
            }
            leftRuns.add(new Run(Math.max(start, run.from()), run.id(), run.isAdjusted(), run.hasVolume()));
        }
        return new Splice(left, leftRuns);
    }

    private static Map<Long, Candle> byStart(List<Candle> candles) {
        Map<Long, Candle> map = new HashMap<>(candles.size() * 2);
        candles.forEach(candle -> map.put(candle.start(), candle));
        return map;
    }

    private static Run run(Candle candle, Provided provider) {
        return new Run(candle.start(), provider.id(), provider.isAdjusted(), !Double.isNaN(candle.volume()));
    }

    private static void add(List<Run> runs, Run next) {
        int last = runs.size() - 1;
        if (last < 0 || !runs.get(last).id().equals(next.id())) {
            runs.add(next);
        } else if (next.hasVolume() && !runs.get(last).hasVolume()) {
            Run known = runs.get(last);
            runs.set(last, new Run(known.from(), known.id(), known.isAdjusted(), true));
        }
    }

    /** 0 for what was recorded here, the number of a provider counted from 1, or -1 for none. */
    private static int source(Knowledge knowledge, List<Stretches> known, long start, List<Map<Long, Candle>> byStart) {
        boolean hasOwn = byStart.get(0).containsKey(start);
        if (knowledge.recorded().holds(start)) {
            return hasOwn ? 0 : -1;
        }
        int stale = -1;
        for (int i = 1; i < byStart.size(); i++) {
            if (byStart.get(i).containsKey(start)) {
                if (known.get(i - 1).holds(start) || isPresent(knowledge, knowledge.providers().get(i - 1), start)) {
                    return i;
                }
                stale = stale < 0 ? i : stale;
            }
        }
        return hasOwn ? 0 : stale;
    }

    /** Whether a provider's candle is what the provider has of the interval now, about. */
    private static boolean isPresent(Knowledge knowledge, Provided provider, long start) {
        return provider.asked().at() >= knowledge.intervals().end(start)
                || provider.asked().at() >= knowledge.now() - FRESH.get(knowledge.intervals().width());
    }
}
