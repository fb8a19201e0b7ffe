/**
 * Admission control: which handshakes are accepted, and how many clients may be connected, in all and from one address.
 *
 * <p>Entry type: {@link stockchart.client.admission.Admission}. It counts and logs rejected handshakes. Called by request threads
 * before a connection opens, and by {@code session} when one opens and ends. Imports {@code client.protocol}, {@code http},
 * {@code market}, {@code settings} and {@code platform}.
 *
 * <p>It holds no connection; an accepted handshake counts toward the limits only when its connection opens.
 */
package stockchart.client.admission;
