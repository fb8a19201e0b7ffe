package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.ManualScheduler;

class PeriodicTaskTest {
    /** Never comes within a test. */
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final ManualScheduler manual = new ManualScheduler();
    private final ManualClock clock = new ManualClock();
    private final RecordedExit exit = new RecordedExit();

    @BeforeEach
    void cancelledStepsLeaveTheQueue() {
        scheduler.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void stepIsRepeated() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        PeriodicTask task = start(scheduler, runs::countDown, 1);
        assertTrue(runs.await(10, TimeUnit.SECONDS));
        task.stop();
    }

    @Test
    void stepThatThrowsIsCountedLoggedAndRepeated() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(4);
        try (LogWatch log = new LogWatch()) {
            PeriodicTask task = start(scheduler, () -> {
                runs.countDown();
                if (runs.getCount() == 2) {
                    throw new IllegalStateException("as the test wants");
                } else if (runs.getCount() == 1) {
                    throw new NoClassDefFoundError("as the test wants");
                }
            }, 1);
            assertTrue(runs.await(10, TimeUnit.SECONDS));
            task.stop();
            assertEquals(2, task.failures());
            assertThrows(AssertionError.class, log::verify);
        }
    }

    @Test
    void stoppedStepIsNotRepeatedAndLeavesNothingBehind() {
        PeriodicTask task = start(scheduler, () -> { }, HOUR);
        assertEquals(1, scheduler.getQueue().size());
        assertEquals(1, exit.hooks.size());
        task.stop();
        assertTrue(scheduler.getQueue().isEmpty());
        assertTrue(exit.hooks.isEmpty());
    }

    @Test
    void endOfProcessEndsTheStep() {
        PeriodicTask task = start(scheduler, () -> { }, HOUR);
        exit.begin();
        assertTrue(scheduler.getQueue().isEmpty());
        task.restartIfDead();
        assertTrue(scheduler.getQueue().isEmpty());
        task.stop();
    }

    @Test
    void stepGoesOnWhileTheServerLeavesConnectionsOpen() {
        PeriodicTask task = start(scheduler, () -> { }, HOUR);
        exit.timeLeft = Duration.ofSeconds(1);
        exit.begin();
        assertEquals(1, scheduler.getQueue().size());
        task.stop();
        assertTrue(scheduler.getQueue().isEmpty());
    }

    @Test
    void stepStartedWhileTheProcessEndsIsNotRepeated() {
        exit.begin();
        start(scheduler, () -> { }, HOUR);
        assertTrue(scheduler.getQueue().isEmpty());
    }

    @Test
    void scheduleThatHasDiedIsBegunAgainAndAStoppedOneIsNot() {
        int[] runs = {0};
        PeriodicTask task = start(manual, () -> runs[0]++, 1);
        manual.tick();
        task.restartIfDead();
        assertEquals(1, manual.scheduled());
        manual.cancelAll();
        manual.tick();
        assertEquals(1, runs[0]);
        try (LogWatch log = new LogWatch()) {
            manual.refusing = true;
            task.restartIfDead();
            manual.refusing = false;
            task.restartIfDead();
            log.verify();
        }
        manual.tick();
        assertEquals(2, runs[0]);
        task.stop();
        task.restartIfDead();
        assertEquals(0, manual.scheduled());
    }

    @Test
    void stepIsNotRunWhileItRuns() {
        int[] runs = {0};
        int[] running = {0};
        ManualExecutor threads = new ManualExecutor();
        PeriodicTask task = new PeriodicTask("step of the test", () -> {
            runs[0]++;
            assertEquals(1, ++running[0]);
            if (runs[0] == 1) {
                manual.tick();
                manual.tick();
            }
            running[0]--;
        }, threads, clock::nanoTime);
        task.start(manual, 1, exit, () -> { });
        manual.tick();
        threads.runAll();
        assertEquals(2, runs[0]);
        assertEquals(0, task.failures());
    }

    @Test
    void schedulerThreadOnlyTriggersTheStep() {
        ManualExecutor threads = new ManualExecutor();
        int[] runs = {0};
        int[] triggers = {0};
        PeriodicTask task = new PeriodicTask("step of the test", () -> runs[0]++, threads, clock::nanoTime);
        task.start(manual, 1, exit, () -> triggers[0]++);
        manual.tick();
        manual.tick();
        assertEquals(0, runs[0]);
        assertEquals(2, triggers[0]);
        threads.runAll();
        assertEquals(1, runs[0]);
        threads.error = new OutOfMemoryError("unable to create native thread");
        manual.tick();
        threads.error = null;
        manual.tick();
        threads.runAll();
        assertEquals(2, runs[0]);
        assertEquals(4, triggers[0]);
    }

    @Test
    void onlyARunThatSucceedsIsProgress() {
        boolean[] failing = {false};
        PeriodicTask task = start(manual, () -> {
            if (failing[0]) {
                throw new StackOverflowError("as the test wants");
            }
        }, 1);
        clock.advance(Duration.ofSeconds(3));
        assertEquals(3_000, stalledMillis(task));
        manual.tick();
        assertEquals(0, stalledMillis(task));
        failing[0] = true;
        clock.advance(Duration.ofSeconds(2));
        try (LogWatch log = new LogWatch()) {
            manual.tick();
        }
        assertEquals(2_000, stalledMillis(task));
        task.stop();
        assertEquals(0, stalledMillis(task));
    }

    private PeriodicTask start(ScheduledExecutorService on, Runnable step, long everyMillis) {
        PeriodicTask task = new PeriodicTask("step of the test", step, Runnable::run, clock::nanoTime);
        task.start(on, everyMillis, exit, () -> { });
        return task;
    }

    private long stalledMillis(PeriodicTask task) {
        return Duration.ofNanos(task.stalledFor(clock.nanoTime())).toMillis();
    }

    /** Behaves as the virtual machine does: its hooks run when it ends, and from then on it takes and gives back none. */
    private static final class RecordedExit implements PeriodicTask.Exit {
        private final Set<Thread> hooks = new HashSet<>();
        private Duration timeLeft = Duration.ZERO;
        private boolean begun;

        void begin() {
            begun = true;
            hooks.forEach(Thread::run);
        }

        @Override
        public void run(Thread hook) {
            refuse();
            hooks.add(hook);
        }

        @Override
        public void forget(Thread hook) {
            refuse();
            hooks.remove(hook);
        }

        @Override
        public Duration timeLeft() {
            return timeLeft;
        }

        private void refuse() {
            if (begun) {
                throw new IllegalStateException("Shutdown in progress");
            }
        }
    }
}
