/**
 * Finnhub's REST dialect under {@code /api/v1/}: a program that uses Finnhub works when its base URL is changed. Answered from what
 * the server knows, and otherwise from the data source within the budget of requests; candles the other way round.
 *
 * <p>Entry type is the container's, {@link stockchart.dialect.DialectServlet}. Imports {@code history}, {@code
 * history.providers}, {@code catalog}, {@code quotes}, {@code rest} for its exceptions, {@code http}, {@code tape}, {@code market}
 * and {@code text}; no room imports it. No request thread waits for the data source.
 */
package stockchart.dialect;
