/**
 * Candles that were not recorded here, from those who have them.
 *
 * <p>Entry types are {@link stockchart.history.providers.Providers}, which makes a
 * {@link stockchart.history.providers.HistoryProvider} for each name in the settings, and
 * {@link stockchart.history.providers.ProvidedCandles}, the candles of the data source for programs that speak Finnhub's dialect.
 * Imports {@code rest}, {@code tape}, {@code market}, {@code settings}, {@code platform} and {@code text}. Any thread that may block.
 *
 * <p>A provider requests, reads and checks one answer; it does not remember, retry, store or decide what is missing.
 */
package stockchart.history.providers;
