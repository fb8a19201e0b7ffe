/**
 * Finnhub's REST API besides lists of symbols: quotes with their previous close, and the hours of the US market.
 *
 * <p>Entry types are the container's: {@link stockchart.quotes.MarketReference} schedules the fetching,
 * {@link stockchart.quotes.QuoteServlet} and {@link stockchart.quotes.MarketServlet} answer from the cache without waiting. The
 * logic is in {@link stockchart.quotes.Quotes} and {@link stockchart.quotes.MarketWatch}; one thread at a time fetches for each of
 * them, any thread reads. Imports {@code http}, {@code rest}, {@code hub}, {@code market}, {@code settings} and {@code platform};
 * no package imports it.
 *
 * <p>Trades do not pass here and never wait for a REST request.
 */
package stockchart.quotes;
