package stockchart.history.store;

import java.util.List;
import stockchart.history.store.Batch.Series;
import stockchart.tape.Candle;

/**
 * What a provider has answered, to be written in one transaction. Immutable.
 *
 * @param isAdjusted whether prices from before a split are divided
 * @param candles oldest first; their volume is not a number where the provider has none
 * @param fetched the stretch that need not be asked for again; without length if there is none, as while its candles grow
 * @param valid what was fetched before this time, in milliseconds since 1970-01-01 UTC, is out of date; 0 if nothing is
 */
public record ProvidedPage(Series series, boolean isAdjusted, List<Candle> candles, Fetched fetched, long valid) {
    public ProvidedPage {
        candles = List.copyOf(candles);
    }

    /**
     * A stretch of time that a provider was asked for, whatever it had there. Immutable.
     *
     * @param from in milliseconds since 1970-01-01 UTC, inclusive; whole seconds, as all of them
     * @param to exclusive, not before {@code from}
     * @param at when, or when the oldest part of it was
     */
    public record Fetched(long from, long to, long at) {}
}
