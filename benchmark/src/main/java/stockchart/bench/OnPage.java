package stockchart.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import stockchart.testing.Chromium;
import stockchart.testing.ScriptedFeed;

/**
 * The workload of one reader: how soon the page in Chromium answers keys, shows a first price and new ones, and what it keeps of
 * them. The WAR on the first processor serves the page; the browser has both. To be run last: this process has both from then on.
 *
 * @param address of the page
 * @param work where traces are kept
 */
record OnPage(Browser chromium, ScriptedFeed feed, String address, Path work) {
    /** Its name among the workloads. */
    static final String NAME = "page";
    /** A task longer than this costs a frame, in milliseconds. */
    static final double FRAME_MILLIS = 16;

    static void run(Options options) throws IOException {
        useBothProcessors();
        try (ScriptedFeed feed = new ScriptedFeed()) {
            feed.lists().answer("/stock/symbol", Listings.json(SearchBox.SYMBOLS));
            try (ServerProcess server = ServerProcess.start(ServerKind.STOCK_CHART, options, 0, feed.settings());
                    Playwright driver = Chromium.driver();
                    Browser chromium = Chromium.launch(driver)) {
                server.awaitReady();
                OnPage rig = new OnPage(chromium, feed, "http://localhost:" + server.port() + "/", options.work());
                SearchBox.measure(rig);
                LivePage.measure(rig, options.seconds());
            }
        }
    }

    /** The page's main thread during an action; the trace is kept under this name. */
    MainThread mainThread(Page page, String name, Runnable action) {
        return MainThread.during(chromium, page, work.resolve("page-" + name + ".json"), action);
    }

    /** What of a number of measurements in order lies below this share. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** The benchmark was started on one processor; a reader's browser has several. */
    private static void useBothProcessors() throws IOException {
        Process taskset = new ProcessBuilder("taskset", "-acp", "0,1", Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            taskset.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
