package stockchart.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurringStepTest {
    /** Never comes within a test. */
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
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
        RecurringStep step = RecurringStep.start(scheduler, runs::countDown, 1);
        assertTrue(runs.await(10, TimeUnit.SECONDS));
        step.stop();
    }

    @Test
    void stoppedStepIsNotRepeatedAndLeavesNothingBehind() {
        RecurringStep step = RecurringStep.start(scheduler, () -> { }, HOUR, exit);
        assertEquals(1, scheduler.getQueue().size());
        assertEquals(1, exit.hooks.size());
        step.stop();
        assertTrue(scheduler.getQueue().isEmpty());
        assertTrue(exit.hooks.isEmpty());
    }

    @Test
    void endOfProcessEndsTheStep() {
        RecurringStep step = RecurringStep.start(scheduler, () -> { }, HOUR, exit);
        exit.begin();
        assertTrue(scheduler.getQueue().isEmpty());
        step.stop();
    }

    @Test
    void stepGoesOnWhileTheServerLeavesConnectionsOpen() {
        RecurringStep step = RecurringStep.start(scheduler, () -> { }, HOUR, exit);
        exit.timeLeft = Duration.ofSeconds(1);
        exit.begin();
        assertEquals(1, scheduler.getQueue().size());
        step.stop();
        assertTrue(scheduler.getQueue().isEmpty());
    }

    @Test
    void stepStartedWhileTheProcessEndsIsNotRepeated() {
        exit.begin();
        RecurringStep.start(scheduler, () -> { }, HOUR, exit);
        assertTrue(scheduler.getQueue().isEmpty());
    }

    /** Behaves as the virtual machine does: its hooks run when it ends, and from then on it takes and gives back none. */
    private static final class RecordedExit implements RecurringStep.Exit {
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
