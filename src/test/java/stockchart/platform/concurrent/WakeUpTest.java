package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.ManualScheduler;

class WakeUpTest {
    private final ManualClock clock = new ManualClock();
    private final ManualScheduler scheduler = new ManualScheduler(clock::nanoTime);
    private final ManualExecutor threads = new ManualExecutor();
    private final long start = clock.nanoTime();
    private final List<Long> runs = new ArrayList<>();
    private final PeriodicTask task = new PeriodicTask("step of the test", () -> { }, threads, clock::nanoTime);
    private final WakeUp wakeUp = started();

    @Test
    void stepRunsOnceAtTheTimeRequested() {
        request(30);
        after(29);
        assertEquals(List.of(), runs);
        after(1);
        after(100);
        assertEquals(List.of(30L), runs);
    }

    @Test
    void ofSeveralRequestsTheEarliestCounts() {
        request(50);
        request(30);
        request(80);
        assertEquals(1, scheduler.delayed());
        after(100);
        assertEquals(1, runs.size());
        assertEquals(0, scheduler.delayed());
    }

    @Test
    void timeThatIsOverIsNow() {
        request(-5);
        after(0);
        assertEquals(List.of(0L), runs);
    }

    @Test
    void stepMayRequestTheNextRun() {
        request(10);
        after(10);
        request(20);
        after(10);
        assertEquals(List.of(10L, 20L), runs);
    }

    @Test
    void schedulerThreadOnlyTriggersTheStepAndPendingRunsMerge() {
        request(10);
        clock.advance(Duration.ofMillis(10));
        scheduler.runDue();
        request(10);
        scheduler.runDue();
        assertEquals(List.of(), runs);
        threads.runAll();
        assertEquals(1, runs.size());
    }

    @Test
    void lostRunIsReplacedByTheNextRequest() {
        request(10);
        scheduler.loseDelayed();
        clock.advance(Duration.ofMillis(10).plus(WakeUp.LOST_AFTER));
        request(115);
        assertEquals(0, scheduler.delayed(), "it may only be late");
        clock.advance(Duration.ofMillis(1));
        request(115);
        after(10);
        assertEquals(1, runs.size());
    }

    @Test
    void refusedRunIsLoggedAndRequestedAgain() {
        scheduler.refusing = true;
        try (LogWatch log = new LogWatch()) {
            request(10);
            log.verify();
        }
        scheduler.refusing = false;
        request(20);
        after(20);
        assertEquals(List.of(20L), runs);
    }

    @Test
    void stepThatThrowsIsCountedLoggedAndRunAgain() {
        WakeUp failing = task.wakeUp(() -> {
            throw new NoClassDefFoundError("as the test wants");
        });
        failing.at(start);
        try (LogWatch log = new LogWatch()) {
            after(0);
            assertThrows(AssertionError.class, log::verify);
        }
        failing.at(start);
        after(0);
        assertEquals(2, task.failures());
    }

    @Test
    void stoppedTaskWakesNoMore() {
        request(10);
        task.stop();
        assertEquals(0, scheduler.delayed());
        request(20);
        after(50);
        assertEquals(List.of(), runs);
        task.wakeUp(() -> runs.add(0L)).at(start);
        after(0);
        assertEquals(List.of(), runs);
    }

    @Test
    void runUnderWayWhenTheTaskStopsDoesNothing() {
        request(0);
        scheduler.runDue();
        task.stop();
        threads.runAll();
        assertEquals(List.of(), runs);
    }

    private WakeUp started() {
        task.start(scheduler, 1_000, new PeriodicTask.Exit() {
            @Override
            public void run(Thread hook) {}

            @Override
            public void forget(Thread hook) {}

            @Override
            public Duration timeLeft() {
                return Duration.ZERO;
            }
        }, () -> { });
        return task.wakeUp(() -> runs.add(Duration.ofNanos(clock.nanoTime() - start).toMillis()));
    }

    /** @param millis after the start of the test */
    private void request(long millis) {
        wakeUp.at(start + Duration.ofMillis(millis).toNanos());
    }

    private void after(long millis) {
        clock.advance(Duration.ofMillis(millis));
        scheduler.runDue();
        threads.runAll();
    }
}
