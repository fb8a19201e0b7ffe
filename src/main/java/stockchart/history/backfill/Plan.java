package stockchart.history.backfill;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stockchart.history.backfill.Want.Origin;
import stockchart.history.providers.HistoryProvider.Coverage;
import stockchart.history.sources.Intervals;
import stockchart.history.sources.Knowledge;
import stockchart.history.sources.Stretches;
import stockchart.history.sources.Stretches.Stretch;
import stockchart.market.Width;

/** Which candles to request next: what is wanted, less what was recorded here, less what was asked for. Pure functions. */
final class Plan {
    /** When the candles of an interval change no more: some providers are behind by a quarter of an hour. */
    static final long SETTLED_MILLIS = TimeUnit.MINUTES.toMillis(20);
    /** The same for days: some providers correct them in the evening. */
    static final long SETTLED_DAY_MILLIS = TimeUnit.HOURS.toMillis(6);
    /** Days that are adjusted for splits change backwards: they are fetched again after this time. */
    static final long ADJUSTED_MILLIS = TimeUnit.HOURS.toMillis(24);

    /** Candles of one page, at most: they are written in one transaction. */
    static final int MOST_CANDLES = 5_000;

    private Plan() {}

    /**
     * Candles to request.
     *
     * @param from of the first interval
     * @param to of the one after the last
     * @param settled from which interval on candles may still change
     * @param valid what was fetched before this time is out of date
     */
    record Page(long from, long to, long settled, long valid) {}

    /**
     * The newest candles that are lacking; empty if none are.
     *
     * @param ids of the providers that have such candles
     * @param coverage of the one to be asked
     * @param oldest the oldest candles that are kept, in milliseconds since 1970-01-01 UTC
     */
    static Optional<Page> next(Knowledge knowledge, Want want, List<String> ids, Coverage coverage, long oldest) {
        Intervals intervals = knowledge.intervals();
        long width = intervals.width().millis();
        long now = knowledge.now();
        long end = intervals.holding(now) + width;
        long from = Math.max(Math.max(want.from(), oldest), now - Math.min(now, coverage.reach().toMillis()));
        if (want.origin() == Origin.GAPS) {
            from = Math.max(from, knowledge.first().orElse(end) + width);
        }
        boolean isDay = intervals.width() == Width.DAY;
        long settled = intervals.holding(now - (isDay ? SETTLED_DAY_MILLIS : SETTLED_MILLIS));
        long valid = isDay && coverage.isAdjusted() ? now - ADJUSTED_MILLIS : 0;
        Stretches known = known(knowledge, ids, valid);
        Stretches lacking = Stretches.of(down(from, width), Math.min(up(want.to(), width), end)).minus(knowledge.recorded()).minus(known);
        if (!mayAskForTail(knowledge, want, ids, known)) {
            lacking = lacking.within(0, settled);
        }
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        long to = lacking.last().to();
        List<Stretch> near = lacking.within(to - Math.min(MOST_CANDLES, coverage.mostCandles()) * width, to).parts();
        return Optional.of(new Page(near.get(0).from(), to, settled, valid));
    }

    private static Stretches known(Knowledge knowledge, List<String> ids, long valid) {
        return knowledge.providers().stream().filter(one -> ids.contains(one.id())).map(one -> one.known(valid))
                .reduce(Stretches.NONE, Stretches::plus);
    }

    /** For readers not too often; otherwise once, so that a first look finds candles up to now. */
    private static boolean mayAskForTail(Knowledge knowledge, Want want, List<String> ids, Stretches known) {
        long asked = knowledge.providers().stream().filter(one -> ids.contains(one.id())).mapToLong(one -> one.asked().at()).max().orElse(0);
        if (want.origin() == Origin.READER) {
            return asked < knowledge.now() - again(knowledge.intervals().width());
        }
        return asked == 0 && known.isEmpty();
    }

    /** How long candles that may still change are not asked for again, in milliseconds. */
    static long again(Width width) {
        return switch (width) {
            case SECOND, MINUTE -> TimeUnit.MINUTES.toMillis(1);
            case HOUR -> TimeUnit.MINUTES.toMillis(5);
            case DAY -> TimeUnit.MINUTES.toMillis(10);
        };
    }

    private static long down(long time, long step) {
        return Math.floorDiv(time, step) * step;
    }

    private static long up(long time, long step) {
        return time > Long.MAX_VALUE - step ? time : -Math.floorDiv(-time, step) * step;
    }
}
