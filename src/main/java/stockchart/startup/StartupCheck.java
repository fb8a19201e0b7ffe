package stockchart.startup;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;
import stockchart.text.VisibleText;

/**
 * Refuses the deployment if a setting is wrong, and says which. An extension, because every server calls it before it creates the
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
            say(warnings, wrong);
        } else {
            wrong.forEach(deployment::addDeploymentProblem);
            say(warnings, wrong);
            if (isEndWanted(settings)) {
                ExitOnBadConfig.after(Thread.currentThread(), () -> say(warnings, wrong));
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

    private static void say(List<String> warnings, List<IllegalArgumentException> wrong) {
        warnings.forEach(sentence -> LOG.log(Level.WARNING, "{0}", VisibleText.of(sentence)));
        wrong.forEach(one -> LOG.log(Level.ERROR, "stock-chart does not start: {0}", one.getMessage()));
    }
}
