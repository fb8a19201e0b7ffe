package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;

class ConnectionDrainingTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final long start = clock.nanoTime();
    private final List<Long> toldAfterMillis = new ArrayList<>();
    private final List<Integer> told = new ArrayList<>();
    private final ConnectionDraining draining = new ConnectionDraining(clock::nanoTime, nanos -> clock.advance(Duration.ofNanos(nanos)));

    @Test
    void manyLeaveEvenlyOverTheWholeTime() {
        draining.tell(clients(1_000), FIVE, this::tell);
        assertEquals(clients(1_000), told);
        assertEquals(IntStream.range(0, 1_000).mapToObj(client -> client * 5L).toList(), toldAfterMillis);
    }

    @Test
    void fewTakeLessTime() {
        draining.tell(clients(4), FIVE, this::tell);
        assertEquals(List.of(0L, 10L, 20L, 30L), toldAfterMillis);
        assertEquals(Duration.ofMillis(40), ConnectionDraining.time(4, FIVE));
        assertEquals(FIVE, ConnectionDraining.time(1_000_000, FIVE));
        assertEquals(Duration.ZERO, ConnectionDraining.time(0, FIVE));
    }

    @Test
    void withoutTimeAllLeaveAtOnce() {
        draining.tell(clients(1_000), Duration.ZERO, this::tell);
        assertEquals(1_000, told.size());
        assertEquals(0, clock.nanoTime() - start);
    }

    @Test
    void whoIsHurriedDoesNotWait() {
        draining.tell(clients(1_000), FIVE, client -> {
            tell(client);
            if (client == 500) {
                draining.hurry();
            }
        });
        assertEquals(clients(1_000), told);
        assertEquals(2_500L, toldAfterMillis.get(999));
    }

    @Test
    void nobodyComesInOnceItHasBegun() {
        assertFalse(draining.hasBegun());
        draining.tell(List.<Integer>of(), FIVE, this::tell);
        assertTrue(draining.hasBegun());
    }

    private void tell(int client) {
        told.add(client);
        toldAfterMillis.add((clock.nanoTime() - start) / 1_000_000);
    }

    private static List<Integer> clients(int number) {
        return IntStream.range(0, number).boxed().toList();
    }
}
