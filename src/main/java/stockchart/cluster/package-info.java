/**
 * A node of a cluster: when it requests the lease and gives it up, how trades are numbered and published, and how the log is
 * followed.
 *
 * <p>Entry types: {@link stockchart.cluster.LeaseProtocol} decides about the lease, {@link stockchart.cluster.TradePublisher}
 * numbers trades and publishes them, {@link stockchart.cluster.LogFollower} turns the log into each symbol's series. They have
 * no threads and no clock of their own: the caller passes on answers and time, so that every order of events can be tested.
 * Imports {@code cluster.redis} and {@code market}.
 *
 * <p>It does not connect to Finnhub and keeps no tapes.
 */
package stockchart.cluster;
