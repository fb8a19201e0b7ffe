package stockchart.platform.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Runs tasks one at a time, in the order in which they were given, on the threads of another executor. State that only its tasks
 * touch needs no lock.
 *
 * <p>The queue is bounded by its users; a repeated task is queued {@linkplain #coalescing once}. Any {@link Throwable} of a task is
 * logged and does not stop the tasks behind it. If the executor throws anything, the tasks stay pending; if it accepts the work but
 * does not start it within {@link #LOST_AFTER}, the work is submitted again, and the first submission does nothing if it starts
 * after all. Both need a periodic caller of {@link #resume()}.
 *
 * <p>Any thread.
 */
public final class SerialExecutor implements Executor {
    /** Longer than a busy pool delays a task, short enough to recover before the application counts as dead. */
    static final Duration LOST_AFTER = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(SerialExecutor.class.getName());

    private final Executor threads;
    private final LongSupplier nanoTime;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** The submission that has not ended; null while there is nothing to do, or no thread for it. */
    private final AtomicReference<Drain> current = new AtomicReference<>();
    private final RateLimitedLog starved = new RateLimitedLog(LOG, Level.WARNING);
    private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.ERROR);
    /** When a task last ended, or the first one was queued after a pause; on the monotonic clock. */
    private volatile long progressed;

    public SerialExecutor(Executor threads) {
        this(threads, System::nanoTime);
    }

    /** @param nanoTime the monotonic clock, nanoseconds */
    public SerialExecutor(Executor threads, LongSupplier nanoTime) {
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    @Override
    public void execute(Runnable task) {
        if (current.get() == null && tasks.isEmpty()) {
            progressed = nanoTime.getAsLong();
        }
        tasks.add(task);
        handOver();
    }

    /**
     * A task that is in the queue at most once. Running the result requests the task and returns at once: requested again while it
     * waits, it runs once; while it runs, it runs once more.
     */
    public Runnable coalescing(Runnable task) {
        return new Coalescing(task);
    }

    /** Runs pending tasks, unless they run already or there still is no thread. To be called periodically. */
    public void resume() {
        Drain drain = current.get();
        if (drain != null && nanoTime.getAsLong() - drain.handedOver > LOST_AFTER.toNanos() && drain.claim()) {
            current.compareAndSet(drain, null);
            starved.log(() -> "Work was accepted " + LOST_AFTER.toSeconds() + " s ago and has not begun; it is handed over again");
        }
        handOver();
    }

    /** How long a task has waited or run and none was completed, in nanoseconds; 0 if there is nothing to do. */
    public long stalledFor(long now) {
        boolean isIdle = current.get() == null && tasks.isEmpty();
        return isIdle ? 0 : Math.max(0, now - progressed);
    }

    private void handOver() {
        if (tasks.isEmpty() || current.get() != null) {
            return;
        }
        Drain drain = null;
        try {
            drain = new Drain(nanoTime.getAsLong());
            if (current.compareAndSet(null, drain)) {
                threads.execute(drain);
            }
        } catch (Throwable noThread) {
            // Not only a rejection: a thread that cannot be created is an OutOfMemoryError, an undeployed class a LinkageError.
            if (drain != null && drain.claim()) {
                current.compareAndSet(drain, null);
            }
            starved.log(() -> "No thread is free, work waits: " + noThread);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            failed.log(() -> "A task failed; the next one follows", failure);
        } finally {
            progressed = nanoTime.getAsLong();
        }
    }

    /** Runs all pending tasks, unless a later submission has claimed them. */
    private final class Drain implements Runnable {
        private final long handedOver;
        private final AtomicBoolean claimed = new AtomicBoolean();

        Drain(long now) {
            handedOver = now;
        }

        boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (!claim()) {
                return;
            }
            try {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    SerialExecutor.this.run(task);
                }
            } finally {
                current.compareAndSet(this, null);
            }
            // A task queued between the last poll and the end would otherwise wait for the next one.
            handOver();
        }
    }

    private final class Coalescing implements Runnable {
        private final Runnable turn;
        private final AtomicBoolean waits = new AtomicBoolean();

        Coalescing(Runnable task) {
            turn = () -> {
                waits.set(false);
                task.run();
            };
        }

        @Override
        public void run() {
            if (waits.compareAndSet(false, true)) {
                boolean isQueued = false;
                try {
                    execute(turn);
                    isQueued = true;
                } finally {
                    // The queue could not grow for lack of memory: the next request is to try again.
                    if (!isQueued) {
                        waits.set(false);
                    }
                }
            } else {
                handOver();
            }
        }
    }
}
