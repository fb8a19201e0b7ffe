package stockchart.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stockchart.history.backfill.Backfill;
import stockchart.history.backfill.Want;
import stockchart.history.sources.Intervals;
import stockchart.history.sources.Knowledge;
import stockchart.history.sources.Splice;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.market.TradingDay;
import stockchart.tape.Candle;

/**
 * The newest known candles of a stretch of time. Immutable.
 *
 * @param splice the candles and their sources
 * @param gaps that overlap the stretch that the candles are of, in order; those only whose candles are of the width or wider, and
 *     that no provider was asked for
 * @param next the end of the stretch that is left, in milliseconds since 1970-01-01 UTC; empty if there is no older candle
 * @param isPending whether a provider may have more of the stretch that was not fetched yet
 */
record CandlePage(CandleQuery query, Splice splice, List<KeptGap> gaps, OptionalLong next, boolean isPending) {
    static final int MOST = 5_000;
    /** As many as the page draws while others are fetched: ENOUGH in webapp-static/js/prices/archive.js. */
    static final int ENOUGH = 200;

    /** Reads it; empty if nothing was ever kept of the symbol, and no provider has any. */
    static Optional<CandlePage> read(CandleStore store, CandleQuery query, Backfill backfill, TradingDay day) throws SQLException {
        boolean mayBeFetched = backfill.mayCover(query.symbol(), query.width());
        if (!mayBeFetched && !store.isKnown(query.symbol())) {
            return Optional.empty();
        }
        long end = Math.min(query.to(), new Intervals(query.width(), day).holding(backfill.now()) + query.width().millis());
        // Of more than fits into an answer only the newest are fetched: the others when they are asked for.
        long from = Math.max(query.from(), end - MOST * query.width().millis());
        boolean isShortened = from > query.from() && backfill.oldest(query.symbol(), query.width()) < from;
        if (!isShortened) {
            from = query.from();
        }
        Want want = new Want(query.symbol(), query.width(), from, query.to(), Want.Origin.READER);
        Knowledge knowledge = backfill.knowledge(store, want, day);
        List<List<Candle>> all = new ArrayList<>();
        long whole = from;
        for (Series series : series(query, knowledge)) {
            List<Candle> found = store.candles(series, from, query.to(), MOST + 1);
            all.add(found);
            whole = found.size() > MOST ? Math.max(whole, found.get(1).start()) : whole;
        }
        Splice splice = Splice.of(knowledge, all.get(0), all.subList(1, all.size())).since(whole, MOST);
        if (splice.candles().size() == MOST) {
            whole = Math.max(whole, splice.candles().get(0).start());
        }
        boolean isCut = isShortened || whole > from;
        long begin = whole;
        List<KeptGap> gaps = knowledge.openGaps().stream().filter(kept -> kept.gap().from() < query.to()
                && kept.gap().to().orElse(Long.MAX_VALUE) > begin).toList();
        return Optional.of(new CandlePage(query, splice, gaps, isCut ? OptionalLong.of(begin) : OptionalLong.empty(),
                backfill.isLacking(knowledge, want)));
    }

    private static List<Series> series(CandleQuery query, Knowledge knowledge) {
        List<Series> all = new ArrayList<>(List.of(new Series(query.symbol(), query.width())));
        knowledge.providers().forEach(provider -> all.add(new Series(query.symbol(), query.width(), provider.id())));
        return all;
    }

    /** Whether a chart can be drawn of it, so that no reader should wait for what is lacking. */
    boolean isEnoughForNow() {
        return splice.candles().size() >= ENOUGH;
    }

    /** What is to be fetched for it. */
    Want want() {
        return new Want(query.symbol(), query.width(), next.orElse(query.from()), query.to(), Want.Origin.READER);
    }
}
