package stockchart.hub;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The update interval of every symbol. A longer interval puts more trades into fewer frames, and frames are what costs; a shorter
 * one delays trades less. So it is as short as a quarter of the configured one while that costs few frames, as configured while it
 * would cost many, and longer when signalling viewers takes most of the available time, so that every client stays near the last
 * price. It recovers by itself.
 *
 * <p>The cost is counted, not measured: the frames that the configured interval would have merged into others. Symbols that trade
 * too seldom to be merged cost nothing, however many viewers they have.
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
    /** An interval below this is not noticed by anyone who looks at a chart; only a configured one may be shorter. */
    static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(25);
    /** A slow pace may have been configured for the sake of the clients, so the shortest interval stays in proportion to it. */
    private static final int MOST_SHORTENED = 4;
    /** Frames a second and lane that a shorter interval may cost: about 4 % of a core. */
    static final int MOST_EXTRA = 4_000;
    /** The interval becomes shorter only below this share of them, so that it does not oscillate. */
    private static final double FEW_EXTRA = 0.7;

    /** Shares of the time spent on signalling; between them the interval stays as it is, so that it does not oscillate. */
    private static final double TOO_BUSY = 0.7;
    private static final double RELAXED = 0.45;
    private static final double LONGER = 1.3;
    private static final double SHORTER = 0.9;
    /** A change of the interval is reported once it has doubled or halved; the machine counts as recovered only well below that. */
    private static final int REPORT_FACTOR = 2;
    private static final double RECOVERED = 1.2;

    private final long configured;
    private final long shortest;
    private final int lanes;
    private final LongAdder busy = new LongAdder();
    private final LongAdder extra = new LongAdder();
    private final Status asConfigured;
    private volatile long interval;
    private volatile Status status;
    /** The interval in the present status. Confined to the thread that adjusts, as are the next fields. */
    private long reported;
    private long adjusted;
    private boolean started;

    /**
     * @param configured the configured interval, nanoseconds; the first one
     * @param lanes how many threads signal viewers at once
     */
    AdaptiveThrottle(long configured, int lanes) {
        this.configured = configured;
        this.shortest = Math.max(Math.min(configured, SHORTEST), configured / MOST_SHORTENED);
        this.interval = configured;
        this.reported = configured;
        this.lanes = lanes;
        this.asConfigured = new Status(false, TimeUnit.NANOSECONDS.toMillis(configured));
        this.status = asConfigured;
    }

    /** The present interval, nanoseconds. */
    long interval() {
        return interval;
    }

    /** The configured interval, nanoseconds. */
    long configured() {
        return configured;
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

    /** As many frames were handed over that the configured interval would have merged into others. */
    void addExtraFrames(int frames) {
        extra.add(frames);
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
        double cost = (double) extra.sumThenReset() * TimeUnit.SECONDS.toNanos(1) / elapsed / lanes / MOST_EXTRA;
        interval = next(share, cost);
    }

    /**
     * @param share of the time spent on signalling
     * @param cost share of the extra frames that may be handed over
     */
    private long next(double share, double cost) {
        long present = interval;
        if (share > TOO_BUSY) {
            return Math.max(present, Math.max(configured, Math.min(LONGEST, (long) (present * LONGER))));
        } else if (present > configured) {
            return share < RELAXED ? Math.max(configured, (long) (present * SHORTER)) : present;
        } else if (cost > 1) {
            return Math.min(configured, (long) (present * Math.min(LONGER, cost)));
        }
        return share < RELAXED && cost < FEW_EXTRA ? Math.max(shortest, (long) (present * SHORTER)) : present;
    }

    private void report() {
        if (interval <= configured * RECOVERED) {
            reported = configured;
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
