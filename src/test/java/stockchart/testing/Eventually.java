package stockchart.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls a condition that has no signal until it holds; never longer than {@link #CEILING}. */
public final class Eventually {
    /** Many times what anything waited for takes on a busy machine; reached only by a failing test. */
    public static final Duration CEILING = Duration.ofSeconds(10);

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /**
     * The first value that is as wanted.
     *
     * @throws AssertionError with the last value seen, if none is before the ceiling
     */
    public static <T> T see(String what, Supplier<T> look, Predicate<T> wanted) {
        return see(what, CEILING, look, wanted);
    }

    /** As {@link #see(String, Supplier, Predicate)}, for what takes longer by design. */
    public static <T> T see(String what, Duration ceiling, Supplier<T> look, Predicate<T> wanted) {
        long start = System.nanoTime();
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() - start > ceiling.toNanos()) {
                throw new AssertionError("Within " + ceiling.toSeconds() + " s never: " + what + "; last seen: " + seen);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
            seen = look.get();
        }
        return seen;
    }
}
