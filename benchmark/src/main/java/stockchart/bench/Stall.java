package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A quarter of the browsers stop reading; the others are measured once more, on the same server.
 *
 * <p>On the loopback interface the system's buffers hold megabytes, which live trades would not fill in an hour. So a few of
 * the stalled keep requesting all that is known, within the rate allowed, until they have to be closed.
 */
final class Stall implements EventLoop.Ticker {
    /** Every fourth browser. */
    static final int EVERY = 4;
    private static final int ASKING = 10;
    /** Eight questions a second; ten are allowed. */
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(125);
    /** Time to fill the buffers, the server's deadline for a send of 15 s, and its sweep. */
    private static final long DEADLINE_MILLIS = 60_000;
    private static final long CLOSE_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 500;
    private static final Pattern BROWSERS = Pattern.compile("\"browsers\":(\\d+)");
    private static final int TRY_AGAIN_LATER = 1013;

    private final EventLoop loop;
    private final Fleet fleet;
    private final Trader trader;
    private final Window window;
    private final ServerProcess server;
    private final List<Browser> stalled = new ArrayList<>();
    private long due;

    Stall(EventLoop loop, Fleet fleet, Trader trader, Window window, ServerProcess server) {
        this.loop = loop;
        this.fleet = fleet;
        this.trader = trader;
        this.window = window;
        this.server = server;
    }

    /** Stalls, measures the others, then lets the stalled ones read the server's close frame; returns the findings. */
    List<Finding> run(int seconds) throws IOException {
        ServerProcess.Memory before = server.memory();
        for (int i = 0; i < fleet.browsers().size(); i += EVERY) {
            stalled.add(fleet.browsers().get(i));
            fleet.browsers().get(i).stall();
        }
        due = System.nanoTime();
        // The collection has held up everything; what it left behind is not to be measured.
        loop.runFor(CLOSE_MILLIS / 2, trader);
        Histogram calm = window.swap(new Histogram());
        window.open();
        loop.runFor(TimeUnit.SECONDS.toMillis(seconds), this);
        window.close();
        Histogram disturbed = window.swap(calm);
        ServerProcess.Memory during = server.memory();
        // The server's deadline passes while the stalled browsers do not read. They read its close frame soon after.
        CompletableFuture<Void> overdue = CompletableFuture.runAsync(() -> awaitBrowsers(fleet.browsers().size() - ASKING));
        loop.runUntil(overdue::isDone, DEADLINE_MILLIS, this);
        stalled.forEach(Browser::readOn);
        loop.runUntil(() -> asking().noneMatch(Browser::isOpen), CLOSE_MILLIS, trader);
        double stalledKilo = 1_024.0 * stalled.size();
        return List.of(new Finding("p99 of the others with " + stalled.size() + " browsers stalled, times that before,",
                        (double) disturbed.quantile(0.99) / calm.quantile(0.99), " x", 1.3, 1.1),
                new Finding("live heap and buffers more for each stalled browser", (during.live() - before.live()) / stalledKilo,
                        " KB", 64, 64),
                Finding.none("overdue browsers not closed with " + TRY_AGAIN_LATER,
                        asking().filter(browser -> browser.isOpen() || browser.closeCode() != TRY_AGAIN_LATER).count()));
    }

    /** Waits until the server counts no more browsers than so many. Called on a thread of its own. */
    private void awaitBrowsers(int most) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
        try {
            while (browsers() > most && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private int browsers() {
        Matcher count = BROWSERS.matcher(String.valueOf(server.get("/api/status")));
        return count.find() ? Integer.parseInt(count.group(1)) : Integer.MAX_VALUE;
    }

    private Stream<Browser> asking() {
        return stalled.stream().limit(ASKING);
    }

    @Override
    public long tick(long now) throws IOException {
        if (now - due >= 0) {
            asking().filter(Browser::isOpen).forEach(Browser::askAgain);
            due += BETWEEN;
        }
        return Math.min(trader.tick(now), due);
    }
}
