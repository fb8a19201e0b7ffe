package stockchart.startup;

import java.time.Duration;
import stockchart.settings.Settings;

/**
 * Ends the server's process because its only application cannot start. Payara Micro has no such option: it would go on with
 * nothing to serve, and whoever watches the process would take it for healthy.
 */
final class ExitOnBadConfig {
    private static final int STATUS = 1;
    /** Far longer than a refused deployment takes to be reported; without an end, for a thread that never ends. */
    private static final Duration REPORT = Duration.ofSeconds(10);

    private ExitOnBadConfig() {}

    /** Whether the server is there for this application alone. */
    static boolean isWanted(Settings settings) {
        return settings.flag("STOCKCHART_EXIT_IF_WRONG", false);
    }

    /**
     * Ends the process once the server has told all it has to tell of the failure. Payara Micro deploys on its main thread, which
     * is over then. Not on that thread itself: the server's own end would wait for it.
     *
     * @param lastWord said just before; was said once before, because an application that was refused can load no more classes
     */
    static void after(Thread deploying, Runnable lastWord) {
        Runtime process = Runtime.getRuntime();
        Thread ending = new Thread(() -> {
            await(deploying);
            lastWord.run();
            process.exit(STATUS);
        }, "stock-chart-process-end");
        ending.setDaemon(true);
        ending.start();
    }

    private static void await(Thread deploying) {
        try {
            deploying.join(REPORT.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
