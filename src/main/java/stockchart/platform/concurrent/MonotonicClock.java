package stockchart.platform.concurrent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time of day when this was made, plus what the monotonic clock has counted since: for waits and ages, which must not change
 * when the time of day is set. Immutable; any thread.
 */
public final class MonotonicClock extends Clock {
    private final LongSupplier nanoTime;
    private final Instant start;
    private final long startNanos;

    /** On the server's clocks. */
    public MonotonicClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** @param nanoTime the monotonic clock, nanoseconds */
    MonotonicClock(Clock clock, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = clock.instant();
        this.startNanos = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanoTime.getAsLong() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Everything here is UTC");
    }
}
