package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;

/** How much each client can have fetched. */
class FetchLimitTest {
    private final ManualClock clock = new ManualClock();
    private final FetchLimit limit = new FetchLimit(clock::nanoTime);

    private int taken(String client) {
        int taken = 0;
        while (limit.take(client)) {
            taken++;
        }
        return taken;
    }

    @Test
    void clientMayHaveAPageOfChartsFetchedAndThenOneASecond() {
        assertEquals(FetchLimit.AT_ONCE, taken("192.0.2.1"));
        assertEquals(FetchLimit.AT_ONCE, taken("192.0.2.2"));
        clock.advance(Duration.ofMillis(2_500));
        assertEquals(2, taken("192.0.2.1"));
        clock.advance(Duration.ofHours(1));
        assertEquals(FetchLimit.AT_ONCE, taken("192.0.2.1"));
    }

    @Test
    void oldestClientIsForgottenFirst() {
        taken("192.0.2.1");
        for (int i = 0; i < FetchLimit.MOST_CLIENTS - 1; i++) {
            assertTrue(limit.take("client " + i));
        }
        assertFalse(limit.take("192.0.2.1"));
        assertTrue(limit.take("another one"));
        assertTrue(limit.take("client 0"));
        assertFalse(limit.take("192.0.2.1"));
    }
}
