package stockchart.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Each browser drops every fifteen seconds, without a close frame, and returns after two, resuming where it was, as readers on a
 * train do. The latency of a trade that came meanwhile is counted from when it was sent until the browser has it.
 */
final class Jitter implements EventLoop.Ticker {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(15);
    private static final long AWAY = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_MILLIS = 60_000;
    private static final double MILLI = 1_000;
    /** Always the same order, so that runs can be compared. */
    private static final long SEED = 20_241_202;

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final BrowserCounters counters;
    private final Window window;
    private final List<Browser> order = new ArrayList<>();
    private final Deque<Absent> away = new ArrayDeque<>();
    private long due;
    private int next;
    private long drops;
    private boolean isOver;

    /** @param until when it returns, on the monotonic clock */
    private record Absent(Browser browser, long until) {}

    Jitter(EventLoop loop, Fleet fleet, Trader trader, BrowserCounters counters, Window window) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.counters = counters;
        this.window = window;
    }

    @Override
    public long tick(long now) throws IOException {
        if (order.isEmpty()) {
            order.addAll(fleet.browsers());
            Collections.shuffle(order, new Random(SEED));
            counters.countsResumes = true;
            due = now;
        }
        while (!away.isEmpty() && now - away.peek().until() >= 0) {
            away.remove().browser().connect(0);
        }
        for (; !isOver && now - due >= 0; due += EVERY / order.size()) {
            Browser browser = order.get(next++ % order.size());
            if (browser.hasJoined()) {
                browser.drop();
                drops++;
                away.add(new Absent(browser, now + AWAY));
            }
        }
        long returns = away.isEmpty() ? Long.MAX_VALUE : away.peek().until();
        return Math.min(trader.tick(now), Math.min(returns, isOver ? Long.MAX_VALUE : due));
    }

    /** Has all return, and says how it was. */
    List<Finding> findings() throws IOException {
        isOver = true;
        boolean areAllBack = loop.runUntil(() -> away.isEmpty() && fleet.count(Browser::hasJoined) == order.size(), PATIENCE_MILLIS,
                this);
        return List.of(
                new Finding("p99 of every trade, those included that came while a browser was away",
                        window.latency().quantile(0.99) / MILLI, " ms", 4_600, 2_500),
                new Finding("drops", drops, "", Double.MAX_VALUE, Double.MAX_VALUE),
                Finding.none("not resumed", areAllBack ? 0 : order.size() - fleet.count(Browser::hasJoined)),
                Finding.none("resumed incompletely", counters.incomplete));
    }
}
