package stockchart.cluster;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import stockchart.hub.Demand;
import stockchart.hub.FeedLease;
import stockchart.hub.FeedStatus;
import stockchart.hub.NodeHub;
import stockchart.hub.TradeSink;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;

/**
 * What the feed of a node is connected to: its trades and its state go into the log, its demand are the symbols that have slots and
 * a series in the log, so that no trade comes before it can be numbered, and it may be connected while the node has the lease.
 *
 * <p>Any thread. The state written last is <b>guarded</b> by this object's monitor.
 */
final class NodeFeed implements TradeSink, Demand, FeedLease {
    private final ClusterNode node;
    private final NodeHub hub;
    private final TradeSink decisions;
    private final Demand demand;
    private final Clock clock;
    private final List<Demand.Listener> feeds = new CopyOnWriteArrayList<>();
    private final List<Runnable> leaseListeners = new CopyOnWriteArrayList<>();
    /** How often the symbols have changed whose series are in the log. */
    private final AtomicLong seriesVersion = new AtomicLong();
    /** The state of the feed that was written last in this term. Guarded, so that the last one is the present one. */
    private volatile Optional<FeedStatus> written = Optional.empty();
    /** The term at whose end the feed was closed last. Written by one thread at a time. */
    private volatile OptionalLong closedTerm = OptionalLong.empty();

    /**
     * @param decisions the hub's role that takes the decisions of Finnhub
     * @param demand the hub's role that says which symbols have slots
     */
    NodeFeed(ClusterNode node, NodeHub hub, TradeSink decisions, Demand demand, Clock clock) {
        this.node = node;
        this.hub = hub;
        this.decisions = decisions;
        this.demand = demand;
        this.clock = clock;
    }

    /** A term begins, with this state of the feed in the log. Returns at once. */
    void begins(Optional<FeedStatus> first) {
        written = first;
    }

    /** Writes the state of the feed once more, for a node that has not read it. */
    synchronized void announceAgain() {
        written.ifPresent(status -> node.announce(ClusterNotes.feed(status)));
    }

    /** Another set of symbols has series in the log. */
    void seriesChanged() {
        seriesVersion.incrementAndGet();
        feeds.forEach(Demand.Listener::demandChanged);
    }

    /** This node has the lease now, or has it no longer. */
    void leaseChanged() {
        leaseListeners.forEach(Runnable::run);
    }

    @Override
    public void publish(List<SymbolTrade> prints) {
        hub.received(prints);
        node.offer(prints);
    }

    @Override
    public synchronized void publish(FeedStatus status) {
        if (node.announce(ClusterNotes.feed(status))) {
            written = Optional.of(status);
        }
    }

    @Override
    public void refused(Symbol symbol) {
        decisions.refused(symbol);
    }

    @Override
    public void notCarried(Symbol symbol) {
        decisions.notCarried(symbol);
    }

    @Override
    public void carryAtMost(int most) {
        decisions.carryAtMost(most);
    }

    @Override
    public Set<Symbol> demandedSymbols() {
        Set<Symbol> demanded = new LinkedHashSet<>(demand.demandedSymbols());
        demanded.retainAll(node.carried());
        return demanded;
    }

    @Override
    public long demandVersion() {
        return demand.demandVersion() + seriesVersion.get();
    }

    @Override
    public int mostSymbols() {
        return demand.mostSymbols();
    }

    @Override
    public void addListener(Listener listener) {
        feeds.add(listener);
        demand.addListener(listener);
    }

    @Override
    public boolean isMine() {
        return node.isMine();
    }

    @Override
    public void closed() {
        OptionalLong term = node.writableTerm();
        if (term.isPresent() && !term.equals(closedTerm)) {
            // Until now the feed was live.
            closedTerm = term;
            node.announce(ClusterNotes.tick(clock.millis()));
        }
        node.closed();
    }

    /** The lease is given back at once, not only when the rest of the application has stopped. */
    @Override
    public void stopped() {
        node.leave();
        closed();
    }

    @Override
    public void onChange(Runnable listener) {
        leaseListeners.add(listener);
    }
}
