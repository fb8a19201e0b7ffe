package stockchart.startup;

import java.time.Duration;
import stockchart.settings.Settings;

/**
 * Ends the server's process if its only application cannot start. Payara Micro has no such option: it would continue without an
 * application, and a supervisor would take the process for healthy.
 */
final class ExitOnBadConfig {
    private static final int STATUS = 1;
    /** Far longer than a server takes to report a refused deployment; a bound for a thread that never ends. */
    private static final Duration REPORT = Duration.ofSeconds(10);

    private ExitOnBadConfig() {}

    /** Whether the server runs this application only. */
    static boolean isWanted(Settings settings) {
        return settings.flag("STOCKCHART_EXIT_IF_WRONG", false);
    }

    /**
     * Ends the process once the server has reported the failure. Payara Micro deploys on its main thread, which ends then. Not on
     * that thread itself: the server's own shutdown would wait for it.
     *
     * @param lastWord runs just before; it must have run once before, because an application that was refused can load no more
     *     classes
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
