/**
 * Every exchange of HTTP, from its request's head to its answer's last byte: bounded in length, in time, and in number per address,
 * and none of them holds a thread while its client dawdles.
 *
 * <p>Entry types: {@link stockchart.http.ExchangeFilter}, which every request passes; {@link stockchart.http.HeldResponse} for
 * servlets whose answers are shared by many clients, {@link stockchart.http.FormBody} for those that take a form.
 * {@link stockchart.http.Exchanges} keeps the limits. Imports {@code container} and {@code settings}; every package with a servlet
 * may import it. Request threads, and those on which a server says that more can be read or written.
 *
 * <p>A WebSocket is no exchange from its handshake on; it knows nothing of what is asked for.
 */
package stockchart.http;
