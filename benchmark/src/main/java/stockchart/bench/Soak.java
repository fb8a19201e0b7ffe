package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The soak: many browsers come and go for half an hour while the feed fails now and then. What the server holds on to once all
 * have left must be what it held after the first few minutes, and no browser may have missed a trade.
 */
public final class Soak {
    private static final int BROWSERS = 500;
    private static final int SYMBOLS = 50;
    private static final long SEED = 20_240_607;
    private static final long MINUTE = 60_000;
    private static final long START_MILLIS = 120_000;
    /** Lingers, pools of threads and kept-alive connections all end within it. */
    private static final long REST_MILLIS = 90_000;
    private static final long SETTLE_MILLIS = 60_000;
    /**
     * The candles of an hour are kept, so they grow all the while: a place in a ring is there already, what stands in it is not.
     */
    private static final long BYTES_PER_CANDLE = 72;
    /** Small tapes are full when the first weighing comes; a short silence and a short linger make more happen. */
    private static final Map<String, String> SETTINGS = Map.of("STOCKCHART_TAPE_SIZE", "1024", "FINNHUB_SILENCE_SECONDS", "10",
            "STOCKCHART_LINGER_SECONDS", "5");

    private final EventLoop loop;
    private final Upstream upstream;
    private final ServerProcess server;
    private final SentTrades sent = new SentTrades(SYMBOLS);
    private final BrowserCounters counters = new BrowserCounters(new Window());
    private final Visitors visitors;
    private final FaultyTrader trader;

    private Soak(EventLoop loop, Upstream upstream, ServerProcess server) {
        this.loop = loop;
        this.upstream = upstream;
        this.server = server;
        Target target = ServerKind.STOCK_CHART.target(server.port(), false);
        visitors = new Visitors(new Browser.Deps(loop, target, sent, counters), BROWSERS, SYMBOLS, new Random(SEED));
        trader = new FaultyTrader(upstream, sent, new Random(SEED));
    }

    public static void main(String[] arguments) throws IOException {
        Options options = Options.read();
        int minutes = Integer.parseInt(System.getProperty("soak.minutes", "30"));
        boolean held;
        try (EventLoop loop = new EventLoop()) {
            Upstream upstream = new Upstream(loop);
            try (ServerProcess server = ServerProcess.start(ServerKind.STOCK_CHART, options, upstream.port(), SETTINGS)) {
                held = new Soak(loop, upstream, server).run(minutes);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private boolean run(int minutes) throws IOException {
        Thread ready = new Thread(server::awaitReady);
        ready.start();
        loop.runUntil(() -> !ready.isAlive() && upstream.isConnected(), START_MILLIS, trader);
        long warmUp = Math.max(MINUTE, minutes * MINUTE / 6);
        say("warming up for " + warmUp / MINUTE + " min");
        int staleBefore = comeAndGo(warmUp);
        Weight before = weigh();
        say("after the warm-up: " + before);
        long rest = minutes * MINUTE - warmUp;
        int staleAfter = comeAndGo(rest);
        Weight after = weigh();
        say("at the end: " + after);
        say(trader.faults() + " faults of the feed, " + upstream.connections() + " connections to it, " + sent.total()
                + " trades; status " + server.get("/api/status"));
        return judge(before, after, BYTES_PER_CANDLE * SYMBOLS * Math.min(3_600, rest / 1_000), staleBefore + staleAfter);
    }

    /** Lets browsers come and go, then all who are left see the last price, then all leave. Returns how many did not see it. */
    private int comeAndGo(long millis) throws IOException {
        visitors.start();
        trader.setFaulty(true);
        for (long left = millis; left > 0; left -= MINUTE) {
            loop.runFor(Math.min(left, MINUTE), this::tick);
            say(counters.open + " browsers, " + sent.total() + " trades, " + trader.faults() + " faults");
        }
        trader.setFaulty(false);
        visitors.freeze();
        loop.runUntil(() -> upstream.isConnected() && counters.connecting == 0, SETTLE_MILLIS, this::tick);
        loop.runFor(MINUTE / 6, this::tick);
        loop.runUntil(() -> visitors.count(Soak::isBehind) == 0, SETTLE_MILLIS, visitors);
        int stale = visitors.count(Soak::isBehind);
        visitors.leave();
        return stale;
    }

    private static boolean isBehind(Browser browser) {
        return browser.isOpen() && browser.isStale();
    }

    private long tick(long now) throws IOException {
        return Math.min(trader.tick(now), visitors.tick(now));
    }

    /** What the server retains while no browser is connected. */
    private record Weight(ServerProcess.Memory memory, ServerProcess.Handles handles) {
        @Override
        public String toString() {
            return memory.heap() / 1_024 + " KB heap, " + memory.buffers() / 1_024 + " KB buffers, " + handles.threads()
                    + " threads, " + handles.files() + " open files";
        }
    }

    private Weight weigh() throws IOException {
        loop.runFor(REST_MILLIS, trader);
        server.memory();
        return new Weight(server.memory(), server.handles());
    }

    private boolean judge(Weight before, Weight after, long candles, int stale) {
        List<Finding> findings = new ArrayList<>(List.of(
                new Finding("live heap and buffers more than after the warm-up and the candles since",
                        (after.memory().live() - before.memory().live() - candles) / 1_048_576.0, " MB", 3, 1),
                new Finding("threads more", after.handles().threads() - before.handles().threads(), "", 4, 4),
                new Finding("open files more", after.handles().files() - before.handles().files(), "", 4, 4),
                new Finding("connections to the feed at once", upstream.mostOpen(), "", 1, 1),
                Finding.none("browsers not on the last price", stale),
                Finding.none("trades lost", counters.lost),
                Finding.none("trades doubled", counters.doubled),
                Finding.none("resumes incomplete", counters.incomplete),
                Finding.none("handshakes refused", counters.refused),
                Finding.none("strange frames", counters.strange)));
        findings.forEach(finding -> say(finding.toString()));
        return findings.stream().allMatch(Finding::holds);
    }

    private static void say(String text) {
        System.out.println("soak: " + text);
    }
}
