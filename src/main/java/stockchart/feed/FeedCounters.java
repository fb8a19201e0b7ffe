package stockchart.feed;

import java.util.concurrent.atomic.LongAdder;

/** What the feed has counted since the application started. Any thread. */
public final class FeedCounters {
    final LongAdder trades = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder connections = new LongAdder();

    FeedCounters() {}

    /** Trades received. */
    public long trades() {
        return trades.sum();
    }

    /** Messages and rows of messages that could not be read. */
    public long malformed() {
        return malformed.sum();
    }

    /** Trade messages left out because they came several times over. */
    public long repeated() {
        return repeated.sum();
    }

    /** Connections that were opened. */
    public long connections() {
        return connections.sum();
    }
}
