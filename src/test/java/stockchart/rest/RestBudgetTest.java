package stockchart.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.rest.RestClient.Purpose;
import stockchart.testing.ManualClock;

class RestBudgetTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofSeconds(61);

    private final ManualClock clock = new ManualClock();
    private final RestBudget budget = new RestBudget(60, clock::nanoTime);

    @Test
    void sixtyInAnyMinuteAndNoneMore() {
        for (int second = 0; second < 300; second++) {
            int made = 0;
            for (int minute = 0; minute < 61; minute++) {
                made += take() ? 1 : 0;
                made += take() ? 1 : 0;
                clock.advance(SECOND);
            }
            assertEquals(60, made);
        }
    }

    /** Other servers use the same key. */
    @Test
    void shareOfTheBudgetIsDividedLikeTheWhole() {
        budget.shareBy(() -> 0.25);
        assertEquals(15, budget.remaining());
        assertEquals(10, budget.pollsPerMinute());
        assertEquals(15, takeAll(100));
        assertEquals(0, budget.remaining());
        budget.shareBy(() -> 0.5);
        assertEquals(15, budget.remaining(), "the others are fewer");
        clock.advance(SECOND.multipliedBy(2));
        assertEquals(15, takeAll(100));
        budget.shareBy(() -> 0.001);
        clock.advance(WINDOW);
        assertEquals(1, takeAll(100), "one is left in any case");
    }

    @Test
    void thirtyInASecond() {
        assertEquals(30, takeAll(100));
        clock.advance(SECOND.multipliedBy(2));
        assertEquals(30, takeAll(100));
        clock.advance(SECOND.multipliedBy(2));
        assertEquals(0, takeAll(100));
    }

    @Test
    void remainingRequestsAreReported() {
        assertEquals(60, budget.remaining());
        takeAll(20);
        clock.advance(SECOND.multipliedBy(2));
        takeAll(30);
        assertEquals(10, budget.remaining());
        clock.advance(WINDOW.minusSeconds(2));
        assertEquals(30, budget.remaining());
        budget.refused(SECOND);
        assertEquals(0, budget.remaining());
        clock.advance(WINDOW);
        assertEquals(60, budget.remaining());
    }

    @Test
    void waitIsAsLongAsReported() {
        takeAll(30);
        clock.advance(SECOND.multipliedBy(2));
        takeAll(30);
        Duration wait = budget.take(Purpose.LISTS);
        assertEquals(WINDOW.minusSeconds(2), wait);
        clock.advance(wait.minusNanos(1));
        assertFalse(take());
        clock.advance(Duration.ofNanos(1));
        assertTrue(take());
    }

    @Test
    void requestsThatCanWaitLeaveASixthToOthers() {
        int made = 0;
        for (int i = 0; i < 100; i++) {
            made += budget.take(Purpose.QUOTES).isZero() ? 1 : 0;
            clock.advance(Duration.ofMillis(200));
        }
        assertEquals(50, made);
        assertEquals(10, takeAll(100));
    }

    @Test
    void pollingLeavesAThirdToOthers() {
        int made = 0;
        for (int i = 0; i < 100; i++) {
            made += budget.take(Purpose.POLLING).isZero() ? 1 : 0;
            clock.advance(Duration.ofMillis(200));
        }
        assertEquals(40, made);
        assertEquals(40, budget.pollsPerMinute(), "its own requests do not count against it");
        takeAll(5);
        assertEquals(35, budget.pollsPerMinute());
    }

    @Test
    void dialectLeavesHalfToTheOthers() {
        leavesHalf(Purpose.DIALECT);
    }

    @Test
    void historyLeavesHalfToTheOthers() {
        leavesHalf(Purpose.HISTORY);
    }

    private void leavesHalf(Purpose purpose) {
        int made = 0;
        for (int second = 0; second < 60; second++) {
            made += budget.take(purpose).isZero() ? 1 : 0;
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(30, made);
        assertEquals(Duration.ZERO, budget.take(Purpose.POLLING));
    }

    @Test
    void refusalHalvesPollingForAWhile() {
        budget.refused(SECOND);
        assertEquals(20, budget.pollsPerMinute());
        IntStream.range(0, 10).forEach(i -> budget.refused(SECOND));
        assertEquals(5, budget.pollsPerMinute());
        clock.advance(Duration.ofMinutes(5));
        assertEquals(10, budget.pollsPerMinute());
        clock.advance(Duration.ofHours(1));
        assertEquals(40, budget.pollsPerMinute());
    }

    @Test
    void refusalStopsAllRequestsForItsRetryAfter() {
        budget.refused(Duration.ofSeconds(20));
        budget.refused(Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(20).minusNanos(1));
        assertFalse(take());
        clock.advance(Duration.ofNanos(1));
        assertTrue(take());
    }

    @Test
    void noRefusalStopsForEver() {
        budget.refused(Duration.ofDays(300));
        clock.advance(RestBudget.LONGEST_PAUSE);
        assertTrue(take());
    }

    @Test
    void smallestBudgetIsOneAMinuteForAllPurposes() {
        RestBudget smallest = new RestBudget(1, clock::nanoTime);
        assertTrue(smallest.take(Purpose.QUOTES).isZero());
        assertEquals(WINDOW, smallest.take(Purpose.LISTS));
        clock.advance(WINDOW);
        assertTrue(smallest.take(Purpose.LISTS).isZero());
    }

    private boolean take() {
        return budget.take(Purpose.LISTS).isZero();
    }

    private int takeAll(int tries) {
        int made = 0;
        for (int i = 0; i < tries; i++) {
            made += take() ? 1 : 0;
        }
        return made;
    }
}
