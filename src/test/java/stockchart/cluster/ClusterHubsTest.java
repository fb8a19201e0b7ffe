package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.cluster.HubCluster.A;
import static stockchart.cluster.HubCluster.B;
import static stockchart.cluster.HubCluster.C;
import static stockchart.cluster.HubCluster.D;
import static stockchart.cluster.HubCluster.PATIENCE;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import stockchart.hub.ClusterStatus.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.Tier;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;

/**
 * Three servers on a real Redis with one Finnhub, with the threads, connections and scripts of the product: how they share the
 * slots, and what each shows when one of them is stopped, cut off or set otherwise. {@link ClusterFaultsTest} has random faults,
 * {@link RedisOutagesTest} those of Redis.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterHubsTest {
    private RedisServer redis;
    private HubCluster cluster;

    @BeforeAll
    void start() {
        redis = new RedisServer();
        cluster = new HubCluster(redis.port());
    }

    @BeforeEach
    void begin() {
        cluster.begin();
    }

    @AfterAll
    void end() {
        cluster.close();
        redis.close();
    }

    @Order(1)
    @Test
    void clientsOfAllServersShareTheSlots() {
        cluster.awaitAll();
        HubRig other = cluster.follower();
        other.watch(C);
        cluster.awaitTrades(other, C, 5);
        assertEquals(Set.of(A, B, C), cluster.awaitHolder().hub.demandedSymbols());
        other.watch(D);
        Eventually.see("it waits", PATIENCE, () -> other.watched(D).tier(), tier -> tier.position() == 1);
        assertEquals(Tier.Why.LIMIT, other.watched(D).tier().why().orElseThrow());
        cluster.awaitHolder().watch(D);
        cluster.servers.forEach(server -> server.unwatch(B));
        cluster.awaitTrades(other, D, 5);
        assertEquals(State.STREAMED, cluster.awaitHolder().watched(D).state());
        HubRig holder = cluster.awaitHolder();
        assertEquals(cluster.trades(other.watched(D)).get(0), cluster.trades(holder.watched(D)).get(0), "one series");
        assertEquals(other.watched(D).tape().epoch(), holder.watched(D).tape().epoch());
        assertEquals(Set.of(Role.HOLDER, Role.FOLLOWER),
                new HashSet<>(cluster.servers.stream().map(server -> server.node().status().role()).toList()));
        assertEquals(3, holder.node().status().nodes());
        assertEquals(1, cluster.servers.stream().mapToDouble(server -> server.node().shareOfRequests()).sum(), 1e-9);
        assertEquals(Optional.of(holder.name), other.node().status().holder());
        assertTrue(other.node().status().isJoined());
        cluster.servers.forEach(server -> {
            server.unwatch(C);
            server.unwatch(D);
            server.watch(B);
        });
        cluster.servers.forEach(server -> cluster.awaitTrades(server, B, 1));
    }

    @Order(2)
    @Test
    void serverWithAnotherKeyStaysOut() {
        cluster.awaitAll();
        try (HubRig stranger = cluster.rig("stranger", "other")) {
            String reason = Eventually.see("it says why", PATIENCE, () -> stranger.node().status().refusal(), Optional::isPresent)
                    .orElseThrow();
            assertTrue(reason.matches("This node may not join the cluster: node-\\d takes part and has another FINNHUB_TOKEN"),
                    reason);
            assertEquals(Role.JOINING, stranger.node().status().role());
            assertEquals(3, cluster.awaitHolder().node().status().nodes());
        }
    }

    @Order(3)
    @Test
    void cutOffServerSaysSoAndCatchesUp() {
        cluster.awaitAll();
        HubRig cut = cluster.follower();
        cut.proxy.hold();
        Eventually.see("it says so", PATIENCE, () -> cut.hub.status().cutOff(), OptionalLong::isPresent);
        assertTrue(cut.node().status().isJoined(), "clients stay");
        cut.proxy.release();
        Eventually.see("it says so no longer", PATIENCE, () -> cut.hub.status().cutOff(), OptionalLong::isEmpty);
        cluster.verify();
        assertEquals(0, cluster.finnhub.collisions());
    }

    /** As that of a Redis that is the master no longer, and accepts connections. */
    @Order(4)
    @Test
    void logWithoutEntriesIsReadOverAnotherConnection() {
        cluster.awaitAll();
        HubRig server = cluster.follower();
        server.readStaleLog();
        Eventually.see("it says so", PATIENCE, () -> server.hub.status().cutOff(), OptionalLong::isPresent);
        Eventually.see("it says so no longer", PATIENCE, () -> server.hub.status().cutOff(), OptionalLong::isEmpty);
        cluster.verify();
    }

    @Order(5)
    @Test
    void stoppedHolderHandsOver() throws InterruptedException {
        cluster.awaitAll();
        HubRig holder = cluster.awaitHolder();
        Eventually.see("all have read the decisions", PATIENCE, () -> cluster.servers.stream()
                .allMatch(server -> server.hub.viewers().keySet().equals(Set.of(A, B))), Boolean::booleanValue);
        holder.stop();
        cluster.servers.remove(holder);
        cluster.add();
        cluster.verify();
        assertEquals(0, cluster.finnhub.collisions());
    }

    /** No holder has reported the state of the feed to it. */
    @Order(6)
    @Test
    void serverThatJoinsAndIsTheNextHolderReportsTheGapSinceTheLastSignOfLife() {
        cluster.awaitAll();
        HubRig holder = cluster.awaitHolder();
        cluster.servers.remove(holder);
        List<HubRig> others = List.copyOf(cluster.servers);
        others.forEach(server -> server.proxy.hold());
        long killed = System.currentTimeMillis();
        holder.close();
        HubRig next = cluster.add();
        Eventually.see("it has the feed", PATIENCE, next::isLive, Boolean::booleanValue);
        others.forEach(server -> server.proxy.release());
        cluster.verify();
        others.forEach(server -> {
            List<Gap> gaps = server.watched(A).gaps();
            assertTrue(gaps.stream().anyMatch(gap -> gap.from() <= killed && gap.to().orElse(0) > killed), gaps::toString);
        });
    }

    /** Before it has stopped: closing its clients takes seconds. */
    @Order(8)
    @Test
    void leavingHolderHandsOverAndServesItsClientsOn() throws InterruptedException {
        cluster.awaitAll();
        HubRig leaving = cluster.awaitHolder();
        int collisions = cluster.finnhub.collisions();
        leaving.leave();
        Eventually.see("another one has the feed", PATIENCE, () -> cluster.awaitHolder() != leaving, Boolean::booleanValue);
        cluster.awaitTrades(leaving, A, 10);
        assertEquals(Role.LEAVING, leaving.node().status().role());
        cluster.servers.remove(leaving);
        leaving.stop();
        cluster.add();
        cluster.verify();
        assertEquals(collisions, cluster.finnhub.collisions());
    }
}
