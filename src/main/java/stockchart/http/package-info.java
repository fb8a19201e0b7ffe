/**
 * Everything about an HTTP exchange that does not depend on the path: bounds in length, time and number per address, the static
 * page, headers, origins and proxies. No exchange holds a thread while its client is slow.
 *
 * <p>Entry types: {@link stockchart.http.ExchangeFilter}, which every request passes, with the limits of
 * {@link stockchart.http.Exchanges}; {@link stockchart.http.BufferedResponse} for servlets whose answers many clients share;
 * {@link stockchart.http.FormBody} for servlets that accept a form; {@link stockchart.http.JsonResponse} for JSON;
 * {@link stockchart.http.PageServlet} for the page; {@link stockchart.http.TrustedProxies} for a client's address. Request threads,
 * and those on which a server reports that more can be read or written. Imports {@code platform}, {@code settings} and
 * {@code text}; every package with a servlet may import it.
 *
 * <p>After its handshake, a WebSocket is not an exchange.
 */
package stockchart.http;
