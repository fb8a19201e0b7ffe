package stockchart.platform.concurrent;

import java.util.concurrent.TimeUnit;

/** Allows a burst and then a steady rate. <b>Guarded</b> by its own monitor. */
public final class TokenBucket {
    private final long capacity;
    private final long nanosPerToken;
    private long filled;

    /** @param now the monotonic clock, nanoseconds; the bucket is full then */
    public TokenBucket(int capacity, int perSecond, long now) {
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.capacity = capacity * nanosPerToken;
        this.filled = now - this.capacity;
    }

    /** Takes a token if there is one. */
    public synchronized boolean take(long now) {
        boolean taken = hasToken(now);
        filled += taken ? nanosPerToken : 0;
        return taken;
    }

    /** Returns whether there is a token to take. */
    public synchronized boolean hasToken(long now) {
        filled = Math.max(filled, now - capacity);
        return now - filled >= nanosPerToken;
    }
}
