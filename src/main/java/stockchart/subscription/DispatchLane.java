package stockchart.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import stockchart.container.BareContext;
import stockchart.container.LimitedLog;

/**
 * Signals the viewers of channels, one channel after the other, on a managed thread and never on the caller's.
 *
 * <p>The queue is bounded by the number of channels: a channel stands in it at most once, and what its tape gains meanwhile is
 * seen when its turn comes. So a machine that cannot keep up merges, and never builds a backlog.
 */
final class DispatchLane {
    private static final Logger LOG = System.getLogger(DispatchLane.class.getName());

    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final Queue<Channel> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final LimitedLog starved = new LimitedLog(LOG, Level.WARNING);
    private final LimitedLog failed = new LimitedLog(LOG, Level.WARNING);

    DispatchLane(Executor executor, LongSupplier nanoTime, Pace pace) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.pace = pace;
    }

    void offer(Channel channel) {
        if (channel.enqueue()) {
            queue.add(channel);
        }
        resume();
    }

    /** Signals what waits, unless that is being done or there still is no thread. */
    void resume() {
        if (!queue.isEmpty() && running.compareAndSet(false, true)) {
            try {
                BareContext.run(() -> executor.execute(this::drain));
            } catch (RejectedExecutionException noThread) {
                // The channels keep their places; the next sweep tries again.
                running.set(false);
                starved.tell(() -> "No thread to signal browsers: " + noThread.getMessage());
            }
        }
    }

    private void drain() {
        try {
            for (Channel channel = queue.poll(); channel != null; channel = queue.poll()) {
                long start = nanoTime.getAsLong();
                channel.dequeue();
                channel.viewers().forEach(this::signal);
                pace.worked(nanoTime.getAsLong() - start);
            }
        } finally {
            running.set(false);
        }
        // A channel that came between the last poll and the flag would otherwise wait for the next one.
        resume();
    }

    private void signal(Subscription viewer) {
        try {
            viewer.subscriber().changed();
        } catch (RuntimeException failure) {
            failed.tell(() -> "A viewer of " + viewer.symbol() + " failed; the others go on", failure);
        }
    }
}
