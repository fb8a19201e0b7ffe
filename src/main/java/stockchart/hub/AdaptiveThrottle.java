package stockchart.hub;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The update interval of every symbol: as configured while the machine keeps up, longer when signalling viewers takes most of the
 * available time. A longer interval puts more trades into fewer frames, and frames are what costs, so every client stays near the
 * last price. It recovers by itself.
 *
 * <p>The status that clients receive is coarse on purpose: sending it to all of them costs most when the machine is busiest.
 *
 * <p>Any thread reports and reads; one thread at a time adjusts.
 */
public final class AdaptiveThrottle {
    /** The longest interval: no client is to be further behind than this by design. */
    static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    /** Short enough to react within a second or two, long enough to measure something. */
    static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

    /** Shares of the time spent on signalling; between them the interval stays as it is, so that it does not oscillate. */
    private static final double TOO_BUSY = 0.7;
    private static final double RELAXED = 0.45;
    private static final double LONGER = 1.3;
    private static final double SHORTER = 0.9;
    /** A change of the interval is reported once it has doubled or halved; the machine counts as recovered only well below that. */
    private static final int REPORT_FACTOR = 2;
    private static final double RECOVERED = 1.2;

    private final long shortest;
    private final int lanes;
    private final LongAdder busy = new LongAdder();
    private final Status asConfigured;
    private volatile long interval;
    private volatile Status status;
    /** The interval in the present status. Confined to the thread that adjusts, as are the next fields. */
    private long reported;
    private long adjusted;
    private boolean started;

    /**
     * @param shortest the configured interval, nanoseconds
     * @param lanes how many threads signal viewers at once
     */
    AdaptiveThrottle(long shortest, int lanes) {
        this.shortest = shortest;
        this.interval = shortest;
        this.reported = shortest;
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

    /** The interval as reported to clients; the same object until it changes. */
    public Status status() {
        return status;
    }

    /** A lane has spent this long on signalling, in nanoseconds. */
    void addWork(long duration) {
        busy.add(duration);
    }

    /** The periodic step. */
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
        // First, so that only an interval that has been kept for a while is reported.
        report();
        double share = (double) busy.sumThenReset() / elapsed / lanes;
        if (share > TOO_BUSY) {
            interval = Math.max(interval, Math.min(LONGEST, (long) (interval * LONGER)));
        } else if (share < RELAXED) {
            interval = Math.max(shortest, (long) (interval * SHORTER));
        }
    }

    private void report() {
        if (interval <= shortest * RECOVERED) {
            reported = shortest;
            status = asConfigured;
        } else if (interval >= reported * REPORT_FACTOR || interval * REPORT_FACTOR <= reported) {
            reported = interval;
            status = new Status(true, millis());
        }
    }

    /**
     * The update interval as reported to clients: coarser than the present interval, so that it seldom changes. Immutable.
     *
     * @param busy whether updates come much less often than configured, because the machine is too busy
     * @param millis how long a symbol waits between two updates; while busy, within a factor of two
     */
    public record Status(boolean busy, long millis) {}
}
