package stockchart.hub;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long a symbol waits between two updates: as configured while the machine keeps up, longer for all of them when handing
 * updates on takes most of the time there is. Then each update carries more trades in fewer frames, which is what costs, and
 * every client stays near the last price. It recovers by itself.
 *
 * <p>What clients are told of it is coarse on purpose: telling them all costs exactly when the machine has least to spare.
 *
 * <p>Any thread reports and reads; one at a time adjusts.
 */
public final class AdaptiveThrottle {
    /** The longest interval: nobody is to be further behind than this by intent. */
    static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    /** Often enough to react within a second or two, seldom enough to measure something. */
    static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

    /** Shares of the time that may go into handing on; between them the interval stays, so that it does not swing. */
    private static final double TOO_BUSY = 0.7;
    private static final double RELAXED = 0.45;
    private static final double LONGER = 1.3;
    private static final double SHORTER = 0.9;
    /** A person cares about twice as long, or half; the machine counts as recovered only well below that. */
    private static final int FACTOR_TOLD = 2;
    private static final double RECOVERED = 1.2;

    private final long shortest;
    private final int lanes;
    private final LongAdder busy = new LongAdder();
    private final Status asConfigured;
    private volatile long interval;
    private volatile Status status;
    /** The interval behind the status. Confined to the thread that adjusts, as are the next fields. */
    private long told;
    private long adjusted;
    private boolean started;

    /**
     * @param shortest the configured interval, nanoseconds
     * @param lanes how many threads hand on at once
     */
    AdaptiveThrottle(long shortest, int lanes) {
        this.shortest = shortest;
        this.interval = shortest;
        this.told = shortest;
        this.lanes = lanes;
        this.asConfigured = new Status(false, TimeUnit.NANOSECONDS.toMillis(shortest));
        this.status = asConfigured;
    }

    /** The present interval, nanoseconds. */
    long interval() {
        return interval;
    }

    /** The present interval in milliseconds. */
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(interval);
    }

    /** What clients are told; the same object until there is something new to tell. */
    public Status status() {
        return status;
    }

    /** A lane has handed on for so long, nanoseconds. */
    void worked(long duration) {
        busy.add(duration);
    }

    /** The recurring step. */
    void adjust(long now) {
        if (!started) {
            started = true;
            adjusted = now;
        }
        long elapsed = now - adjusted;
        if (elapsed < PERIOD) {
            return;
        }
        adjusted = now;
        // First, so that only an interval that has been kept for a while is told.
        tell();
        double share = (double) busy.sumThenReset() / elapsed / lanes;
        if (share > TOO_BUSY) {
            interval = Math.max(interval, Math.min(LONGEST, (long) (interval * LONGER)));
        } else if (share < RELAXED) {
            interval = Math.max(shortest, (long) (interval * SHORTER));
        }
    }

    private void tell() {
        if (interval <= shortest * RECOVERED) {
            told = shortest;
            status = asConfigured;
        } else if (interval >= told * FACTOR_TOLD || interval * FACTOR_TOLD <= told) {
            told = interval;
            status = new Status(true, millis());
        }
    }

    /**
     * How often symbols are updated, as told to clients: coarser than the present interval, so that there is seldom something new to
     * tell. Immutable.
     *
     * @param busy whether updates come much less often than configured, because the machine is too busy
     * @param millis how long a symbol waits between two updates; while busy, within a factor of two
     */
    public record Status(boolean busy, long millis) {}
}
