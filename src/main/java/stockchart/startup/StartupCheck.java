package stockchart.startup;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;
import stockchart.text.VisibleText;

/**
 * Refuses the deployment if a setting is wrong, and logs which. An extension, because every server calls it before it creates the
 * first bean: no connection is opened, no thread started.
 */
public class StartupCheck implements Extension {
    private static final Logger LOG = System.getLogger(StartupCheck.class.getName());

    /** Called once, on the thread that deploys. */
    public void check(@Observes AfterDeploymentValidation deployment) {
        Settings settings = Settings.ofServer();
        List<IllegalArgumentException> wrong = AllSettings.wrong(settings);
        List<String> warnings = new ArrayList<>(new UnknownSettings(AllSettings.keys(), key -> isSet(settings, key))
                .sentences(ConfigProvider.getConfig().getPropertyNames()));
        if (wrong.isEmpty()) {
            warnings.addAll(AllSettings.doubtful(settings));
            log(warnings, wrong);
        } else {
            wrong.forEach(deployment::addDeploymentProblem);
            log(warnings, wrong);
            if (isEndWanted(settings)) {
                ExitOnBadConfig.after(Thread.currentThread(), () -> log(warnings, wrong));
            }
        }
    }

    /** A value in quotes counts as set too. */
    private static boolean isSet(Settings settings, String key) {
        try {
            return settings.text(key).isPresent();
        } catch (WrongSettingException wrong) {
            return true;
        }
    }

    private static boolean isEndWanted(Settings settings) {
        try {
            return ExitOnBadConfig.isWanted(settings);
        } catch (WrongSettingException alsoWrong) {
            return false;
        }
    }

    private static void log(List<String> warnings, List<IllegalArgumentException> wrong) {
        warnings.forEach(sentence -> LOG.log(Level.WARNING, "{0}", VisibleText.of(sentence)));
        wrong.forEach(one -> LOG.log(Level.ERROR, "stock-chart does not start: {0}", one.getMessage()));
    }

    /**
     * Ends the server's process if its only application cannot start. Payara Micro has no such option: it would continue without an
     * application, and a supervisor would take the process for healthy.
     */
    static final class ExitOnBadConfig {
        private static final int STATUS = 1;
        /** Far longer than a server takes to report a refused deployment; a bound for a thread that never ends. */
        private static final Duration REPORT = Duration.ofSeconds(10);

        private ExitOnBadConfig() {}

        /** Whether the server runs this application only. */
        static boolean isWanted(Settings settings) {
            return settings.flag("STOCKCHART_EXIT_IF_WRONG", false);
        }

        /**
         * Ends the process once the server has reported the failure. Payara Micro deploys on its main thread, which ends then. Not
         * on that thread itself: the server's own shutdown would wait for it.
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
}
