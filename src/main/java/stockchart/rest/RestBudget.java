package stockchart.rest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import stockchart.rest.RequestBudget.RequestTimes;
import stockchart.rest.RestClient.Purpose;

/**
 * The budget of requests to Finnhub: a number of them per minute, and no more than {@value #PER_SECOND} in a second, which is its
 * limit for every plan. Quotes leave a sixth of the minute's to the others, so that many of them do not keep the lists of symbols
 * away; polling leaves a third, what programs request in Finnhub's dialect and the filling of gaps in the history leave half.
 *
 * <p><b>Guarded</b> by its own monitor.
 */
final class RestBudget {
    static final int PER_SECOND = 30;
    /** A longer {@code Retry-After} than this is not honoured. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

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
    private final RequestBudget requests;
    /** Those that were not for polling. */
    private final RequestTimes others;
    /** How much of the key's requests are this server's. */
    private volatile DoubleSupplier share = () -> 1;
    /** By how much polling takes less than it may, and since when. */
    private int divisor = 1;
    private long divided;

    /** @param nanoTime the monotonic clock */
    RestBudget(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.requests = new RequestBudget(perMinute, PER_SECOND, LONGEST_PAUSE, nanoTime);
        this.others = new RequestTimes(perMinute);
    }

    /** Sets what returns this server's share of the requests that the key may make, above 0 to 1; it must return at once. */
    void shareBy(DoubleSupplier part) {
        share = part;
    }

    /**
     * Takes a request from the budget if there is one.
     *
     * @return how long to wait; zero if the request may be made now
     */
    synchronized Duration take(Purpose purpose) {
        Duration wait = requests.take(switch (purpose) {
            case LISTS, MARKET -> own();
            case QUOTES -> part(SIXTHS_OF_QUOTES);
            case POLLING -> part(SIXTHS_OF_POLLING);
            case DIALECT, HISTORY -> part(SIXTHS_OF_CANDLES);
        });
        if (wait.isZero() && purpose != Purpose.POLLING) {
            others.add(nanoTime.getAsLong());
        }
        return wait;
    }

    /** How many requests are left of this minute's; none during the wait after a refusal. */
    int remaining() {
        return Math.max(0, requests.remaining() - (perMinute - own()));
    }

    /** A minute's polls beside what else was requested in the last one. */
    synchronized int pollsPerMinute() {
        long now = nanoTime.getAsLong();
        while (divisor > 1 && now - divided >= SHARE_DOUBLED_AFTER) {
            divisor /= 2;
            divided += SHARE_DOUBLED_AFTER;
        }
        return Math.max(1, (part(SIXTHS_OF_POLLING) - others.within(RequestBudget.MINUTE, now, perMinute)) / divisor);
    }

    private int part(int sixths) {
        return Math.max(1, (int) ((long) own() * sixths / SIXTHS));
    }

    /** How many requests this server may make in a minute. */
    private int own() {
        return Math.max(1, (int) (perMinute * share.getAsDouble()));
    }

    /** Finnhub has refused a request as too many: no request is made for a while, and half as many quotes are polled. */
    synchronized void refused(Duration wait) {
        divisor = Math.min(LEAST_SHARE, divisor * 2);
        divided = nanoTime.getAsLong();
        requests.refused(wait);
    }
}
