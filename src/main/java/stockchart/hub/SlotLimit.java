package stockchart.hub;

import java.util.concurrent.TimeUnit;

/**
 * How many slots there are: as many as configured, and fewer while the feed is known to carry fewer symbols.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds.
 */
final class SlotLimit {
    /** After Finnhub has refused a symbol, this long no more symbols are given slots than it then carried. */
    static final long REFUSAL_KEPT = TimeUnit.SECONDS.toNanos(30);

    private final int configured;
    /** How many symbols the feed has been found to carry, if that is less than configured. */
    private int found = Integer.MAX_VALUE;
    /** How many it carried when it last refused one; for a while, because the refusal alone does not show what is possible. */
    private int carriedAtRefusal = Integer.MAX_VALUE;
    private long refusedAt;

    SlotLimit(int configured, long now) {
        this.configured = configured;
        this.refusedAt = now;
    }

    int configured() {
        return configured;
    }

    /** How many slots there are at this time. */
    int total(long now) {
        int most = Math.min(configured, found);
        return now - refusedAt < REFUSAL_KEPT ? Math.min(most, carriedAtRefusal) : most;
    }

    /** The feed carries at most this many symbols, as far as is known. Those carried stay: the feed reports which it refuses. */
    void carryAtMost(int most) {
        found = most;
    }

    /**
     * The feed has refused one more symbol than these. If it carries less than half of what is configured, the refusal has another
     * cause on Finnhub's side, which must not keep other symbols out.
     *
     * @return whether the refusal lowers the limit for a while; if not, it concerns the refused symbol only
     */
    boolean refusedBeyond(int carried, long now) {
        boolean isLimit = carried * 2 >= configured;
        if (isLimit) {
            carriedAtRefusal = carried;
            refusedAt = now;
        }
        return isLimit;
    }

    /** The feed's state has changed: an earlier refusal does not count any more. */
    void forgetRefusal() {
        carriedAtRefusal = Integer.MAX_VALUE;
    }
}
