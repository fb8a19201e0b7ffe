package stockchart.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.RedisAccess;
import stockchart.cluster.redis.RedisAddress;
import stockchart.cluster.redis.RedisClusterStore;
import stockchart.cluster.redis.RedisLink;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.FaultProxy;

/**
 * One node on threads of its own and on a real Redis behind a proxy, with a feed of the test's that does what the product's
 * does: it connects while it has the lease, and reports that it is closed otherwise.
 */
final class NodeRig implements ClusterNode.Listener, AutoCloseable {
    private static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(2));
    private static final long TICK_MILLIS = 300;

    final String name;
    final FaultProxy proxy;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "cluster-node");
        thread.setDaemon(true);
        return thread;
    });
    private final ClusterNode node;
    private final Map<Symbol, List<Trade>> series = new ConcurrentHashMap<>();
    /** Confined to the reading thread. */
    private final Map<Symbol, Long> epochs = new HashMap<>();
    private final ConcurrentLinkedQueue<String> mistakes;
    private final Set<Symbol> symbols;
    private volatile long liveUntil;
    private volatile boolean isLogLive;
    /** Guarded by this object's monitor, as are the next two. */
    private boolean isConnected;
    private long lastTick;
    private boolean isOver;

    NodeRig(String name, int redis, String cluster, Set<Symbol> symbols, ConcurrentLinkedQueue<String> mistakes) {
        this.name = name;
        this.symbols = symbols;
        this.mistakes = mistakes;
        proxy = new FaultProxy(redis);
        RedisAccess access = new RedisAccess(RedisAddress.parse("redis://127.0.0.1:" + proxy.port()).orElseThrow());
        node = new ClusterNode(name, TIMING, purpose -> new RedisClusterStore(new RedisLink(access, name + "-" + purpose,
                System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()), cluster), this, System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        node.start(threads);
    }

    ClusterNode node() {
        return node;
    }

    List<Trade> series(Symbol symbol) {
        List<Trade> trades = series.getOrDefault(symbol, List.of());
        synchronized (trades) {
            return List.copyOf(trades);
        }
    }

    synchronized boolean isConnected() {
        return isConnected && node.isMine();
    }

    /** The feed's step. */
    synchronized void step(long now) {
        if (isOver) {
            return;
        }
        if (!node.isMine()) {
            isConnected = false;
            node.closed();
            return;
        }
        if (!isConnected) {
            note("down", liveUntil);
            note("live", now);
            isConnected = true;
        }
        symbols.stream().filter(symbol -> node.end(symbol).filter(LogFollower.End::isCarried).isEmpty())
                .forEach(symbol -> node.carry(Set.of(symbol), Set.of()));
        if (now - lastTick >= TICK_MILLIS) {
            note("tick", now);
        }
    }

    /** Finnhub ends the connection. */
    synchronized void disconnect() {
        if (isConnected) {
            isConnected = false;
            note("down", lastTick);
        }
    }

    /** Finnhub sends a trade; returns whether it was sent to this node. */
    synchronized boolean receive(SymbolTrade trade) {
        if (isConnected && node.isMine() && node.end(trade.symbol()).filter(LogFollower.End::isCarried).isPresent()) {
            node.offer(List.of(trade));
            return true;
        }
        return false;
    }

    private void note(String kind, long time) {
        node.announce(new LogEntry.Note(kind, Long.toString(time)));
        lastTick = kind.equals("down") ? lastTick : time;
    }

    @Override
    public long end(Symbol symbol, long epoch) {
        return Long.valueOf(epoch).equals(epochs.get(symbol)) ? series.get(symbol).size() : 0;
    }

    @Override
    public void began(Symbol symbol, long epoch, List<TradeBlock> past) {
        if (!Long.valueOf(epoch).equals(epochs.put(symbol, epoch))) {
            series.put(symbol, new ArrayList<>());
        }
        past.forEach(this::appended);
    }

    @Override
    public void ended(Symbol symbol) {
        // What it has stays.
    }

    @Override
    public void appended(TradeBlock block) {
        List<Trade> known = series.get(block.symbol());
        synchronized (known) {
            if (block.first() != known.size() + 1) {
                mistakes.add(name + " of " + block.symbol() + ": " + block.first() + " follows " + known.size());
            }
            known.addAll(block.trades());
        }
    }

    @Override
    public void read(LogEntry entry) {
        if (entry.content() instanceof LogEntry.Note note) {
            long time = Long.parseLong(note.text());
            boolean isDown = note.kind().equals("down");
            liveUntil = isDown ? isLogLive ? time : liveUntil : time;
            isLogLive = !isDown;
        }
    }

    /** The application is stopped in order. */
    void stop() throws InterruptedException {
        node.stop(Duration.ofSeconds(30));
        close();
    }

    /** The process is killed. */
    @Override
    public void close() {
        synchronized (this) {
            isOver = true;
            isConnected = false;
        }
        proxy.close();
        threads.shutdownNow();
    }
}
