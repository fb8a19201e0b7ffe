package stockchart.start;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import stockchart.settings.Settings;
import stockchart.settings.WrongSettingException;

/**
 * Refuses the deployment when a setting is wrong, and says which. An extension, because every server hears it out before it
 * makes the first bean: no connection is opened, no thread started, nothing half done.
 */
public class StartupCheck implements Extension {
    private static final Logger LOG = System.getLogger(StartupCheck.class.getName());

    /** Called once, on the thread that deploys. */
    public void check(@Observes AfterDeploymentValidation deployment) {
        Settings settings = Settings.ofServer();
        List<IllegalArgumentException> wrong = AllSettings.wrong(settings);
        if (wrong.isEmpty()) {
            new Misspelt(AllSettings.keys()).sentences(ConfigProvider.getConfig().getPropertyNames())
                    .forEach(sentence -> LOG.log(Level.WARNING, sentence));
        } else {
            wrong.forEach(deployment::addDeploymentProblem);
            say(wrong);
            if (isEndWanted(settings)) {
                ProcessEnd.after(Thread.currentThread(), () -> say(wrong));
            }
        }
    }

    private static boolean isEndWanted(Settings settings) {
        try {
            return ProcessEnd.isWanted(settings);
        } catch (WrongSettingException alsoWrong) {
            return false;
        }
    }

    private static void say(List<IllegalArgumentException> wrong) {
        wrong.forEach(one -> LOG.log(Level.ERROR, "stock-chart does not start: {0}", one.getMessage()));
    }
}
