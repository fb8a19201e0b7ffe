package stockchart.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import stockchart.testing.Lighthouse;
import stockchart.testing.ScriptedFeed;

/** A chart of a symbol with a hundred trades a second: its first price, its frames, and the memory it takes. */
final class LivePage {
    private static final String SYMBOL = "BENCH";
    private static final int TRADES_PER_SECOND = 100;
    private static final int VISITS = 10;
    private static final double FIRST_PRICE_MILLIS = 1_000;
    /** Sixty in a second, and what a clock in whole milliseconds adds. */
    private static final double FRAME_INTERVAL = 17;
    /** As long as the page takes to fill what it keeps of a symbol's latest trades. */
    private static final int FULL_SECONDS = 60;
    private static final double KILOBYTE = 1_024;
    private static final double GROWTH_KILOBYTES = 1_024;
    private static final double MOST_POINTS_LOST = 5;

    /** Notes the time from the navigation to the frame that shows the first price. */
    private static final String SEE_FIRST_PRICE = "new MutationObserver((_, me) => {"
            + " if (!(Number(document.getElementById('chart')?.dataset.points) > 0)) return; me.disconnect();"
            + " requestAnimationFrame(() => { window.firstPrice = performance.now(); }); })"
            + ".observe(document, { childList: true, subtree: true, attributes: true });";
    private static final String FIRST_PRICE = "window.firstPrice ?? 0";
    /** Counts frames for some milliseconds. */
    private static final String FRAMES = "(time) => new Promise((done) => { const from = performance.now(); let frames = 0;"
            + " const next = (now) => { frames += 1; if (now - from < time) requestAnimationFrame(next);"
            + " else done((now - from) / frames); }; requestAnimationFrame(next); })";

    private LivePage() {}

    static void measure(OnPage rig, int seconds) {
        ScheduledExecutorService trader = Executors.newSingleThreadScheduledExecutor();
        try (Page page = rig.chromium().newPage()) {
            page.navigate(rig.address() + "?symbol=" + SYMBOL);
            rig.feed().awaitCommand("subscribe", SYMBOL);
            trader.scheduleAtFixedRate(() -> trade(rig.feed()), 0, 1_000 / TRADES_PER_SECOND, TimeUnit.MILLISECONDS);
            page.waitForCondition(() -> number(page, "Number(document.getElementById('chart').dataset.points)") > 0);
            System.out.printf(Locale.ROOT, "%nPage: %d trades a second on one symbol%n", TRADES_PER_SECOND);
            double[] waits = new double[VISITS];
            Arrays.setAll(waits, visit -> firstPrice(rig));
            System.out.println(new Finding("longest of " + VISITS + " first visits until the price is on the chart",
                    Arrays.stream(waits).max().orElseThrow(), " ms", FIRST_PRICE_MILLIS, FIRST_PRICE_MILLIS));
            frames(rig, page, seconds);
            memory(page, seconds);
        } finally {
            trader.shutdownNow();
        }
        audit(rig);
    }

    private static void trade(ScriptedFeed feed) {
        long now = System.currentTimeMillis();
        feed.trade(ScriptedFeed.row(SYMBOL, 100 + (now % 1_000) / 100.0, now, 1));
    }

    /** Of a reader who has nothing of the page yet. */
    private static double firstPrice(OnPage rig) {
        try (BrowserContext reader = rig.chromium().newContext(); Page page = reader.newPage()) {
            page.addInitScript(SEE_FIRST_PRICE);
            page.navigate(rig.address() + "?symbol=" + SYMBOL);
            page.waitForCondition(() -> number(page, FIRST_PRICE) > 0);
            return number(page, FIRST_PRICE);
        }
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static void frames(OnPage rig, Page page, int seconds) {
        double[] interval = new double[1];
        page.bringToFront();
        MainThread tasks = rig.mainThread(page, "live",
                () -> interval[0] = ((Number) page.evaluate(FRAMES, seconds * 1_000)).doubleValue());
        System.out.println(new Finding("time between two frames", interval[0], " ms", FRAME_INTERVAL, FRAME_INTERVAL));
        System.out.println(tasks.finding("while trades come"));
    }

    /** When all that is kept of the latest trades is full, only candles grow, by the minute. */
    private static void memory(Page page, int seconds) {
        page.waitForTimeout(FULL_SECONDS * 1_000);
        double before = heap(page);
        int watched = 6 * seconds;
        page.waitForTimeout(watched * 1_000);
        double after = heap(page);
        System.out.printf(Locale.ROOT, "heap after a collection %.0f KB%n", after);
        System.out.println(new Finding("its growth in " + watched + " s", after - before, " KB", GROWTH_KILOBYTES, GROWTH_KILOBYTES));
    }

    private static void audit(OnPage rig) {
        rig.feed().trade(ScriptedFeed.row(SYMBOL, 100, System.currentTimeMillis(), 1));
        Lighthouse.Score score = Lighthouse.audit(rig.address() + "?symbol=" + SYMBOL, "performance").get("performance");
        System.out.println(new Finding("points that Lighthouse takes off for performance on a phone", 100 - score.score(), "",
                MOST_POINTS_LOST, 0) + " " + score.lost());
    }

    private static double heap(Page page) {
        CDPSession tools = page.context().newCDPSession(page);
        tools.send("HeapProfiler.collectGarbage");
        JsonObject usage = tools.send("Runtime.getHeapUsage");
        tools.detach();
        return usage.get("usedSize").getAsDouble() / KILOBYTE;
    }
}
