package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of faults on a cluster of three nodes in virtual time, on a model of the store that {@code
 * ModelAgreesWithRedisTest} holds against Redis.
 *
 * <p>Nodes are killed, leave, are stopped and stand still, so do single threads of them and the store; nodes are cut off; requests and
 * answers are lost or late, and requests that were given up are carried out later; the log is trimmed, entries cannot be read,
 * and the store is started again with nothing in it.
 *
 * <p>At every moment: there is one connection to Finnhub at most, and a second one is made only while the node that has the
 * first stands still; each node's series of a symbol goes on with the next number. In the calm after it: one node has the lease
 * and the feed, every node has every trade that was published, none is published twice, and each trade that Finnhub sent was
 * published, or lies in a stretch of time in which the log says that the feed was down.
 *
 * <p>Explore with {@code -Dfaults.seed=1 -Dfaults.count=5000}; a seed always gives the same sequence.
 */
class ModelCheckTest {
    private static final Map<String, Integer> EVENTS = new TreeMap<>();
    private static int runs;

    static LongStream seeds() {
        long first = Long.getLong("faults.seed", 1);
        return LongStream.range(first, first + (Integer.getInteger("faults.count", 200) + 1) / 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTradeIsLostOrDoubledAndThereIsOneConnection(long seed) {
        ModelWorld world = new ModelWorld(seed);
        try {
            world.run();
        } catch (AssertionError failure) {
            throw new AssertionError("Seed " + seed + " (-Dfaults.seed=" + seed + " -Dfaults.count=1): " + failure.getMessage(),
                    failure);
        }
        world.events.forEach((event, count) -> EVENTS.merge(event, count, Integer::sum));
        runs++;
    }

    /** A model in which nothing happens would prove nothing. */
    @AfterAll
    static void everyFaultHasHappened() {
        if (runs >= 50) {
            for (String event : new String[] {"takes over", "is killed", "has stopped", "leaves", "stands still for", "is cut off for",
                "the store stands still for", "the store is started again, empty", "second connection", "is fenced off"}) {
                assertTrue(EVENTS.containsKey(event), () -> event + " is not among " + EVENTS);
            }
        }
    }
}
