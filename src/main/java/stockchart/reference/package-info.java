/**
 * What Finnhub knows beside its trades: the previous close of a symbol, and when the US market trades.
 *
 * <p>Imports {@code rest}, {@code hub}, {@code market}, {@code settings} and {@code container}; nothing imports it.
 * Entry types are the container's: {@link stockchart.reference.MarketReference} keeps things fetched,
 * {@link stockchart.reference.QuoteServlet} and {@link stockchart.reference.MarketServlet} answer at once with what is known. The
 * logic is in {@link stockchart.reference.Quotes} and {@link stockchart.reference.MarketWatch}; one thread at a time fetches for
 * each of them, any thread asks.
 *
 * <p>Prices do not pass here, and none waits for what does.
 */
package stockchart.reference;
