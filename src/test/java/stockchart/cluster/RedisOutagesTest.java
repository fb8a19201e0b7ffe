package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.cluster.HubCluster.A;
import static stockchart.cluster.HubCluster.PATIENCE;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import stockchart.hub.FeedStatus;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;
import stockchart.testing.Slow;

/**
 * What the three servers of a cluster do when Redis stands still, or is restarted with or without its data: what docs/cluster.md
 * says that follows from each.
 */
class RedisOutagesTest {
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
}
