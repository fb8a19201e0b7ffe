/**
 * REST APIs: Finnhub's, or the simulator's, with one client and one budget of requests for the whole application, and others, each
 * with a client and a budget of its own.
 *
 * <p>Entry types: {@link stockchart.rest.FinnhubRest}, which hands out the one {@link stockchart.rest.RestClient}, and
 * {@link stockchart.rest.ApiClient} for all others. {@link stockchart.rest.RefreshTimes} determines when something fetched is due
 * again. Imports {@code settings}, {@code text} and {@code simulator}; {@code catalog}, {@code quotes}, {@code history},
 * {@code admin} and {@code startup} import it. Any thread that may block.
 *
 * <p>Keys are sent in headers only, redirects are not followed, and the message of a failure is fit for a log. It does not know the
 * meaning of any path and reads no answer.
 */
package stockchart.rest;
