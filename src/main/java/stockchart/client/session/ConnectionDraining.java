package stockchart.client.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Closes connections one after the other, spread evenly over a time, so that clients do not all reconnect at once. Few clients take
 * less time.
 *
 * <p>{@link #closeEvenly} blocks the thread that stops the application; any thread may call the rest meanwhile.
 */
public final class ConnectionDraining {
    /** A server accepts this many handshakes in a second without being busy with them. */
    private static final int PER_SECOND = 100;
    /** The delay until {@link #finishNow} takes effect, at most. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private volatile boolean begun;
    private volatile boolean finishesNow;

    /**
     * @param nanoTime the monotonic clock, nanoseconds
     * @param pause waits for this many nanoseconds, or fewer
     */
    public ConnectionDraining(LongSupplier nanoTime, LongConsumer pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** How long closing this many connections takes if it may take {@code most}. */
    public static Duration time(int clients, Duration most) {
        Duration enough = Duration.ofSeconds(1).multipliedBy(clients).dividedBy(PER_SECOND);
        return enough.compareTo(most) < 0 ? enough : most;
    }

    /** Starts draining: no new client is accepted. Closes all these; returns when the last one was closed. */
    <T> void closeEvenly(List<T> clients, Duration most, Consumer<T> close) {
        begun = true;
        long start = nanoTime.getAsLong();
        long time = time(clients.size(), most).toNanos();
        for (int closed = 0; closed < clients.size(); closed++) {
            await(start + time / clients.size() * closed);
            close.accept(clients.get(closed));
        }
    }

    /** Closes the remaining connections without waiting. */
    public void finishNow() {
        finishesNow = true;
    }

    /** Returns whether draining has started. */
    public boolean hasBegun() {
        return begun;
    }

    private void await(long due) {
        for (long left = due - nanoTime.getAsLong(); left > 0 && !finishesNow; left = due - nanoTime.getAsLong()) {
            pause.accept(Math.min(left, LOOK));
        }
    }
}
