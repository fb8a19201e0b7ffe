package stockchart.faults;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stockchart.testing.LogWatch;

/**
 * Random sequences of faults on the whole way of a trade, from Finnhub over feed, registry and sessions to clients, in virtual
 * time.
 *
 * <p>At every moment: at most one connection is open, at most one send is in flight on each, and each client's series is the
 * tape's, without a hole but those that are reported, without repetition, in order. Within 5 s of calm: the feed is live, Finnhub
 * carries exactly what is demanded, and every client has every trade. Once all clients have left and the linger is over: nothing.
 *
 * <p>The 5 s count from when a connection is open and flows. Until then the feed may need the longest time in which it notices
 * a dead connection, waits for a handshake that was begun before the calm, and backs off: all of these bounded, and by design.
 *
 * <p>Among the faults are errors of the virtual machine out of executors, dials, sends, pings and closes, work that is accepted and
 * never run, dials that do not come back, and a feed that is stopped and started at whatever moment; connections to Finnhub that
 * stay open, send nothing and swallow commands; clients whose network accepts and delivers nothing, and clients that flood with
 * pings; REST answers whose bodies trickle until the deadline, or fail with an error.
 *
 * <p>When Finnhub carries fewer symbols than configured, its refusals name no symbol, come late and sometimes three times; finding
 * out which it means takes some seconds more.
 *
 * <p>Explore with {@code -Dfaults.seed=1 -Dfaults.count=5000}; a seed always gives the same sequence. The test command runs few.
 */
class FaultSequencesTest {
    private static LogWatch log;

    static LongStream seeds() {
        long first = Long.getLong("faults.seed", 1);
        return LongStream.range(first, first + Integer.getInteger("faults.count", 200));
    }

    @BeforeAll
    static void listen() {
        log = new LogWatch();
    }

    @AfterAll
    static void stopListening() {
        log.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everythingIsRightAgainInTheCalm(long seed) {
        try {
            new FaultRun(seed).run();
            log.verifyUnwanted();
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError("Seed " + seed + " (-Dfaults.seed=" + seed + " -Dfaults.count=1): " + failure, failure);
        }
    }
}
