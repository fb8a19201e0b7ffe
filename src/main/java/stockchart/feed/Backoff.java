package stockchart.feed;

import java.time.Duration;

/**
 * How long to wait before the next attempt: full jitter, a random share of a limit that doubles with every failure, so that many
 * clients never reconnect in step. Pure functions.
 */
final class Backoff {
    private static final long BASE_MILLIS = 1_000;
    private static final long CAP_MILLIS = 30_000;
    /** A key that Finnhub has refused is unlikely to be accepted a second later. */
    private static final long REFUSED_MILLIS = 30_000;
    /** Finnhub sometimes takes a connection opened the moment the last one closed for a second one with the same key. */
    private static final long GRACE_MILLIS = 250;

    private Backoff() {}

    /**
     * @param failures attempts that failed in a row, 0 for the first after a good connection
     * @param share a random number from 0 to 1, 1 excluded
     */
    static Duration afterFailures(int failures, double share) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 10);
        long limit = Math.min(CAP_MILLIS, BASE_MILLIS << doublings);
        return Duration.ofMillis(Math.max(GRACE_MILLIS, (long) (limit * share)));
    }

    /** The wait after the key was refused: 30 to 45 s. */
    static Duration afterRefusal(double share) {
        return Duration.ofMillis(REFUSED_MILLIS + (long) (REFUSED_MILLIS / 2 * share));
    }
}
