package stockchart.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Confined to the test's thread. */
public final class ManualClock extends Clock {
    private Instant now = Instant.parse("2026-01-05T15:00:00Z");
    /** How far the time of day was set, which the monotonic clock does not notice. */
    private Duration set = Duration.ZERO;

    /** Moves the clock on. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets the time of day forward or back; the monotonic clock does not notice. */
    public void jump(Duration by) {
        now = now.plus(by);
        set = set.plus(by);
    }

    /** The same time on a monotonic clock, in nanoseconds from an arbitrary origin. */
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, now.minus(set)).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
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
