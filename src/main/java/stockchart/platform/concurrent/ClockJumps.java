package stockchart.platform.concurrent;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the time of day has jumped: somebody has set it, or the machine has slept. <b>Confined</b> to the recurring step
 * that asks.
 */
public final class ClockJumps {
    /** What a clock is corrected by in small steps is less, between two questions. */
    static final Duration LEAST = Duration.ofSeconds(2);

    private final Clock clock;
    private final LongSupplier nanoTime;
    /** What the time of day was ahead of the monotonic clock at the last question, milliseconds. */
    private long ahead;

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ClockJumps(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.ahead = ahead();
    }

    /** How far it has jumped since the last question, in milliseconds, below 0 if back; empty if it has not. */
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
