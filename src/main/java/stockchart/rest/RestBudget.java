package stockchart.rest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.rest.RestClient.Purpose;

/**
 * The request budget: a number of requests per minute, and no more than {@value #PER_SECOND} in a second, which is Finnhub's limit
 * for every plan. Quotes leave a sixth of the minute's to the others, so that many of them do not keep the lists of symbols away;
 * polling leaves a third, what programs request in Finnhub's dialect and the filling of gaps in the history leave half.
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
    /** Parts of a sixth of the minute's requests. */
    private static final int SIXTHS = 6;
    private static final int SIXTHS_OF_QUOTES = 5;
    private static final int SIXTHS_OF_POLLING = 4;
    private static final int SIXTHS_OF_CANDLES = 3;
    private static final int LEAST_SHARE = 8;
    /** After this time without a refusal, polling takes twice as much again. */
    private static final long SHARE_DOUBLED_AFTER = TimeUnit.MINUTES.toNanos(5);

    private final LongSupplier nanoTime;
    private final int perMinute;
    /** When the last requests were made; slots are used in turn. */
    private final long[] made;
    /** Which of them were for polling. */
    private final boolean[] polled;
    private long count;
    private long pausedUntil;
    /** By how much polling takes less than it may, and since when. */
    private int divisor = 1;
    private long divided;

    /** @param nanoTime the monotonic clock */
    RestBudget(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.made = new long[Math.max(perMinute, PER_SECOND)];
        this.polled = new boolean[made.length];
        this.pausedUntil = nanoTime.getAsLong();
    }

    /**
     * Takes a request from the budget if there is one.
     *
     * @return how long to wait; zero if the request may be made now
     */
    synchronized Duration take(Purpose purpose) {
        long now = nanoTime.getAsLong();
        int most = switch (purpose) {
            case LISTS, MARKET -> perMinute;
            case QUOTES -> part(SIXTHS_OF_QUOTES);
            case POLLING -> part(SIXTHS_OF_POLLING);
            case DIALECT, HISTORY -> part(SIXTHS_OF_CANDLES);
        };
        long free = Math.max(pausedUntil - now, Math.max(free(most, MINUTE, now), free(PER_SECOND, SECOND, now)));
        if (free > 0) {
            return Duration.ofNanos(free);
        }
        made[(int) (count % made.length)] = now;
        polled[(int) (count % made.length)] = purpose == Purpose.POLLING;
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

    /** A minute's polls beside what else was requested in the last one. */
    synchronized int pollsPerMinute() {
        long now = nanoTime.getAsLong();
        while (divisor > 1 && now - divided >= SHARE_DOUBLED_AFTER) {
            divisor /= 2;
            divided += SHARE_DOUBLED_AFTER;
        }
        int others = 0;
        for (long i = count - 1; i >= Math.max(0, count - perMinute) && made[(int) (i % made.length)] + MINUTE > now; i--) {
            others += polled[(int) (i % made.length)] ? 0 : 1;
        }
        return Math.max(1, (part(SIXTHS_OF_POLLING) - others) / divisor);
    }

    private int part(int sixths) {
        return Math.max(1, (int) ((long) perMinute * sixths / SIXTHS));
    }

    /** Finnhub has refused a request as too many: no request is made for a while, and half as many quotes are polled. */
    synchronized void refused(Duration wait) {
        divisor = Math.min(LEAST_SHARE, divisor * 2);
        divided = nanoTime.getAsLong();
        long until = nanoTime.getAsLong() + (wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait).toNanos();
        pausedUntil = Math.max(pausedUntil, until);
    }

    /** How many nanoseconds until fewer than {@code most} requests are in the window. */
    private long free(int most, long window, long now) {
        return count < most ? 0 : made[(int) ((count - most) % made.length)] + window - now;
    }
}
