/**
 * Which source has which candles of a symbol, and how those of several sources become one series: recorded here where nothing is
 * missing, a provider's elsewhere, never both in one candle.
 *
 * <p>Entry types are {@link stockchart.history.sources.Knowledge}, read from the store, and {@link
 * stockchart.history.sources.Splice}. Imports {@code history.store}, {@code market} and {@code tape}. Values and pure functions; any
 * thread.
 */
package stockchart.history.sources;
