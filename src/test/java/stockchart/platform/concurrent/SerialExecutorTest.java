package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.RecordingSender;

class SerialExecutorTest {
    private final ManualClock clock = new ManualClock();
    private final ManualExecutor threads = new ManualExecutor();
    private final SerialExecutor serial = new SerialExecutor(threads, clock::nanoTime);
    private final List<String> done = new ArrayList<>();
    private final LogWatch log = new LogWatch();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void tasksRunInOrderOneAtATime() {
        serial.execute(() -> {
            serial.execute(() -> done.add("third"));
            done.add("first");
        });
        serial.execute(() -> done.add("second"));
        assertEquals(1, threads.waiting());
        threads.runAll();
        assertEquals(List.of("first", "second", "third"), done);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, LinkageError.class, OutOfMemoryError.class, StackOverflowError.class})
    void failingTaskIsLoggedAndDoesNotStopTheNext(Class<? extends Throwable> kind) {
        serial.execute(() -> {
            throw RecordingSender.raise(kind);
        });
        serial.execute(() -> done.add("next"));
        threads.runAll();
        serial.execute(() -> done.add("later"));
        threads.runAll();
        assertEquals(List.of("next", "later"), done);
        assertThrows(AssertionError.class, log::verify);
    }

    @Test
    void tasksWaitUntilThereIsAThread() {
        threads.rejecting = true;
        serial.execute(() -> done.add("first"));
        serial.execute(() -> done.add("second"));
        threads.rejecting = false;
        threads.runAll();
        assertEquals(List.of(), done);
        serial.resume();
        serial.resume();
        assertEquals(1, threads.waiting());
        threads.runAll();
        assertEquals(List.of("first", "second"), done);
        log.verify();
    }

    @ParameterizedTest
    @ValueSource(classes = {LinkageError.class, OutOfMemoryError.class})
    void errorOfTheThreadsIsNoMoreThanARejection(Class<? extends Error> kind) {
        threads.error = (Error) RecordingSender.failure(kind);
        serial.execute(() -> done.add("first"));
        threads.error = null;
        serial.execute(() -> done.add("second"));
        threads.runAll();
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void executorThatAcceptsAndThrowsDoesNotRunTheTaskTwice() {
        boolean[] throwing = {true};
        SerialExecutor twisted = new SerialExecutor(task -> {
            threads.execute(task);
            if (throwing[0]) {
                throw new OutOfMemoryError("as the test wants");
            }
        }, clock::nanoTime);
        twisted.execute(() -> {
            done.add("first");
            threads.runNext();
            done.add("end of first");
        });
        throwing[0] = false;
        twisted.execute(() -> done.add("second"));
        assertEquals(2, threads.waiting());
        threads.runAll();
        assertEquals(List.of("first", "end of first", "second"), done);
    }

    @Test
    void workThatWasAcceptedAndNeverBegunIsHandedOverAgain() {
        threads.losing = true;
        serial.execute(() -> done.add("first"));
        threads.losing = false;
        serial.resume();
        assertEquals(0, threads.waiting());
        clock.advance(SerialExecutor.LOST_AFTER.plusMillis(1));
        serial.resume();
        threads.runAll();
        assertEquals(List.of("first"), done);
    }

    @Test
    void workThatBeginsAfterItWasHandedOverAgainDoesNothing() {
        serial.execute(() -> {
            done.add("first");
            // The late one comes while this one runs.
            threads.runNext();
            done.add("end of first");
        });
        serial.execute(() -> done.add("second"));
        clock.advance(SerialExecutor.LOST_AFTER.plusMillis(1));
        serial.resume();
        assertEquals(2, threads.waiting());
        threads.runAll();
        assertEquals(List.of("first", "end of first", "second"), done);
    }

    @Test
    void longTaskIsNotHandedOverAgain() {
        serial.execute(() -> {
            clock.advance(Duration.ofHours(1));
            serial.resume();
            assertEquals(0, threads.waiting());
        });
        threads.runAll();
        log.verify();
    }

    @Test
    void stallIsMeasuredFromTheLastProgress() {
        clock.advance(Duration.ofHours(1));
        assertEquals(0, stalledMillis());
        threads.rejecting = true;
        serial.execute(() -> clock.advance(Duration.ofMillis(5)));
        serial.execute(() -> {
            clock.advance(Duration.ofMillis(7));
            assertEquals(7, stalledMillis(), "a task that hangs");
        });
        clock.advance(Duration.ofSeconds(4));
        serial.resume();
        assertEquals(4_000, stalledMillis(), "no thread");
        threads.rejecting = false;
        serial.resume();
        assertEquals(4_000, stalledMillis(), "not begun");
        threads.runAll();
        assertEquals(0, stalledMillis());
    }

    @Test
    void coalescingTaskWaitsOnce() {
        Runnable task = serial.coalescing(() -> done.add("done"));
        task.run();
        task.run();
        assertEquals(1, threads.waiting());
        threads.runAll();
        assertEquals(List.of("done"), done);
    }

    @Test
    void coalescingTaskRequestedWhileItRunsRunsOnceMoreAndNotAtTheSameTime() {
        Runnable[] task = new Runnable[1];
        task[0] = serial.coalescing(() -> {
            done.add("begun");
            if (done.size() == 1) {
                task[0].run();
                task[0].run();
                assertEquals(0, threads.waiting());
            }
            done.add("ended");
        });
        task[0].run();
        threads.runAll();
        assertEquals(List.of("begun", "ended", "begun", "ended"), done);
    }

    @Test
    void coalescingTaskThatFailedCanBeRequestedAgain() {
        Runnable task = serial.coalescing(() -> {
            done.add("tried");
            throw new NoClassDefFoundError("as the test wants");
        });
        task.run();
        threads.runAll();
        task.run();
        threads.runAll();
        assertEquals(List.of("tried", "tried"), done);
    }

    @Test
    void coalescingTaskFindsAThreadTheNextTimeItIsRequested() {
        Runnable task = serial.coalescing(() -> done.add("done"));
        threads.error = new OutOfMemoryError("unable to create native thread");
        task.run();
        threads.error = null;
        task.run();
        threads.runAll();
        assertEquals(List.of("done"), done);
    }

    private long stalledMillis() {
        return Duration.ofNanos(serial.stalledFor(clock.nanoTime())).toMillis();
    }
}
