package stockchart.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualExecutor;

class ChoreTest {
    private final ManualExecutor executor = new ManualExecutor();
    private int done;

    @Test
    void askedForAgainWhileItWaitsItIsDoneOnce() {
        Chore chore = new Chore(executor, () -> done++);
        chore.ask();
        chore.ask();
        assertEquals(1, executor.waiting());
        executor.runAll();
        assertEquals(1, done);
    }

    @Test
    void askedForWhileItIsDoneItIsDoneOnceMoreAndNotAtTheSameTime() {
        Chore[] chore = new Chore[1];
        chore[0] = new Chore(executor, () -> {
            done++;
            if (done == 1) {
                chore[0].ask();
                assertEquals(0, executor.waiting());
            }
        });
        chore[0].ask();
        executor.runAll();
        assertEquals(2, done);
    }

    @Test
    void withoutAThreadItWaitsUntilResumed() {
        Chore chore = new Chore(executor, () -> done++);
        executor.rejecting = true;
        try (LogWatch log = new LogWatch()) {
            chore.ask();
            log.verify();
        }
        executor.rejecting = false;
        chore.resume();
        executor.runAll();
        chore.resume();
        executor.runAll();
        assertEquals(1, done);
    }

    @Test
    void failedWorkCanBeAskedForAgain() {
        Chore chore = new Chore(executor, () -> {
            done++;
            throw new IllegalStateException("as the test wants");
        });
        try (LogWatch log = new LogWatch()) {
            chore.ask();
            executor.runAll();
            chore.ask();
            executor.runAll();
            assertThrows(AssertionError.class, log::verify);
        }
        assertEquals(2, done);
    }
}
