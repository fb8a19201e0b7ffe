package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.http.Exchanges.Exchange;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;

/** How long and how many exchanges may be. */
class ExchangesTest {
    private static final String ONE = "192.0.2.1";

    private final ManualClock clock = new ManualClock();
    private final Exchanges exchanges = new Exchanges(clock::nanoTime, Runnable::run);
    private final List<String> ended = new ArrayList<>();
    private LogWatch log;

    @BeforeEach
    void watch() {
        log = new LogWatch();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void exchangeThatTakesTooLongIsEnded() {
        open(ONE, 1);
        sweepAfter(Exchanges.DEADLINE.minusMillis(1));
        assertEquals(List.of(), ended);
        sweepAfter(Duration.ofMillis(1));
        assertEquals(List.of(ONE + "/0"), ended);
        assertEquals(0, exchanges.count());
        sweepAfter(Exchanges.DEADLINE);
        assertEquals(1, ended.size());
    }

    @Test
    void exchangeThatIsOverIsNotEnded() {
        Exchange exchange = open(ONE, 1).get(0);
        exchange.close();
        exchange.close();
        sweepAfter(Exchanges.DEADLINE);
        assertEquals(List.of(), ended);
        assertEquals(0, exchanges.count());
    }

    @Test
    void anotherDeadlineIsCountedFromWhenItIsSet() {
        Exchange exchange = open(ONE, 1).get(0);
        sweepAfter(Duration.ofSeconds(5));
        exchange.limit(Duration.ofSeconds(10), () -> ended.add("in its own way"));
        sweepAfter(Duration.ofMillis(9_999));
        assertEquals(List.of(), ended);
        sweepAfter(Duration.ofMillis(1));
        assertEquals(List.of("in its own way"), ended);
    }

    @Test
    void answerThatMayWaitIsGivenAtItsTimeWithoutAWarning() {
        Exchange exchange = open(ONE, 1).get(0);
        exchange.answerWithin(Duration.ofSeconds(2), () -> {
            ended.add("answered");
            exchange.limit();
        });
        sweepAfter(Duration.ofSeconds(2));
        assertEquals(List.of("answered"), ended);
        assertEquals(0, log.count("Ended a request"));
        sweepAfter(Exchanges.DEADLINE);
        assertEquals(List.of("answered", ONE + "/0"), ended);
        assertEquals(1, log.count("Ended a request"));
    }

    @Test
    void refusedClientLosesItsConnectionThoughItHasTheAnswer() {
        Exchange exchange = open(ONE, 1).get(0);
        exchange.limitLast();
        exchange.complete(() -> ended.add("answered"));
        sweepAfter(Exchanges.LAST);
        assertEquals(List.of(ONE + "/0", "answered"), ended);
    }

    @Test
    void refusalAtADeadlineHasADeadlineToo() {
        Exchange exchange = open(ONE, 1).get(0);
        exchange.limit(Duration.ofSeconds(10), exchange::limitLast);
        sweepAfter(Duration.ofSeconds(10));
        sweepAfter(Exchanges.LAST);
        assertEquals(List.of(ONE + "/0"), ended);
        assertEquals(0, exchanges.count());
    }

    @Test
    void quickExchangesDoNotCount() {
        open(ONE, Exchanges.MAX_PER_ADDRESS * 2);
        sweepAfter(Exchanges.YOUNG.minusMillis(1));
        assertEquals(List.of(), ended);
    }

    @Test
    void addressWithTooManyLosesItsOldestAndNoOtherDoes() {
        open("192.0.2.2", Exchanges.MAX_PER_ADDRESS);
        open(ONE, Exchanges.MAX_PER_ADDRESS + 2);
        sweepAfter(Exchanges.YOUNG);
        assertEquals(List.of(ONE + "/0", ONE + "/1"), ended);
        sweepAfter(Exchanges.YOUNG);
        assertEquals(2, ended.size());
    }

    @Test
    void overTheTotalLimitTheAddressWithMostLosesSome() {
        IntStream.range(0, 5).forEach(i -> open("198.51.100." + i, Exchanges.MAX_PER_ADDRESS));
        open(ONE, 3);
        sweepAfter(Exchanges.YOUNG);
        assertEquals(3, ended.size());
        assertEquals(Exchanges.MAX, exchanges.count());
        assertEquals(0, ended.stream().filter(name -> name.startsWith(ONE)).count());
    }

    @Test
    void exchangeThatCannotBeEndedDoesNotKeepOthersFromIt() {
        exchanges.open(ONE, () -> {
            throw new IllegalStateException("as the test wants");
        });
        open(ONE, 1);
        sweepAfter(Exchanges.DEADLINE);
        assertEquals(List.of(ONE + "/0"), ended);
    }

    private List<Exchange> open(String address, int count) {
        return IntStream.range(0, count).mapToObj(i -> exchanges.open(address, () -> ended.add(address + "/" + i))).toList();
    }

    private void sweepAfter(Duration time) {
        clock.advance(time);
        exchanges.sweep();
    }
}
