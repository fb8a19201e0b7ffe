package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.rest.RestRig;
import stockchart.settings.Settings;

class ProvidersTest {
    @Test
    void configuredOnesComeInTheirOrder() {
        assertEquals(List.of("finnhub", "quote"), ids(Map.of("FINNHUB_TOKEN", "a-key")));
        assertEquals(List.of("quote", "finnhub"),
                ids(Map.of("FINNHUB_TOKEN", "a-key", "STOCKCHART_HISTORY_PROVIDERS", "quote,finnhub")));
        assertEquals(List.of(), ids(Map.of("FINNHUB_TOKEN", "a-key", "STOCKCHART_HISTORY_PROVIDERS", "none")));
    }

    @Test
    void everyNameIsOfOneProvider() {
        for (String name : ProviderSettings.KNOWN) {
            assertEquals(List.of(name), ids(Map.of("FINNHUB_TOKEN", "a-key", "STOCKCHART_HISTORY_PROVIDERS", name, "STOCKCHART_ALPACA_KEY", "a",
                    "STOCKCHART_ALPACA_SECRET", "b")));
        }
    }

    @Test
    void madeUpPricesComeFromTheSimulatorOnly() {
        assertEquals(List.of("simulator"), ids(Map.of()));
        for (String name : ProviderSettings.KNOWN) {
            assertEquals(List.of("simulator"), ids(Map.of("STOCKCHART_HISTORY_PROVIDERS", name,
                    "STOCKCHART_ALPACA_KEY", "a", "STOCKCHART_ALPACA_SECRET", "b")));
        }
        assertEquals(List.of(), ids(Map.of("STOCKCHART_HISTORY_PROVIDERS", "none")));
    }

    private static List<String> ids(Map<String, String> values) {
        Settings settings = new Settings(key -> Optional.ofNullable(values.get(key)));
        return Providers.from(settings, RestRig.answeredBy(path -> Optional.empty(), 60, System::nanoTime), Clock.systemUTC(),
                System::nanoTime).stream().map(HistoryProvider::id).toList();
    }
}
