package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stockchart.testing.LogWatch;

class ServerThreadsTest {
    private static final long LIMIT_SECONDS = 30;

    private final List<Thread> created = new CopyOnWriteArrayList<>();
    private volatile Error refusal;
    private final ServerThreads threads = new ServerThreads(run -> {
        if (refusal != null) {
            throw refusal;
        }
        Thread thread = new Thread(run);
        created.add(thread);
        return thread;
    });

    @Test
    void aTaskFindsNoServices() throws Exception {
        String name = ServerThreads.class.getName().replace('.', '/') + ".class";
        CompletableFuture<Object> inPool = new CompletableFuture<>();
        CompletableFuture<Object> onTimer = new CompletableFuture<>();
        threads.pool().execute(() -> inPool.complete(String.valueOf(Thread.currentThread().getContextClassLoader().getResource(name))));
        threads.timer().execute(() -> onTimer.complete(String.valueOf(Thread.currentThread().getContextClassLoader().getResource(name))));

        assertEquals("null", inPool.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals("null", onTimer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aTaskThatBlocksDelaysNoOther() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        threads.pool().execute(() -> {
            try {
                second.await();
                first.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        threads.pool().execute(second::countDown);

        assertTrue(first.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void noThreadIsLeftOnceNothingIsToBeDone() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        ScheduledFuture<?> periodic = threads.timer().scheduleAtFixedRate(() -> threads.pool().execute(runs::countDown), 1, 1,
                TimeUnit.MILLISECONDS);
        assertTrue(runs.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        periodic.cancel(false);

        for (Thread thread : created) {
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            assertEquals(Thread.State.TERMINATED, thread.getState());
        }
    }

    @Test
    void runsTasksAfterItsThreadsHaveEnded() throws Exception {
        noThreadIsLeftOnceNothingIsToBeDone();

        noThreadIsLeftOnceNothingIsToBeDone();
    }

    @Test
    void aTimerWithoutAThreadGetsOneLater() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(2);
        try (LogWatch log = new LogWatch()) {
            refusal = new OutOfMemoryError("unable to create native thread");
            assertThrows(OutOfMemoryError.class, () -> threads.timer().scheduleAtFixedRate(() -> {
                runs.incrementAndGet();
                ran.countDown();
            }, 1, 1, TimeUnit.MILLISECONDS));
            threads.revive();
            assertEquals(1, log.count("The server has no thread for periodic work"));
            assertEquals(0, runs.get());
        }

        refusal = null;
        threads.revive();

        assertTrue(ran.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void saysSoAtOnceIfThereIsNoThreadForATask() throws Exception {
        refusal = new OutOfMemoryError("unable to create native thread");
        assertThrows(OutOfMemoryError.class, () -> threads.pool().execute(() -> { }));
        ServerThreads without = new ServerThreads(run -> null);
        assertThrows(RejectedExecutionException.class, () -> without.pool().execute(() -> { }));

        refusal = null;
        CountDownLatch ran = new CountDownLatch(1);
        threads.pool().execute(ran::countDown);

        assertTrue(ran.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
}
