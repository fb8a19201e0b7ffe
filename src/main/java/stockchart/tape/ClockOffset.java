package stockchart.tape;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far the time of day is ahead of the monotonic clock. It changes when the time of day is set, or when the machine has slept.
 * Immutable; any thread.
 */
final class ClockOffset {
    /** The two clocks count milliseconds at different moments, and cannot be read at once. */
    private static final long JITTER_MILLIS = 2;
    private static final long UNDISTURBED_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int READINGS = 5;

    private final Clock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime the monotonic clock, nanoseconds */
    ClockOffset(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The present offset in milliseconds. A thread that was suspended between its two readings reads again. */
    long millis() {
        long before = nanoTime.getAsLong();
        long time = clock.millis();
        long after = nanoTime.getAsLong();
        for (int again = 1; again < READINGS && after - before > UNDISTURBED_NANOS; again++) {
            before = after;
            time = clock.millis();
            after = nanoTime.getAsLong();
        }
        return time - millis(after);
    }

    /** The present offset, or the known one unless the clock was set since. */
    long since(long known) {
        long present = millis();
        return Math.abs(present - known) <= JITTER_MILLIS ? known : present;
    }

    /** Whole milliseconds of a time of the monotonic clock, which may be negative. */
    static long millis(long nanos) {
        return Math.floorDiv(nanos, 1_000_000L);
    }

    /** The beginning of a millisecond of the monotonic clock. */
    static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
