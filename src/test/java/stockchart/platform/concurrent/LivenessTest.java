package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.ManualScheduler;

class LivenessTest {
    private final ManualClock clock = new ManualClock();
    private final ManualExecutor threads = new ManualExecutor();
    private final Liveness liveness = new Liveness(threads, clock::nanoTime);
    private final ManualScheduler hanging = new ManualScheduler();
    private final ManualScheduler alive = new ManualScheduler();
    private final LogWatch log = new LogWatch();
    private Runnable step = () -> { };
    private final PeriodicTask watched = liveness.start(hanging, "watched", () -> step.run(), 100);
    private final PeriodicTask other = liveness.start(alive, "other", () -> { }, 1_000);
    private int changes;

    LivenessTest() {
        liveness.require("watched", Liveness.LIMIT, watched::stalledFor);
        liveness.onChange(() -> changes++);
        both(20);
    }

    @AfterEach
    void close() {
        watched.stop();
        other.stop();
        log.close();
    }

    @Test
    void stepThatRunsNoMoreIsFoundWithinFiveSecondsByAnotherTask() {
        both(10);
        assertTrue(liveness.isLive().getAsBoolean());
        assertEquals(0, changes);
        int seconds = 0;
        while (liveness.isLive().getAsBoolean() && seconds < 10) {
            other(1);
            seconds++;
        }
        assertTrue(seconds <= 5, "found after " + seconds + " s");
        assertEquals(List.of("watched"), liveness.stalled());
        assertEquals(1, changes);
        assertThrows(AssertionError.class, log::verify);
        both(2);
        assertTrue(liveness.isLive().getAsBoolean());
        assertEquals(2, changes);
    }

    @Test
    void listenerThatFailsIsCalledAgain() {
        both(10);
        int[] calls = {0};
        liveness.onChange(() -> {
            calls[0]++;
            if (calls[0] == 1) {
                throw new OutOfMemoryError("as the test wants");
            }
        });
        other(8);
        assertFalse(liveness.isLive().getAsBoolean());
        assertEquals(2, calls[0]);
        assertThrows(AssertionError.class, log::verify);
    }

    @Test
    void queryFindsTheStallWhenNoTaskRuns() {
        both(10);
        clock.advance(Duration.ofSeconds(4));
        assertEquals(List.of("watched"), liveness.stalled());
        assertFalse(liveness.isLive().getAsBoolean());
        assertEquals(1, changes);
    }

    @Test
    void stepThatAlwaysFailsMakesNoProgress() {
        step = () -> {
            throw new NoClassDefFoundError("as the test wants");
        };
        both(5);
        assertEquals(List.of("watched"), liveness.stalled());
        assertEquals(5, liveness.failures());
    }

    @Test
    void pauseOfTheWholeMachineIsNoStall() {
        both(10);
        clock.advance(Duration.ofSeconds(30));
        alive.tick();
        assertEquals(List.of(), liveness.stalled());
        hanging.tick();
        threads.runAll();
        both(3);
        assertEquals(0, changes);
        log.verify();
    }

    @Test
    void scheduleThatTheServerHasEndedIsBegunAgain() {
        hanging.cancelAll();
        both(5);
        assertEquals(1, hanging.scheduled());
        assertEquals(List.of(), liveness.stalled());
    }

    @Test
    void schedulesThatTheServerHasEndedAreRestartedByAQuery() {
        hanging.cancelAll();
        alive.cancelAll();
        liveness.stalled();
        assertEquals(1, hanging.scheduled());
        assertEquals(1, alive.scheduled());
    }

    @Test
    void stepThatHangsIsFoundByItsOwnSchedule() {
        both(10);
        other.stop();
        for (int second = 1; second <= 5; second++) {
            clock.advance(Duration.ofSeconds(1));
            hanging.tick();
        }
        assertFalse(liveness.isLive().getAsBoolean());
        threads.runAll();
        assertEquals(List.of(), liveness.stalled());
    }

    @Test
    void startOfTheServerMayTakeAWhile() {
        Liveness fresh = new Liveness(threads, clock::nanoTime);
        fresh.require("late", Liveness.LIMIT, now -> Duration.ofHours(1).toNanos());
        clock.advance(Duration.ofSeconds(15));
        assertEquals(List.of(), fresh.stalled());
        clock.advance(Duration.ofSeconds(4));
        assertEquals(List.of("late"), fresh.stalled());
    }

    @Test
    void stoppedStepIsNoStall() {
        watched.stop();
        other(10);
        assertEquals(List.of(), liveness.stalled());
        assertEquals(0, hanging.scheduled());
    }

    private void both(int seconds) {
        for (int left = seconds; left > 0; left--) {
            clock.advance(Duration.ofSeconds(1));
            hanging.tick();
            alive.tick();
            threads.runAll();
        }
    }

    private void other(int seconds) {
        for (int left = seconds; left > 0; left--) {
            clock.advance(Duration.ofSeconds(1));
            alive.tick();
            threads.runAll();
        }
    }
}
