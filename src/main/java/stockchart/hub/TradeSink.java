package stockchart.hub;

import java.util.List;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;

/** What the feed delivers: trades, its own state, and symbols it cannot carry. Any thread; no method waits for a client. */
public interface TradeSink {
    /**
     * Appends trades to their tapes and signals the clients that watch them. Trades of one symbol must come from one thread at a
     * time, in their order; different symbols may be published concurrently.
     */
    void publish(List<SymbolTrade> prints);

    /** Publishes the feed's new state to all clients. */
    void publish(FeedStatus status);

    /** The feed carries no more symbols, and not this one: its slot is freed, and its subscriptions wait. */
    void refused(Symbol symbol);

    /**
     * Finnhub does not carry this symbol: its slot is freed and its subscriptions are refused. It is requested again after some
     * minutes; if too many such symbols are remembered already, its subscriptions end and clients have to subscribe again.
     */
    void notCarried(Symbol symbol);

    /** The present connection carries at most this many symbols, as far as is known. */
    void carryAtMost(int most);
}
