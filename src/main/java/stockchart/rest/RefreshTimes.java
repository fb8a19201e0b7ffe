package stockchart.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When something that is fetched repeatedly is due: at once, then after a period, and sooner while it fails, with waits that grow
 * up to {@link #LONGEST_RETRY}. Any thread; <b>guarded</b> by its own monitor.
 */
public final class RefreshTimes {
    public static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    public static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    /** This share of the wait is random, so that restarted servers do not retry in step. */
    private static final double JITTER = 0.5;
    /**
     * The number of failures in a row that is logged; four attempts take about ten seconds. The simulator answers a moment after
     * the application has started, so the first failures are not worth a warning.
     */
    private static final int LOGGED_FAILURES = 4;

    private final Clock clock;
    private final DoubleSupplier random;
    private int failures;
    private long due;

    /**
     * @param clock must not jump, so that nothing waits longer or shorter when the time of day is set
     * @param random a number from 0 to 1, 1 excluded
     */
    public RefreshTimes(Clock clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns whether it is to be fetched now. */
    public synchronized boolean isDue() {
        return due <= clock.millis();
    }

    /** It was fetched, and is due again after this time. */
    public synchronized void succeeded(Duration period) {
        failures = 0;
        due = clock.millis() + period.toMillis();
    }

    /** It could not be fetched. Returns whether to log it: it has failed for a while, and was not logged yet. */
    public synchronized boolean failed() {
        long limit = Math.min(LONGEST_RETRY.toMillis(), FIRST_RETRY.toMillis() << Math.min(failures, 20));
        failures++;
        due = clock.millis() + (long) (limit * (1 - JITTER * random.getAsDouble()));
        return failures == LOGGED_FAILURES;
    }

    /** The cause of a failure may be gone: if it failed, it is due at once, and soon again if that fails too. */
    public synchronized void retrySoon() {
        if (failures > 0) {
            failures = 0;
            due = clock.millis();
        }
    }
}
