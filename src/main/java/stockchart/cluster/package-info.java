/**
 * A node of a cluster: when it requests the lease and gives it up, how trades are numbered and published, and how the log is
 * followed.
 *
 * <p>Entry type: {@link stockchart.cluster.ClusterNode}, on three threads of the server. It drives
 * {@link stockchart.cluster.LeaseProtocol}, which decides about the lease, {@link stockchart.cluster.TradePublisher}, which
 * numbers trades, and {@link stockchart.cluster.LogFollower}, which turns the log into each symbol's series. These three have
 * no threads and no clock of their own: they are passed answers and time, so that every order of events can be tested. Imports
 * {@code cluster.redis}, {@code hub} for the role it implements, {@code market} and {@code platform.concurrent}.
 *
 * <p>It does not connect to Finnhub and keeps no tapes.
 */
package stockchart.cluster;
