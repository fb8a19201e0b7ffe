package stockchart.container;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs tasks one at a time, in the order they were given, on the threads of an executor. What runs here needs no lock.
 *
 * <p>The queue is bounded by its users. A task that fails is logged and does not stop those behind it. When the executor has no
 * thread, tasks keep their places, and their giver learns nothing of it: whoever recurs calls {@link #resume()}.
 */
public final class SerialLane implements Executor {
    private static final Logger LOG = System.getLogger(SerialLane.class.getName());

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final LimitedLog starved = new LimitedLog(LOG, Level.WARNING);
    private final LimitedLog failed = new LimitedLog(LOG, Level.ERROR);

    public SerialLane(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        resume();
    }

    /** Runs what waits, unless it runs already or there still is no thread. */
    public void resume() {
        if (!tasks.isEmpty() && running.compareAndSet(false, true)) {
            try {
                BareContext.run(() -> executor.execute(this::drain));
            } catch (RejectedExecutionException noThread) {
                running.set(false);
                starved.tell(() -> "No thread is free, what is to be done waits: " + noThread.getMessage());
            }
        }
    }

    private void drain() {
        try {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
        } finally {
            running.set(false);
        }
        // A task that came between the last poll and the flag would otherwise wait for the next one.
        resume();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            failed.tell(() -> "A step failed; the next one follows", failure);
        }
    }
}
