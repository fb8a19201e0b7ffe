package stockchart.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A hundred times a second a random browser unsubscribes its symbol and subscribes another one: first among as many symbols as
 * there are slots, then among twenty times as many, so that most wait in line. Compares the two on the same server.
 */
final class Churn implements EventLoop.Ticker {
    /** How many symbols there are in the second part. */
    static final int SYMBOLS = 1_000;
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(10);
    /** While the browsers spread over all symbols, a change every 2 ms. */
    private static final long BETWEEN_AT_FIRST = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long ANSWER_MILLIS = 5_000;
    /** Always the same changes, so that runs can be compared. */
    private static final long SEED = 20_240_607;

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final Upstream upstream;
    private final ServerProcess server;
    private final BrowserCounters counters;
    private final Random random = new Random(SEED);
    /** Browsers that are still to leave the first symbols. */
    private final Deque<Browser> toSpread = new ArrayDeque<>();
    /** How many symbols are chosen from. */
    private int symbols = Workload.SYMBOLS;
    /** When the next change is due, 0 before the first tick. */
    private long due;
    private int changes;

    Churn(EventLoop loop, Fleet fleet, Trader trader, Upstream upstream, ServerProcess server, BrowserCounters counters) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.upstream = upstream;
        this.server = server;
        this.counters = counters;
    }

    /**
     * Called when the first part has been measured: runs the second part and returns its result.
     *
     * @param cpuBefore processor time of the server in the measured seconds of the first part, in microseconds
     */
    List<Finding> run(int warmUp, int seconds, long cpuBefore) throws IOException {
        int slots = symbols;
        int needless = upstream.commands() - slots;
        symbols = SYMBOLS;
        toSpread.addAll(fleet.browsers());
        loop.runUntil(toSpread::isEmpty, PATIENCE_MILLIS, this);
        loop.runFor(TimeUnit.SECONDS.toMillis(warmUp), this);
        int commandsBefore = upstream.commands();
        int changesBefore = changes;
        long start = server.cpuMicros();
        loop.runFor(TimeUnit.SECONDS.toMillis(seconds), this);
        long cpu = server.cpuMicros() - start;
        int commands = upstream.commands() - commandsBefore;
        int changed = changes - changesBefore;
        loop.runUntil(() -> fleet.count(Browser::hasJoined) == fleet.browsers().size(), ANSWER_MILLIS, trader);
        return List.of(new Finding("CPU with " + slots + " symbols", cpuBefore / 1e4 / seconds, " %", Double.MAX_VALUE, 0),
                new Finding("CPU with " + SYMBOLS + " symbols", cpu / 1e4 / seconds, " %", Double.MAX_VALUE, 0),
                new Finding("CPU with " + SYMBOLS + " symbols, times that with " + slots + ",",
                        (double) cpu / cpuBefore, " x", 1.3, 1),
                new Finding("subscriptions changed", (double) changed / seconds, " a second", Double.MAX_VALUE, 0),
                new Finding("messages upstream with " + SYMBOLS + " symbols", (double) commands / seconds, " a second", 2, 2),
                Finding.none("messages upstream with " + slots + " symbols, once each is subscribed", needless),
                new Finding("symbols upstream at once", upstream.mostSymbols(), "", slots, slots),
                new Finding("messages upstream beyond " + Upstream.COMMANDS_PER_SECOND + " a second, at most at once",
                        upstream.mostExcess(), "", slots, slots),
                Finding.none("subscriptions not answered", fleet.count(browser -> !browser.hasJoined())),
                Finding.none("commands answered with an error", counters.errors()),
                Finding.none("connections ended", counters.ended),
                Finding.none("connections more upstream", upstream.connections() - 1));
    }

    @Override
    public long tick(long now) throws IOException {
        due = due == 0 ? now : due;
        while (due - now <= 0) {
            due += toSpread.isEmpty() ? BETWEEN : BETWEEN_AT_FIRST;
            change(toSpread.isEmpty() ? fleet.browsers().get(random.nextInt(fleet.browsers().size())) : toSpread.remove());
        }
        return Math.min(trader.tick(now), due);
    }

    /** Gives a browser another symbol, unless its last change has not been answered yet. */
    private void change(Browser browser) {
        if (browser.isOpen() && browser.hasJoined()) {
            browser.change((browser.symbol() + 1 + random.nextInt(symbols - 1)) % symbols);
            changes++;
        }
    }
}
