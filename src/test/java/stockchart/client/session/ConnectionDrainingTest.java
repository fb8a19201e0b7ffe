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
    private final List<Long> closedAfterMillis = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private final ConnectionDraining draining = new ConnectionDraining(clock::nanoTime, nanos -> clock.advance(Duration.ofNanos(nanos)));

    @Test
    void manyLeaveEvenlyOverTheWholeTime() {
        draining.closeEvenly(clients(1_000), FIVE, this::close);
        assertEquals(clients(1_000), closed);
        assertEquals(IntStream.range(0, 1_000).mapToObj(client -> client * 5L).toList(), closedAfterMillis);
    }

    @Test
    void fewTakeLessTime() {
        draining.closeEvenly(clients(4), FIVE, this::close);
        assertEquals(List.of(0L, 10L, 20L, 30L), closedAfterMillis);
        assertEquals(Duration.ofMillis(40), ConnectionDraining.time(4, FIVE));
        assertEquals(FIVE, ConnectionDraining.time(1_000_000, FIVE));
        assertEquals(Duration.ZERO, ConnectionDraining.time(0, FIVE));
    }

    @Test
    void withoutTimeAllLeaveAtOnce() {
        draining.closeEvenly(clients(1_000), Duration.ZERO, this::close);
        assertEquals(1_000, closed.size());
        assertEquals(0, clock.nanoTime() - start);
    }

    @Test
    void finishNowDoesNotWait() {
        draining.closeEvenly(clients(1_000), FIVE, client -> {
            close(client);
            if (client == 500) {
                draining.finishNow();
            }
        });
        assertEquals(clients(1_000), closed);
        assertEquals(2_500L, closedAfterMillis.get(999));
    }

    @Test
    void noClientIsAcceptedOnceItHasBegun() {
        assertFalse(draining.hasBegun());
        draining.closeEvenly(List.<Integer>of(), FIVE, this::close);
        assertTrue(draining.hasBegun());
    }

    private void close(int client) {
        closed.add(client);
        closedAfterMillis.add((clock.nanoTime() - start) / 1_000_000);
    }

    private static List<Integer> clients(int number) {
        return IntStream.range(0, number).boxed().toList();
    }
}
