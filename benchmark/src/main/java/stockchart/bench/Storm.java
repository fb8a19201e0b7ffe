package stockchart.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** All browsers drop at once and return within ten seconds, in random order, each resuming where it was. */
final class Storm implements EventLoop.Ticker {
    private static final long RETURN = TimeUnit.SECONDS.toNanos(10);
    private static final long PATIENCE_MILLIS = 60_000;
    /** Always the same order, so that runs can be compared. */
    private static final long SEED = 20_240_607;

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final Upstream upstream;
    private final BrowserCounters counters;
    private final Deque<Browser> away = new ArrayDeque<>();
    private long start;

    Storm(EventLoop loop, Fleet fleet, Trader trader, Upstream upstream, BrowserCounters counters) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.upstream = upstream;
        this.counters = counters;
    }

    /** Runs the storm and returns the findings. */
    List<Finding> run() throws IOException {
        int commands = upstream.commands();
        int connections = upstream.connections();
        List<Browser> order = new ArrayList<>(fleet.browsers());
        Collections.shuffle(order, new Random(SEED));
        for (Browser browser : order) {
            browser.drop();
        }
        away.addAll(order);
        start = System.nanoTime();
        loop.runUntil(() -> away.isEmpty() && fleet.count(Browser::hasJoined) == order.size(), PATIENCE_MILLIS, this);
        return List.of(new Finding("all resumed after the drop, which spreads them over 10 s, in", (System.nanoTime() - start) / 1e9, " s", 15, 11),
                Finding.none("not resumed", order.size() - fleet.count(Browser::hasJoined)),
                Finding.none("resumed incompletely", counters.incomplete),
                Finding.none("messages more upstream", upstream.commands() - commands),
                Finding.none("connections more upstream", upstream.connections() - connections));
    }

    @Override
    public long tick(long now) throws IOException {
        int total = fleet.browsers().size();
        while (!away.isEmpty() && now - start >= RETURN / total * (total - away.size())) {
            away.remove().connect(0);
        }
        return Math.min(trader.tick(now), away.isEmpty() ? Long.MAX_VALUE : now + RETURN / total);
    }
}
