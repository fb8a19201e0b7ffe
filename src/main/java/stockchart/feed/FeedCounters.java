package stockchart.feed;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What the feed has counted since the application started, and how late trades have come of late. Any thread. */
public final class FeedCounters {
    final LongAdder trades = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder wrongTimes = new LongAdder();
    final LongAdder connections = new LongAdder();
    final TradeDelays delays;

    /** @param clock what the times of trades are compared with */
    public FeedCounters(Clock clock) {
        delays = new TradeDelays(clock);
    }

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

    /** Trades whose time cannot be right. */
    public long wrongTimes() {
        return wrongTimes.sum();
    }

    /** Connections that were opened. */
    public long connections() {
        return connections.sum();
    }

    /** How late trades have come in the last one or two minutes; empty if none came. */
    public Optional<TradeDelay> tradeDelay() {
        return delays.recent();
    }

    /**
     * How late trades have come: from the time of the trade to its arrival here, by both sides' clocks. Immutable.
     *
     * @param p50 milliseconds; half of the trades came sooner
     * @param p99 milliseconds; all but one in a hundred came sooner
     */
    public record TradeDelay(long p50, long p99) {}
}
