package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import stockchart.hub.Subscription;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.Eventually;

/**
 * Three servers of a cluster on one Redis with one Finnhub, where trades of four symbols happen fifty times a second, and what
 * must be true of them: clients of every server have all that Finnhub has sent once, apart from reported gaps. Test thread only.
 */
final class HubCluster implements AutoCloseable {
    static final Symbol A = new Symbol("A");
    static final Symbol B = new Symbol("B");
    static final Symbol C = new Symbol("C");
    static final Symbol D = new Symbol("D");
    /** The lease, the quarantine after a connection, and much patience with a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Symbol> SYMBOLS = Set.of(A, B, C, D);
    private static final int SERVERS = 3;
    private static final long UNDER_WAY_MILLIS = 150;

    final SoleFinnhub finnhub = new SoleFinnhub();
    final List<HubRig> servers = new CopyOnWriteArrayList<>();
    private final String cluster = UUID.randomUUID().toString();
    private final List<HubRig> everStarted = new ArrayList<>();
    private final ScheduledExecutorService market = Executors.newSingleThreadScheduledExecutor();
    private final String address;
    private final int port;
    /** Confined to the market's thread. */
    private boolean isTrading = true;
    private double verified;
    private int names;

    /**
     * @param address of Redis as in the settings, with {@code %d} for the port
     * @param port of Redis, or of a sentinel
     */
    HubCluster(String address, int port) {
        this.address = address;
        this.port = port;
        for (int i = 0; i < SERVERS; i++) {
            add();
        }
        market.scheduleWithFixedDelay(() -> {
            if (isTrading) {
                finnhub.trade(SYMBOLS, System.currentTimeMillis());
            }
        }, 20, 20, TimeUnit.MILLISECONDS);
    }

    /** @param redis the port of a Redis */
    HubCluster(int redis) {
        this("redis://127.0.0.1:%d", redis);
    }

    /** Trades happen; what was sent before has been verified. */
    void begin() {
        verified = finnhub.sent().stream().mapToDouble(trade -> trade.trade().price()).max().orElse(0);
        setTrading(true);
    }

    /** No trade is under way any more when this returns. */
    private void setTrading(boolean is) {
        CompletableFuture.runAsync(() -> isTrading = is, market).join();
    }

    /** One more server, whose client watches two symbols. */
    HubRig add() {
        HubRig server = rig("node-" + ++names, "key");
        servers.add(server);
        everStarted.add(server);
        server.watch(A);
        server.watch(B);
        return server;
    }

    /** A server that takes no part in what is verified. */
    HubRig rig(String name, String key) {
        return new HubRig(name, address, port, cluster, finnhub, key);
    }

    HubRig awaitHolder() {
        return Eventually.see("one server has the feed", PATIENCE, () -> servers.stream().filter(HubRig::isLive).findAny(),
                Optional::isPresent).orElseThrow();
    }

    HubRig follower() {
        HubRig holder = awaitHolder();
        return servers.stream().filter(server -> server != holder).findFirst().orElseThrow();
    }

    /** Since the last time that all was verified. */
    List<Trade> trades(Subscription subscription) {
        return subscription.tape().slice(0, Integer.MAX_VALUE).trades().stream().filter(trade -> trade.price() > verified).toList();
    }

    void awaitTrades(HubRig server, Symbol symbol, int more) {
        int before = trades(server.watched(symbol)).size();
        Eventually.see(server.name + " gets trades of " + symbol, PATIENCE, () -> trades(server.watched(symbol)).size(),
                now -> now >= before + more);
    }

    void awaitAll() {
        awaitHolder();
        servers.forEach(server -> awaitTrades(server, A, 10));
    }

    /** All servers show the same; what Finnhub has sent is there once, or happened in a reported gap. No more trades happen. */
    void verify() {
        awaitAll();
        setTrading(false);
        for (Symbol symbol : List.of(A, B)) {
            List<SymbolTrade> sent = finnhub.sent().stream().filter(trade -> trade.symbol().equals(symbol))
                    .filter(trade -> trade.trade().price() > verified).toList();
            double last = sent.get(sent.size() - 1).trade().price();
            Eventually.see("all servers have " + last + ", the last price of " + symbol, PATIENCE,
                    () -> servers.stream().map(server -> lastPrice(trades(server.watched(symbol)))).toList(),
                    all -> all.stream().allMatch(seen -> seen == last));
            List<List<Trade>> all = servers.stream().map(server -> trades(server.watched(symbol))).distinct().toList();
            assertEquals(1, all.size(), () -> "other trades of " + symbol + ": " + all.stream().map(List::size).toList());
            assertEquals(1, servers.stream().map(server -> server.watched(symbol).tape().epoch()).distinct().count());
            Set<Double> shown = new HashSet<>();
            all.get(0).forEach(trade -> assertTrue(shown.add(trade.price()), () -> "twice: " + trade));
            List<Gap> gaps = everStarted.stream().flatMap(server -> server.watched(symbol).gaps().stream()).toList();
            sent.stream().map(SymbolTrade::trade).filter(trade -> !shown.contains(trade.price())).forEach(lost -> assertTrue(
                    gaps.stream().anyMatch(gap -> isIn(gap, lost.time())), () -> symbol + " lost " + lost + ", gaps " + gaps));
        }
    }

    private static double lastPrice(List<Trade> trades) {
        return trades.isEmpty() ? 0 : trades.get(trades.size() - 1).price();
    }

    /** What is under way when a connection is closed is lost, although it was sent before. */
    private static boolean isIn(Gap gap, long time) {
        return gap.from() - UNDER_WAY_MILLIS <= time && time <= gap.to().orElse(Long.MAX_VALUE) + 1;
    }

    @Override
    public void close() {
        market.shutdownNow();
        servers.forEach(HubRig::close);
    }
}
