/**
 * One client's connection from its opening to its end, and the registry of all connections.
 *
 * <p>Entry types: {@link stockchart.client.session.ClientRegistry}, which accepts clients, watches them once a second and drains
 * them when the application stops; {@link stockchart.client.session.ClientSession}, one per connection;
 * {@link stockchart.client.session.Outbox}, which decides what a client is sent next. A session is a set of cursors on tapes with
 * at most one send in flight: a slow client is a cursor that moves in larger steps and costs no memory that grows. Container
 * threads, dispatch threads and the sweep call in; no lock is held while sending. Imports {@code client.admission},
 * {@code client.protocol}, {@code hub}, {@code tape}, {@code market}, {@code settings} and {@code platform}.
 */
package stockchart.client.session;
