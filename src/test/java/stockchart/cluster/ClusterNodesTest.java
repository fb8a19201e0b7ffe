package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.RedisAccess;
import stockchart.cluster.redis.RedisAddress;
import stockchart.cluster.redis.RedisClusterStore;
import stockchart.cluster.redis.RedisLink;
import stockchart.cluster.redis.StoreException;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;

/**
 * Three nodes on a real Redis, each behind a proxy, while they are killed, stopped and cut off and Redis stands still: what the
 * model check proves about decisions, with the threads, connections and scripts of the product.
 */
class ClusterNodesTest {
    private static final Set<Symbol> SYMBOLS = Set.of(new Symbol("A"), new Symbol("B"));
    /** The machine may be busy: the lease, the quarantine after a connection, and much patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String cluster = UUID.randomUUID().toString();
    private final ConcurrentLinkedQueue<String> mistakes = new ConcurrentLinkedQueue<>();
    private final List<NodeRig> nodes = new CopyOnWriteArrayList<>();
    private final List<SymbolTrade> sent = new CopyOnWriteArrayList<>();
    private final AtomicLong prices = new AtomicLong();
    private final ScheduledExecutorService finnhub = Executors.newSingleThreadScheduledExecutor();
    private RedisServer redis;
    private int names;

    @BeforeEach
    void start() {
        redis = new RedisServer();
        for (int i = 0; i < 3; i++) {
            add();
        }
        finnhub.scheduleWithFixedDelay(this::step, 5, 5, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void end() {
        finnhub.shutdownNow();
        nodes.forEach(NodeRig::close);
        redis.close();
    }

    private NodeRig add() {
        NodeRig node = new NodeRig("node-" + ++names, redis.port(), cluster, SYMBOLS, mistakes);
        nodes.add(node);
        return node;
    }

    /** Each node's feed makes a step, and a trade happens. */
    private void step() {
        long now = System.currentTimeMillis();
        nodes.forEach(node -> node.step(now));
        for (Symbol symbol : SYMBOLS) {
            SymbolTrade trade = new SymbolTrade(symbol, new Trade(prices.incrementAndGet(), now, 1));
            for (NodeRig node : nodes) {
                if (node.receive(trade)) {
                    sent.add(trade);
                }
            }
        }
    }

    private NodeRig awaitHolder() {
        return Eventually.see("one node has the feed", PATIENCE, () -> nodes.stream().filter(NodeRig::isConnected).findAny(),
                Optional::isPresent).orElseThrow();
    }

    private void awaitTrades(int count) {
        int before = sent.size();
        Eventually.see("trades are sent", PATIENCE, sent::size, now -> now >= before + count);
    }

    /** Waits until all nodes have the same, and holds it against what Finnhub has sent. */
    private void verify() throws StoreException {
        awaitHolder();
        awaitTrades(50);
        finnhub.shutdownNow();
        Eventually.see("Finnhub is silent", finnhub::isTerminated, Boolean::booleanValue);
        SymbolTrade last = sent.get(sent.size() - 1);
        for (Symbol symbol : SYMBOLS) {
            Eventually.see("all nodes have the same trades of " + symbol, PATIENCE,
                    () -> nodes.stream().map(node -> node.series(symbol)).distinct().toList(),
                    all -> all.size() == 1 && (!symbol.equals(last.symbol()) || all.get(0).contains(last.trade())));
        }
        assertEquals(List.of(), List.copyOf(mistakes));
        Set<Double> published = new HashSet<>();
        List<long[]> gaps = new ArrayList<>();
        try (RedisClusterStore store = new RedisClusterStore(new RedisLink(new RedisAccess(
                RedisAddress.parse(redis.url()).orElseThrow()), "test", System::nanoTime, () -> 0.5), cluster)) {
            gaps.add(new long[] {0, Long.MAX_VALUE});
            for (LogEntry entry : store.log(0, 100_000, Duration.ofMillis(1))) {
                if (entry.content() instanceof LogEntry.Trades trades) {
                    trades.blocks().forEach(block -> block.trades().forEach(trade ->
                            assertTrue(published.add(trade.price()), () -> "twice: " + trade)));
                } else if (entry.content() instanceof LogEntry.Note note && !note.kind().equals("tick")) {
                    note(gaps, note.kind().equals("down"), Long.parseLong(note.text()));
                }
            }
        }
        for (SymbolTrade trade : sent) {
            assertTrue(published.contains(trade.trade().price()) || gaps.stream()
                    .anyMatch(gap -> gap[0] <= trade.trade().time() && trade.trade().time() <= gap[1]), () -> "lost: " + trade);
        }
    }

    private static void note(List<long[]> gaps, boolean isDown, long time) {
        long[] last = gaps.get(gaps.size() - 1);
        boolean isOpen = last[1] == Long.MAX_VALUE;
        if (isDown && isOpen) {
            last[0] = Math.min(last[0], time);
        } else if (isDown) {
            gaps.add(new long[] {time, Long.MAX_VALUE});
        } else if (isOpen) {
            last[1] = time;
        }
    }

    @Test
    void killedHolderIsFollowedByAnotherNode() throws StoreException {
        NodeRig first = awaitHolder();
        awaitTrades(50);
        nodes.remove(first);
        first.close();
        awaitHolder();
        add();
        verify();
    }

    @Test
    void stoppedHolderHandsOverBeforeItsLeaseEnds() throws Exception {
        NodeRig first = awaitHolder();
        awaitTrades(50);
        Eventually.see("the others may request", PATIENCE, () -> nodes.stream().filter(node -> node != first)
                .map(node -> node.node().state()).toList(),
                states -> states.stream().allMatch(LeaseProtocol.State.FOLLOWER::equals));
        first.stop();
        nodes.remove(first);
        assertEquals(LeaseProtocol.State.STOPPED, first.node().state());
        assertTrue(releases() > 0, "it was given back, and did not end by itself");
        add();
        verify();
    }

    @Test
    void cutsAndResetsAndAFrozenRedisCostNoTrades() throws StoreException {
        NodeRig holder = awaitHolder();
        awaitTrades(50);
        nodes.forEach(node -> node.proxy.reset());
        awaitTrades(50);
        holder = awaitHolder();
        holder.proxy.hold();
        NodeRig cut = holder;
        Eventually.see("another node has the feed", PATIENCE,
                () -> nodes.stream().anyMatch(node -> node != cut && node.isConnected()), Boolean::booleanValue);
        awaitTrades(50);
        cut.proxy.release();
        awaitTrades(50);
        redis.freeze();
        Eventually.see("no node has the feed any more", PATIENCE, () -> nodes.stream().noneMatch(NodeRig::isConnected),
                Boolean::booleanValue);
        redis.thaw();
        awaitHolder().disconnect();
        verify();
    }

    @Test
    void boardShowsWhatEachNodeWants() {
        nodes.forEach(node -> node.node().want("wants of " + node.name));
        Map<String, String> all = Map.of("node-1", "wants of node-1", "node-2", "wants of node-2", "node-3", "wants of node-3");
        nodes.forEach(node -> Eventually.see("the board", PATIENCE, node.node()::board, all::equals));
    }

    private int releases() throws StoreException {
        try (RedisClusterStore store = new RedisClusterStore(new RedisLink(new RedisAccess(
                RedisAddress.parse(redis.url()).orElseThrow()), "test", System::nanoTime, () -> 0.5), cluster)) {
            return (int) store.log(0, 100_000, Duration.ofMillis(1)).stream()
                    .filter(entry -> entry.content() instanceof LogEntry.Released).count();
        }
    }
}
