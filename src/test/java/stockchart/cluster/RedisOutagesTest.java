package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.cluster.HubCluster.A;
import static stockchart.cluster.HubCluster.PATIENCE;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import stockchart.hub.FeedStatus;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;
import stockchart.testing.Slow;

/**
 * What the three servers of a cluster do when Redis stands still, is restarted with or without its data, and when sentinels make
 * another server the master: what docs/cluster.md says that follows from each.
 */
class RedisOutagesTest {
    private static final String MASTER = "prices";
    private static final String[] AS_DOCUMENTED = {"--min-replicas-to-write", "1", "--min-replicas-max-lag", "2"};

    @Slow
    @Test
    void tenSecondsWithoutRedisAreAGapAndTheServersSayThatTheyAreCutOff() {
        try (RedisServer redis = new RedisServer(); HubCluster cluster = new HubCluster(redis.port())) {
            cluster.awaitAll();
            long epoch = epoch(cluster.servers.get(0));
            redis.freeze();
            long since = System.nanoTime();
            awaitCutOff(cluster);
            assertTrue(cluster.servers.stream().allMatch(server -> server.node().status().isJoined()), "clients stay");
            assertTrue(cluster.servers.stream().allMatch(server -> server.hub.status().state() == FeedStatus.State.DOWN),
                    "each says that it has no prices");
            Eventually.see("ten seconds are over", PATIENCE, () -> Duration.ofNanos(System.nanoTime() - since),
                    outage -> outage.toSeconds() >= 10);
            assertTrue(cluster.servers.stream().noneMatch(HubRig::isLive), "no connection without a lease");
            redis.thaw();
            cluster.verify();
            awaitNoneCutOff(cluster);
            assertEquals(epoch, epoch(cluster.servers.get(0)), "the series go on");
            assertEquals(0, cluster.finnhub.collisions());
        }
    }

    @Slow
    @Test
    void redisThatIsRestartedWithItsDataLosesNothing() {
        try (RedisServer redis = new RedisServer("--appendonly", "yes"); HubCluster cluster = new HubCluster(redis.port())) {
            cluster.awaitAll();
            long epoch = epoch(cluster.servers.get(0));
            redis.kill();
            redis.start();
            cluster.verify();
            assertEquals(epoch, epoch(cluster.servers.get(0)), "the series go on");
            assertEquals(0, cluster.finnhub.collisions());
        }
    }

    @Test
    void redisThatHasLostEverythingCostsNoCandles() {
        try (RedisServer redis = new RedisServer(); HubCluster cluster = new HubCluster(redis.port())) {
            cluster.awaitAll();
            long epoch = epoch(cluster.servers.get(0));
            List<Integer> before = cluster.servers.stream().map(RedisOutagesTest::prints).toList();
            redis.kill();
            redis.start();
            awaitAnotherSeries(cluster, epoch);
            cluster.awaitAll();
            for (int i = 0; i < before.size(); i++) {
                assertTrue(prints(cluster.servers.get(i)) > before.get(i), before.toString());
            }
        }
    }

    /** As a master does that has lost its replicas, and one that is full. The connections stay. */
    @Test
    void redisThatRefusesWritesForATimeIsUsedAgain() {
        try (RedisServer redis = new RedisServer(); HubCluster cluster = new HubCluster(redis.port())) {
            cluster.awaitAll();
            redis.set("min-replicas-to-write", "1");
            // Longer than a lease, so that each has tried what it does about one.
            Eventually.see("nothing is written", PATIENCE, () -> cluster.servers.stream()
                    .allMatch(server -> server.node().status().lagMillis() > 5_000), Boolean::booleanValue);
            assertTrue(cluster.servers.stream().noneMatch(HubRig::isLive), "no connection without a lease");
            redis.set("min-replicas-to-write", "0");
            cluster.verify();
            assertEquals(0, cluster.finnhub.collisions());
        }
    }

    @Slow
    @Test
    void sentinelsMakeAnotherMasterWhenTheirsIsKilled() {
        try (Sentinels sentinels = new Sentinels()) {
            sentinels.failOver(RedisServer::kill);
        }
    }

    /** When it goes on it still is the master for a moment. */
    @Slow
    @Test
    void masterThatStoodStillAndIsNoneAnyMoreChangesNothing() {
        try (Sentinels sentinels = new Sentinels()) {
            sentinels.failOver(RedisServer::freeze);
            sentinels.cluster.begin();
            sentinels.master.thaw();
            Eventually.see("it is a replica", PATIENCE, () -> sentinels.master.info("replication"),
                    info -> info.contains("role:slave") && info.contains("master_link_status:up"));
            sentinels.cluster.verify();
            assertEquals(0, sentinels.cluster.finnhub.collisions());
        }
    }

    private static long epoch(HubRig server) {
        return server.watched(A).tape().epoch();
    }

    private static int prints(HubRig server) {
        return server.watched(A).tape().candles(Interval.MINUTE, 0).candles().stream().mapToInt(Candle::prints).sum();
    }

    private static void awaitAnotherSeries(HubCluster cluster, long than) {
        Eventually.see("all have another series", PATIENCE, () -> cluster.servers.stream().map(RedisOutagesTest::epoch).distinct()
                .toList(), epochs -> epochs.size() == 1 && epochs.get(0) > than);
    }

    private static void awaitCutOff(HubCluster cluster) {
        Eventually.see("all say that they are cut off", PATIENCE, () -> cluster.servers.stream()
                .map(server -> server.hub.status().cutOff()).allMatch(OptionalLong::isPresent), Boolean::booleanValue);
    }

    private static void awaitNoneCutOff(HubCluster cluster) {
        Eventually.see("none says that it is cut off", PATIENCE, () -> cluster.servers.stream()
                .map(server -> server.hub.status().cutOff()).allMatch(OptionalLong::isEmpty), Boolean::booleanValue);
    }

    /** A master, two replicas and three sentinels that are set as documented, and a cluster that knows one of the sentinels. */
    private static final class Sentinels implements AutoCloseable {
        private final RedisServer master = new RedisServer(AS_DOCUMENTED);
        private final List<RedisServer> replicas = List.of(master.replica(AS_DOCUMENTED), master.replica(AS_DOCUMENTED));
        private final List<RedisServer> sentinels = List.of(sentinel(), sentinel(), sentinel());
        private final HubCluster cluster;

        Sentinels() {
            sentinels.forEach(sentinel -> Eventually.see("they know each other", PATIENCE, () -> sentinel.info("sentinel"),
                    info -> info.contains("status=ok") && info.contains("slaves=2,sentinels=3")));
            cluster = new HubCluster("redis+sentinel://127.0.0.1:%d/" + MASTER, sentinels.get(0).port());
        }

        private RedisServer sentinel() {
            return master.sentinel(MASTER, 2, "sentinel down-after-milliseconds " + MASTER + " 1000",
                    "sentinel failover-timeout " + MASTER + " 5000");
        }

        /** What the servers of the cluster had before and have received since is there once, or in a reported gap. */
        void failOver(Consumer<RedisServer> fault) {
            cluster.awaitAll();
            cluster.verify();
            fault.accept(master);
            cluster.begin();
            Eventually.see("another one is the master", PATIENCE, () -> replicas.stream()
                    .anyMatch(replica -> replica.info("replication").contains("role:master")), Boolean::booleanValue);
            cluster.verify();
            awaitNoneCutOff(cluster);
            assertEquals(0, cluster.finnhub.collisions());
        }

        @Override
        public void close() {
            cluster.close();
            sentinels.forEach(RedisServer::close);
            replicas.forEach(RedisServer::close);
            master.close();
        }
    }
}
