package stockchart.rest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The request budget: a number of requests per minute, and no more than {@value #PER_SECOND} in a second, which is Finnhub's limit
 * for every plan. Requests that can wait leave a sixth of the minute's to the others, so that many quotes do not keep the lists of
 * symbols away.
 *
 * <p>Both windows are a second longer than Finnhub's, because it counts when requests arrive, and their delay varies.
 *
 * <p><b>Guarded</b> by its own monitor.
 */
final class RestBudget {
    static final int PER_SECOND = 30;
    /** The wait after a refusal without {@code Retry-After}. */
    static final Duration PAUSE = Duration.ofMinutes(1);
    /** A longer {@code Retry-After} than this is not honoured. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private static final long MINUTE = TimeUnit.SECONDS.toNanos(61);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(2);
    private static final int SHARE_OF_OTHERS = 6;

    private final LongSupplier nanoTime;
    private final int perMinute;
    /** When the last requests were made; slots are used in turn. */
    private final long[] made;
    private long count;
    private long pausedUntil;

    /** @param nanoTime the monotonic clock */
    RestBudget(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.made = new long[Math.max(perMinute, PER_SECOND)];
        this.pausedUntil = nanoTime.getAsLong();
    }

    /**
     * Takes a request from the budget if there is one.
     *
     * @param canWait whether this one leaves some requests to others
     * @return how long to wait; zero if the request may be made now
     */
    synchronized Duration take(boolean canWait) {
        long now = nanoTime.getAsLong();
        int most = canWait ? perMinute - perMinute / SHARE_OF_OTHERS : perMinute;
        long free = Math.max(pausedUntil - now, Math.max(free(most, MINUTE, now), free(PER_SECOND, SECOND, now)));
        if (free > 0) {
            return Duration.ofNanos(free);
        }
        made[(int) (count % made.length)] = now;
        count++;
        return Duration.ZERO;
    }

    /** How many requests are left of this minute's; none during the wait after a refusal. */
    synchronized int remaining() {
        long now = nanoTime.getAsLong();
        if (pausedUntil > now) {
            return 0;
        }
        int left = perMinute;
        for (long i = count - 1; i >= Math.max(0, count - perMinute) && made[(int) (i % made.length)] + MINUTE > now; i--) {
            left--;
        }
        return left;
    }

    /** Finnhub has refused a request as too many: no request is made for a while. */
    synchronized void pause(Duration wait) {
        long until = nanoTime.getAsLong() + (wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait).toNanos();
        pausedUntil = Math.max(pausedUntil, until);
    }

    /** How many nanoseconds until fewer than {@code most} requests are in the window. */
    private long free(int most, long window, long now) {
        return count < most ? 0 : made[(int) ((count - most) % made.length)] + window - now;
    }
}
