package stockchart.browser;

import java.util.concurrent.TimeUnit;

/** Allows a burst and then a steady rate. <b>Guarded</b> by its own monitor. */
final class TokenBucket {
    private final long capacity;
    private final long nanosPerToken;
    private long filled;

    /** @param now the monotonic clock, nanoseconds; the bucket is full then */
    TokenBucket(int capacity, int perSecond, long now) {
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.capacity = capacity * nanosPerToken;
        this.filled = now - this.capacity;
    }

    /** Takes a token if there is one. */
    synchronized boolean take(long now) {
        filled = Math.max(filled, now - capacity);
        if (now - filled < nanosPerToken) {
            return false;
        }
        filled += nanosPerToken;
        return true;
    }
}
