package stockchart.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.tape.Candle;

/**
 * The newest kept candles of a stretch of time. Immutable.
 *
 * @param candles oldest first
 * @param gaps that overlap the stretch that the candles are of, in order; those only whose candles are of the width or wider
 * @param next the end of the stretch that is left, in milliseconds since 1970-01-01 UTC; empty if there is no older candle
 */
record CandlePage(CandleQuery query, List<Candle> candles, List<KeptGap> gaps, OptionalLong next) {
    static final int MOST = 5_000;

    /** Reads it; empty if nothing was ever kept of the symbol. */
    static Optional<CandlePage> read(CandleStore store, CandleQuery query) throws SQLException {
        List<Candle> found = store.candles(new Series(query.symbol(), query.width()), query.from(), query.to(), MOST + 1);
        if (found.isEmpty() && !store.isKnown(query.symbol())) {
            return Optional.empty();
        }
        boolean isCut = found.size() > MOST;
        List<Candle> candles = isCut ? found.subList(1, found.size()) : found;
        long from = isCut ? candles.get(0).start() : query.from();
        List<KeptGap> gaps = store.gaps(query.symbol(), from, query.to()).stream()
                .filter(gap -> gap.width().seconds() >= query.width().seconds()).toList();
        return Optional.of(new CandlePage(query, candles, gaps, isCut ? OptionalLong.of(from) : OptionalLong.empty()));
    }
}
