package stockchart.testing;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Passes tasks on and knows when all of them, and all they led to, have been run. Any thread. */
public final class CountingExecutor implements Executor {
    private final Executor executor;
    private int unfinished;

    public CountingExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            unfinished++;
        }
        executor.execute(() -> {
            try {
                task.run();
            } finally {
                finished();
            }
        });
    }

    /**
     * Waits until nothing is to be run.
     *
     * @throws AssertionError if that takes longer
     */
    public synchronized void awaitQuiet(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (unfinished > 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(unfinished + " tasks are not done after " + atMost);
            }
            wait(left);
        }
    }

    private synchronized void finished() {
        unfinished--;
        notifyAll();
    }
}
