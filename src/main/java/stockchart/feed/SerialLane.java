package stockchart.feed;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import stockchart.container.BareContext;

/**
 * Runs tasks one at a time, in the order they were given, on the threads of an executor. What runs here needs no lock.
 *
 * <p>The queue is bounded by its users: a connection's few events, one tick and one signal of demand. A task that fails is
 * logged and does not stop those behind it.
 */
final class SerialLane implements Executor {
    private static final Logger LOG = System.getLogger(SerialLane.class.getName());

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();

    SerialLane(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        start();
    }

    private void start() {
        if (!tasks.isEmpty() && running.compareAndSet(false, true)) {
            try {
                BareContext.run(() -> executor.execute(this::drain));
            } catch (RuntimeException noThread) {
                running.set(false);
                throw noThread;
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
        start();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "A step of the feed failed; the next one follows", failure);
        }
    }
}
