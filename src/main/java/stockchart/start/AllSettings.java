package stockchart.start;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import stockchart.access.AccessSettings;
import stockchart.browser.BrowserSettings;
import stockchart.browser.Browsers;
import stockchart.browser.DoorSettings;
import stockchart.catalog.CatalogSettings;
import stockchart.feed.FeedSettings;
import stockchart.rest.RestSettings;
import stockchart.settings.FastSendSwitch;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.MetricsSwitch;
import stockchart.settings.Settings;
import stockchart.simulator.SimulatorSettings;
import stockchart.subscription.SubscriptionSettings;

/**
 * Everything that can be configured, in one place: each package's own way of reading its settings. Whoever adds a setting adds
 * its reading here; a test compares the keys with the README's. Immutable; any thread.
 */
final class AllSettings {
    private static final List<Function<Settings, ?>> READINGS = List.of(
            settings -> FinnhubAccess.from(settings, AllSettings::notNeeded),
            AccessSettings::from,
            RestSettings::from,
            FeedSettings::from,
            SubscriptionSettings::from,
            BrowserSettings::from,
            DoorSettings::from,
            Browsers::stopTime,
            CatalogSettings::from,
            MetricsSwitch::isOn,
            FastSendSwitch::isOn,
            SimulatorSettings::from,
            ProcessEnd::isWanted);

    private AllSettings() {}

    /** What is wrong, at most one value of each reading; empty if the application may start. */
    static List<IllegalArgumentException> wrong(Settings settings) {
        List<IllegalArgumentException> wrong = new ArrayList<>();
        for (Function<Settings, ?> reading : READINGS) {
            try {
                reading.apply(settings);
            } catch (IllegalArgumentException found) {
                wrong.add(found);
            }
        }
        return wrong;
    }

    /** The names of all settings: those that are asked for while nothing is set. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        Settings nothing = new Settings(key -> {
            keys.add(key);
            return Optional.empty();
        });
        READINGS.forEach(reading -> reading.apply(nothing));
        return keys;
    }

    private static URI notNeeded() {
        throw new IllegalStateException("Nobody connects while settings are read");
    }
}
