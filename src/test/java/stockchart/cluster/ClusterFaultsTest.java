package stockchart.cluster;

import static stockchart.cluster.HubCluster.A;
import static stockchart.cluster.HubCluster.PATIENCE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stockchart.testing.Dice;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;

/**
 * Three servers on a real Redis with one Finnhub, while they are killed, stopped, frozen, cut off and replaced, and Redis stands
 * still, is restarted and loses everything, with the threads, connections and scripts of the product, where the model check has a
 * model: clients of every server get what Finnhub has sent, apart from reported gaps.
 *
 * <p>Explore with {@code -Dcluster.seed=1 -Dcluster.count=100}; a seed always gives the same faults, though not the same timing.
 */
class ClusterFaultsTest {
    private enum Fault { KILL, STOP, CUT, FREEZE, RESET, FREEZE_REDIS, RESTART_REDIS, EMPTY_REDIS }

    static LongStream seeds() {
        long first = Long.getLong("cluster.seed", 1);
        return LongStream.range(first, first + Integer.getInteger("cluster.count", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void faultsLoseAndDoubleNothing(long seed) throws InterruptedException {
        Dice dice = new Dice(seed);
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, new Random(seed));
        List<Fault> happened = new ArrayList<>();
        // Like one whose file is on a disk: what it has answered survives its process.
        try (RedisServer redis = new RedisServer("--appendonly", "yes"); HubCluster cluster = new HubCluster(redis.port())) {
            cluster.awaitAll();
            for (Fault fault : faults) {
                happened.add(fault);
                happen(fault, cluster, redis, dice);
            }
            cluster.verify();
        } catch (AssertionError failure) {
            throw new AssertionError("Seed " + seed + " (-Dcluster.seed=" + seed + " -Dcluster.count=1) after " + happened + ": "
                    + failure, failure);
        }
    }

    private static void happen(Fault fault, HubCluster cluster, RedisServer redis, Dice dice) throws InterruptedException {
        HubRig victim = dice.chance(0.7) ? cluster.awaitHolder() : dice.pick(cluster.servers);
        switch (fault) {
            case KILL -> {
                cluster.servers.remove(victim);
                victim.close();
                cluster.add();
            }
            case STOP -> {
                cluster.servers.remove(victim);
                victim.stop();
                cluster.add();
            }
            case CUT -> {
                victim.proxy.hold();
                awaitAnotherHolder(cluster, victim);
                victim.proxy.release();
            }
            case FREEZE -> {
                victim.freeze();
                awaitAnotherHolder(cluster, victim);
                victim.thaw();
            }
            case RESET -> cluster.servers.forEach(server -> server.proxy.reset());
            case FREEZE_REDIS -> {
                redis.freeze();
                Eventually.see("no server has the feed", PATIENCE, () -> cluster.servers.stream().noneMatch(HubRig::isLive),
                        Boolean::booleanValue);
                redis.thaw();
            }
            case RESTART_REDIS -> {
                redis.kill();
                redis.start();
            }
            default -> empty(cluster, redis);
        }
        cluster.finnhub.disconnect();
        cluster.awaitAll();
    }

    private static void awaitAnotherHolder(HubCluster cluster, HubRig victim) {
        Eventually.see("another one has the feed", PATIENCE,
                () -> cluster.servers.stream().anyMatch(server -> server != victim && server.isLive()), Boolean::booleanValue);
    }

    /** The series begin anew, so what was there before is verified before. */
    private static void empty(HubCluster cluster, RedisServer redis) {
        cluster.verify();
        long epoch = cluster.servers.get(0).watched(A).tape().epoch();
        redis.lose();
        cluster.begin();
        redis.start();
        Eventually.see("all have another series", PATIENCE, () -> cluster.servers.stream()
                .map(server -> server.watched(A).tape().epoch()).distinct().toList(),
                epochs -> epochs.size() == 1 && epochs.get(0) > epoch);
    }
}
