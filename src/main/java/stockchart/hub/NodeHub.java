package stockchart.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/**
 * The hub as a node of a cluster sees it. Trades come numbered, from the log that all nodes read. One node at a time leads: its hub
 * decides which symbols have slots, for its own clients and for those of the other nodes, whose hubs mirror what it has decided. A
 * server alone never calls it. Any thread; no method waits for a client.
 */
public interface NodeHub {
    /**
     * Called once, before there are clients: from now on trades come from the log, and this hub mirrors until it leads.
     *
     * @param prints takes the prints that this hub makes of quotes while it leads; they come back through the log
     */
    void joinCluster(Consumer<List<SymbolTrade>> prints);

    /** The number of the last trade that this hub has of a series; 0 if it has none. */
    long end(Symbol symbol, long epoch);

    /**
     * A symbol's series is in the log from now on. Clients that have another series of it are sent this one.
     *
     * @param first the number of the first known trade; 1 if there is none
     * @param known what there is already of the series behind {@link #end}
     */
    void begin(Symbol symbol, long epoch, long first, List<Trade> known);

    /** The trades that follow. If trades before them are missing, clients are sent how many. */
    void append(Symbol symbol, long epoch, long first, List<Trade> trades);

    /** No more trades of a symbol come through the log, until its series {@linkplain #begin begins} again. */
    void ended(Symbol symbol);

    /** The feed of the leading node has sent trades: its own hub notes which symbols are alive. They come through the log later. */
    void received(List<SymbolTrade> prints);

    /** The state of the leading node's feed; it may have begun before it became known here, and gaps with it. */
    void feedChanged(FeedStatus status);

    /** Since when this node has not read the log, in milliseconds since 1970-01-01 UTC; empty if it reads it. */
    void cutOff(OptionalLong since);

    /**
     * This hub decides for all nodes from now on.
     *
     * @param wishes see {@link #remoteWishes}
     */
    void lead(Map<String, Map<Symbol, Wish>> wishes);

    /** This hub mirrors from now on, and forgets the clients of other nodes. */
    void follow();

    /** What the clients of all other nodes want, by the nodes' names: a level. Has an effect only while this hub leads. */
    void remoteWishes(Map<String, Map<Symbol, Wish>> wishes);

    /** What this server's own clients want. */
    Map<Symbol, Wish> wishes();

    /** A number that differs whenever the wishes may do; cheap to read. */
    long wishesVersion();

    /** What was decided about all symbols that have a slot, wait for one, or were refused. */
    Slots decisions();

    /**
     * Mirrors what the leading hub has decided. Does nothing while this hub leads.
     *
     * @param isAll whether nothing is decided about any other symbol
     */
    void mirror(Slots decided, boolean isAll);

    /** The symbols without anything to decide any more. Does nothing while this hub leads. */
    void forget(Set<Symbol> symbols);

    /** Sets what reports on the cluster; it must return at once. */
    void reportBy(Supplier<Optional<ClusterStatus>> status);
}
