package stockchart.startup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import stockchart.access.AccessSettings;
import stockchart.catalog.CatalogSettings;
import stockchart.client.Clients;
import stockchart.client.admission.AdmissionSettings;
import stockchart.client.session.ClientSettings;
import stockchart.cluster.ClusterSettings;
import stockchart.feed.FeedSettings;
import stockchart.firstvisit.StartSettings;
import stockchart.history.HistorySettings;
import stockchart.history.RecordSettings;
import stockchart.history.providers.ProviderSettings;
import stockchart.hub.SubscriptionSettings;
import stockchart.rest.RestClient;
import stockchart.settings.FastSendSetting;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.simulator.SimulatorSettings;
import stockchart.startup.StartupCheck.ExitOnBadConfig;

/**
 * Every setting in one place: each package's own way of reading its settings. A new setting is added here; a test compares the keys
 * with the documentation. Immutable; any thread.
 */
final class AllSettings {
    private static final List<Function<Settings, ?>> READINGS = List.of(
            FinnhubAccess::from,
            AccessSettings::from,
            RestClient::requestsPerMinute,
            FeedSettings::from,
            SubscriptionSettings::from,
            ClientSettings::from,
            AdmissionSettings::from,
            Clients::stopTime,
            CatalogSettings::from,
            HistorySettings::from,
            ProviderSettings::from,
            RecordSettings::from,
            StartSettings::from,
            ClusterSettings::from,
            Clients::isMetered,
            FastSendSetting::isOn,
            SimulatorSettings::from,
            ExitOnBadConfig::isWanted);

    private AllSettings() {}

    /** Everything that is wrong, each value once; empty if the application may start. */
    static List<IllegalArgumentException> wrong(Settings settings) {
        Map<String, IllegalArgumentException> wrong = new LinkedHashMap<>();
        Settings collecting = settings.refusing(value -> wrong.putIfAbsent(value.getMessage(), value));
        for (Function<Settings, ?> reading : READINGS) {
            try {
                reading.apply(collecting);
            } catch (IllegalArgumentException found) {
                wrong.putIfAbsent(found.getMessage(), found);
            }
        }
        return List.copyOf(wrong.values());
    }

    /** Values that are allowed but hardly intended, a sentence each. Only if none is wrong. */
    static List<String> doubtful(Settings settings) {
        int perClient = ClientSettings.from(settings).symbols();
        int slots = SubscriptionSettings.from(settings).slots();
        boolean isMeant = settings.text("STOCKCHART_SYMBOLS_PER_CLIENT").isPresent();
        List<String> doubts = new ArrayList<>(RecordSettings.doubt(settings).stream().toList());
        if (perClient > slots && isMeant) {
            doubts.add("STOCKCHART_SYMBOLS_PER_CLIENT is " + perClient
                    + ", but the feed carries no more than FINNHUB_SYMBOL_LIMIT symbols, which is " + slots
                    + ": one client can take them all, and has the rest wait in line");
        }
        return doubts;
    }

    /** The names of all settings, found by reading them all while nothing is set. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        Settings nothing = new Settings(key -> {
            keys.add(key);
            return Optional.empty();
        });
        READINGS.forEach(reading -> reading.apply(nothing));
        return keys;
    }
}
