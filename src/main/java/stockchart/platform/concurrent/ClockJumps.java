package stockchart.platform.concurrent;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Detects that the time of day has jumped: it was set, or the machine slept. <b>Confined</b> to the periodic step that calls it.
 */
public final class ClockJumps {
    /** Small corrections of the clock between two calls stay below this. */
    static final Duration LEAST = Duration.ofSeconds(2);

    private final Clock clock;
    private final LongSupplier nanoTime;
    /** How far the time of day was ahead of the monotonic clock at the last call, milliseconds. */
    private long ahead;

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ClockJumps(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.ahead = ahead();
    }

    /** How far the clock has jumped since the last call, in milliseconds, negative if back; empty if it has not. */
    public OptionalLong next() {
        long before = ahead;
        ahead = ahead();
        long jump = ahead - before;
        return Math.abs(jump) >= LEAST.toMillis() ? OptionalLong.of(jump) : OptionalLong.empty();
    }

    private long ahead() {
        return clock.millis() - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
    }
}
