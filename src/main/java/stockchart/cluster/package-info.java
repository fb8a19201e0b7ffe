/**
 * This server as a node of a cluster: when it requests the lease and gives it up, how trades are numbered and published, how the
 * log is followed, and what the hub and the feed have to do with it.
 *
 * <p>Entry types: {@link stockchart.cluster.ClusterMember} starts a node if one is configured; {@link stockchart.cluster.HubNode}
 * connects it to the hub and to the feed, which see roles of the hub only: {@link stockchart.cluster.HolderDuties} writes what the
 * holder has to, {@link stockchart.cluster.ClusterNotes} and {@link stockchart.cluster.BoardText} are the texts. Below it,
 * {@link stockchart.cluster.ClusterNode} runs on three threads of the server and drives
 * {@link stockchart.cluster.LeaseProtocol}, which decides about the lease, {@link stockchart.cluster.TradePublisher}, which
 * numbers trades, and {@link stockchart.cluster.LogFollower}, which turns the log into each symbol's series. These three have
 * no threads and no clock of their own: they are passed answers and time, so that every order of events can be tested. Imports
 * {@code cluster.redis}, {@code hub} for the roles it implements and uses, {@code market}, {@code settings} and
 * {@code platform.concurrent}; no room imports it but {@code startup}, which checks the settings.
 *
 * <p>It does not connect to Finnhub and keeps no tapes.
 */
package stockchart.cluster;
