package stockchart.history.sources;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import stockchart.history.sources.Stretches.Stretch;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.Width;

/**
 * Who has which candles of a symbol, of one width. Immutable. All times are those that intervals are called by, unless said.
 *
 * @param first the first interval of which anything was recorded here; empty if nothing was
 * @param gaps of the stretch of time that was read, as far as they concern this width, in order
 * @param recorded the intervals of the stretch that were recorded here from their beginning to their end, or until now
 * @param providers those who were asked, in the order in which their candles are preferred
 * @param now in milliseconds since 1970-01-01 UTC
 */
public record Knowledge(Symbol symbol, Intervals intervals, OptionalLong first, List<KeptGap> gaps, Stretches recorded,
        List<Provided> providers, long now) {
    /** What was fetched later than now was so by a clock that was wrong. */
    private static final long AHEAD_MILLIS = 3_600_000;
    /** Later than all. */
    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    /**
     * When a provider was last asked for candles up to then.
     *
     * @param from from which interval on
     * @param at in milliseconds since 1970-01-01 UTC
     */
    public record Asked(long from, long at) {
        /** It was not, or that is not known. */
        public static final Asked NEVER = new Asked(0, 0);
    }

    /**
     * What a provider has answered.
     *
     * @param fetched the intervals that it was asked for once they were over, by their age
     */
    public record Provided(String id, boolean isAdjusted, List<Fetched> fetched, Asked asked) {
        /** What it need not be asked for. @param valid what was fetched before this time is out of date */
        public Stretches known(long valid) {
            return Stretches.of(fetched.stream().filter(one -> one.at() >= valid).map(one -> new Stretch(one.from(), one.to())).toList());
        }
    }

    /**
     * Reads it for a stretch of time.
     *
     * @param from in milliseconds since 1970-01-01 UTC
     * @param to exclusive
     * @param order names of providers, the preferred first; others follow
     * @param asked when a provider was last asked for candles up to then, by its name
     */
    public static Knowledge read(CandleStore store, Symbol symbol, Intervals intervals, long from, long to, List<String> order,
            Function<String, Asked> asked, long now) throws SQLException {
        Map<String, Boolean> sources = store.sources(symbol, intervals.width());
        List<String> names = new ArrayList<>(order);
        names.retainAll(sources.keySet());
        names.addAll(new TreeSet<>(sources.keySet()).stream().filter(name -> !names.contains(name) && !name.equals(Series.OWN)).toList());
        List<Provided> providers = new ArrayList<>();
        for (String name : names) {
            List<Fetched> fetched = store.fetched(new Series(symbol, intervals.width(), name)).stream()
                    .filter(one -> one.at() <= now + AHEAD_MILLIS).toList();
            providers.add(new Provided(name, sources.get(name), fetched, asked.apply(name)));
        }
        OptionalLong first = sources.containsKey(Series.OWN) ? first(store, symbol, intervals) : OptionalLong.empty();
        // A day begins and ends at another time than the date by which it is called.
        long margin = 2 * Width.DAY.millis();
        List<KeptGap> gaps = store.gaps(symbol, from - margin, Math.min(to, now + margin) + margin).stream()
                .filter(gap -> gap.width().seconds() >= intervals.width().seconds()).toList();
        return new Knowledge(symbol, intervals, first, gaps, recorded(intervals, first, gaps, now), providers, now);
    }

    /** The oldest candle may be that of a trade from before recording began. */
    private static OptionalLong first(CandleStore store, Symbol symbol, Intervals intervals) throws SQLException {
        OptionalLong oldest = store.oldest(new Series(symbol, intervals.width()));
        OptionalLong begun = store.begun(symbol);
        return oldest.isPresent() && begun.isPresent()
                ? OptionalLong.of(Math.max(oldest.getAsLong(), intervals.holding(begun.getAsLong()))) : oldest;
    }

    /** The first interval was not recorded from its beginning. */
    static Stretches recorded(Intervals intervals, OptionalLong first, List<KeptGap> gaps, long now) {
        if (first.isEmpty()) {
            return Stretches.NONE;
        }
        long width = intervals.width().millis();
        Stretches all = Stretches.of(first.getAsLong() + width, intervals.holding(now) + width);
        return all.minus(Stretches.of(gaps.stream().map(gap -> touched(intervals, gap)).toList()));
    }

    private static Stretch touched(Intervals intervals, KeptGap kept) {
        long from = kept.gap().from();
        return kept.gap().to().isEmpty() ? new Stretch(intervals.holding(from), FOR_EVER)
                : intervals.touched(from, Math.max(from + 1, kept.gap().to().getAsLong()));
    }

    /** The gaps, but for those that providers were asked for, though their candles may still change. */
    public List<KeptGap> openGaps() {
        Stretches known = providers.stream().map(one -> one.known(0).plus(Stretches.of(one.asked().from(),
                intervals.holding(one.asked().at())))).reduce(Stretches.NONE, Stretches::plus);
        return gaps.stream().filter(gap -> !Stretches.of(List.of(touched(intervals, gap))).minus(known).isEmpty()).toList();
    }
}
