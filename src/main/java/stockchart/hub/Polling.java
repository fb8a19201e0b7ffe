package stockchart.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/**
 * What the poller of quotes sees: symbols that need quotes because the feed sends no trades of them, and where the quotes go. Any
 * thread; no method waits for a client.
 */
public interface Polling {
    /** The symbols whose quotes are useful now, the most important first; a copy. */
    List<Candidate> candidates();

    /**
     * Sets which symbols are polled, and how often, in milliseconds; all others are not. A symbol that is merely checked is not
     * named.
     */
    void setPollIntervals(Map<Symbol, Long> intervals);

    /** Returns whether a client watches a symbol; cheap. */
    boolean isWatched(Symbol symbol);

    /** The last trade of a symbol, if its trades are kept now; cheap. */
    Optional<Trade> lastTrade(Symbol symbol);

    /**
     * Takes a quote. If it is a new price of a symbol that the feed sends no trades of, it becomes a print with volume 0 at the
     * quote's time. Quotes also show which symbols the feed is mute about.
     *
     * @param time of the quote, in milliseconds since 1970-01-01 UTC
     */
    void quoteReceived(Symbol symbol, double price, long time);

    /** Sets the check whether a symbol's market is closed by its hours; it must return at once and not call the hub. */
    void setClosedCheck(Predicate<Symbol> isClosed);

    /**
     * A symbol whose quote is useful.
     *
     * @param role the role of the most demanding viewer; never hidden
     * @param isCheck whether the symbol has a slot and is silent, so that its quote is only compared with what the feed sends
     */
    record Candidate(Symbol symbol, Subscription.Role role, boolean isCheck) {}
}
