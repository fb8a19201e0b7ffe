package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A quarter of the browsers stop reading; the others are measured once more, on the same server. */
final class Stall {
    private static final int EVERY = 4;
    /** Answers that hold a thousand trades each, 45 KB: more than the system's buffers take. Fewer than the burst allowed. */
    private static final int QUESTIONS = 90;
    /** The server's deadline for a send, 15 s, and time for its sweep and for the goodbyes to arrive. */
    private static final long GOODBYE_MILLIS = 30_000;
    private static final int TRY_AGAIN_LATER = 1013;

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final Window window;
    private final ServerProcess server;

    Stall(EventLoop loop, Fleet fleet, Trader trader, Window window, ServerProcess server) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.window = window;
        this.server = server;
    }

    /** Stalls, measures the others, then lets the stalled ones read the server's goodbye; says how it went. */
    List<String> run(int seconds) throws IOException {
        List<Browser> stalled = new ArrayList<>();
        ServerProcess.Memory before = server.memory();
        for (int i = 0; i < fleet.browsers().size(); i += EVERY) {
            stalled.add(fleet.browsers().get(i));
            stalled.get(stalled.size() - 1).stall(QUESTIONS);
        }
        Histogram calm = window.swap(new Histogram());
        window.open();
        loop.runFor(TimeUnit.SECONDS.toMillis(Math.min(seconds, 10)), trader);
        window.close();
        Histogram disturbed = window.swap(calm);
        ServerProcess.Memory during = server.memory();
        // The server's deadline passes while nobody reads; only then is its goodbye read.
        loop.runFor(GOODBYE_MILLIS, trader);
        stalled.forEach(Browser::readOn);
        loop.runUntil(() -> stalled.stream().noneMatch(Browser::isOpen), GOODBYE_MILLIS, trader);
        return List.of(String.format(Locale.ROOT, "p99 of the others %.1f ms with %d browsers stalled, %.2f x of before",
                        disturbed.quantile(0.99) / 1e3, stalled.size(),
                        (double) disturbed.quantile(0.99) / calm.quantile(0.99)),
                String.format(Locale.ROOT, "%.1f KB of heap and %.1f KB resident more for each stalled browser",
                        (during.heap() - before.heap()) / 1024.0 / stalled.size(),
                        (during.resident() - before.resident()) / 1024.0 / stalled.size()),
                stalled.stream().filter(browser -> browser.closeCode() == TRY_AGAIN_LATER).count() + " of " + stalled.size()
                        + " stalled browsers were told " + TRY_AGAIN_LATER + ", "
                        + stalled.stream().filter(browser -> !browser.isOpen()).count() + " were closed");
    }
}
