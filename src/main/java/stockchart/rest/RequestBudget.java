package stockchart.rest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests may be made in a minute and in a second, and none for a while after a refusal.
 *
 * <p>Both windows are a second longer than the other side's, because it counts when requests arrive, and their delay varies.
 *
 * <p><b>Guarded</b> by its own monitor.
 */
final class RequestBudget {
    /** The wait after a refusal without {@code Retry-After}. */
    static final Duration PAUSE = Duration.ofMinutes(1);
    static final long MINUTE = TimeUnit.SECONDS.toNanos(61);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier nanoTime;
    private final int perMinute;
    private final int perSecond;
    private final Duration longestPause;
    private final RequestTimes made;
    private long pausedUntil;

    /**
     * @param longestPause a longer {@code Retry-After} than this is not honoured
     * @param nanoTime the monotonic clock
     */
    RequestBudget(int perMinute, int perSecond, Duration longestPause, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.perSecond = perSecond;
        this.longestPause = longestPause;
        this.nanoTime = nanoTime;
        this.made = new RequestTimes(Math.max(perMinute, perSecond));
        this.pausedUntil = nanoTime.getAsLong();
    }

    /**
     * Takes a request from the budget if there is one.
     *
     * @param most of the minute's requests that may have been made, this one included
     * @return how long to wait; zero if the request may be made now
     */
    synchronized Duration take(int most) {
        long now = nanoTime.getAsLong();
        long full = Math.max(made.untilFewerThan(most, MINUTE, now), made.untilFewerThan(perSecond, SECOND, now));
        long free = Math.max(pausedUntil - now, full);
        if (free > 0) {
            return Duration.ofNanos(free);
        }
        made.add(now);
        return Duration.ZERO;
    }

    /** How many requests are left of this minute's; none during the wait after a refusal. */
    synchronized int remaining() {
        long now = nanoTime.getAsLong();
        return pausedUntil > now ? 0 : perMinute - made.within(MINUTE, now, perMinute);
    }

    /**
     * The other side has refused a request as too many: no request is made for a while.
     *
     * @return for how long
     */
    synchronized Duration refused(Duration wait) {
        Duration pause = wait.compareTo(longestPause) > 0 ? longestPause : wait;
        pausedUntil = Math.max(pausedUntil, nanoTime.getAsLong() + pause.toNanos());
        return pause;
    }

    /** When the last requests were made, by the monotonic clock. Confined to the monitor of its owner. */
    static final class RequestTimes {
        /** Slots are used in turn. */
        private final long[] times;
        private long count;

        /** @param kept how many of the last ones are known */
        RequestTimes(int kept) {
            this.times = new long[kept];
        }

        void add(long now) {
            times[(int) (count % times.length)] = now;
            count++;
        }

        /** How many nanoseconds until fewer than {@code most} requests are in the window. */
        long untilFewerThan(int most, long window, long now) {
            return count < most ? 0 : times[(int) ((count - most) % times.length)] + window - now;
        }

        /** How many of the last {@code most} are in the window. */
        int within(long window, long now, int most) {
            int within = 0;
            for (long i = count - 1; i >= Math.max(0, count - most) && times[(int) (i % times.length)] + window > now; i--) {
                within++;
            }
            return within;
        }
    }
}
