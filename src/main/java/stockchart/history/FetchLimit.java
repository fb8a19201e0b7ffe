package stockchart.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import stockchart.platform.concurrent.TokenBucket;

/**
 * How often each client can have candles fetched, so that none uses up the requests that providers allow or fills the disk: a page
 * with several charts at once, and one stretch a second after that. Any thread; <b>guarded</b> by its own monitor.
 */
final class FetchLimit {
    static final int AT_ONCE = 60;
    private static final int PER_SECOND = 1;
    /** Clients remembered; each takes some hundred bytes. One that is forgotten begins anew. */
    static final int MOST_CLIENTS = 2_000;
    private static final float LOAD = 0.75f;

    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> clients = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param nanoTime the monotonic clock, nanoseconds */
    FetchLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns whether a client may have one more stretch fetched now. */
    synchronized boolean take(String client) {
        long now = nanoTime.getAsLong();
        return clients.computeIfAbsent(client, fresh -> new TokenBucket(AT_ONCE, PER_SECOND, now)).take(now);
    }
}
