/**
 * Finnhub's REST API, or the simulator's: one client and one budget of requests for the whole application.
 *
 * <p>Entry type: {@link stockchart.rest.FinnhubRest}, which hands out the one {@link stockchart.rest.RestClient}.
 * {@link stockchart.rest.RefreshTimes} determines when something fetched is due again. Imports {@code settings}, {@code text} and
 * {@code simulator}; {@code catalog}, {@code quotes}, {@code admin} and {@code startup} import it. Any thread that may block.
 *
 * <p>The key is sent in a header only, redirects are not followed, and the message of a failure is fit for a log. It does not know
 * the meaning of any path and reads no answer.
 */
package stockchart.rest;
