package stockchart.client.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Sends clients away one after the other, evenly over a time, so that they do not all come back at once. Few clients take less
 * time: those that come back within the same moment are then few as well.
 *
 * <p>{@link #tell} blocks the thread that stops the application; the rest may be called by any thread meanwhile.
 */
public final class ConnectionDraining {
    /** A server takes this many handshakes in a second without being busy with them. */
    private static final int PER_SECOND = 100;
    /** How long it takes at most until {@link #hurry} is noticed. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private volatile boolean begun;
    private volatile boolean hurried;

    /**
     * @param nanoTime the monotonic clock, nanoseconds
     * @param pause lets so many nanoseconds pass, or fewer
     */
    public ConnectionDraining(LongSupplier nanoTime, LongConsumer pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** How long it takes to send away so many clients if it may take {@code most}. */
    public static Duration time(int clients, Duration most) {
        Duration enough = Duration.ofSeconds(1).multipliedBy(clients).dividedBy(PER_SECOND);
        return enough.compareTo(most) < 0 ? enough : most;
    }

    /** From now on nobody comes in. Sends all these away; returns when the last one was told. */
    <T> void tell(List<T> clients, Duration most, Consumer<T> goodbye) {
        begun = true;
        long start = nanoTime.getAsLong();
        long time = time(clients.size(), most).toNanos();
        for (int told = 0; told < clients.size(); told++) {
            await(start + time / clients.size() * told);
            goodbye.accept(clients.get(told));
        }
    }

    /** Tells those that wait for their turn at once. */
    public void hurry() {
        hurried = true;
    }

    /** Says whether clients are being sent away, or have been. */
    public boolean hasBegun() {
        return begun;
    }

    private void await(long due) {
        for (long left = due - nanoTime.getAsLong(); left > 0 && !hurried; left = due - nanoTime.getAsLong()) {
            pause.accept(Math.min(left, LOOK));
        }
    }
}
