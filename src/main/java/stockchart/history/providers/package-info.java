/**
 * Candles that were not recorded here, from those who have them: today the data source itself, which is Finnhub or the simulator.
 *
 * <p>Entry type is {@link stockchart.history.providers.ProvidedCandles}. Imports {@code rest}, {@code market}, {@code platform} and
 * {@code text}. Requests are made one after the other on the server's threads; no caller waits for them.
 */
package stockchart.history.providers;
