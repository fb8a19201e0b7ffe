package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class ProviderSettingsTest {
    @Test
    void onlyFinnhubIsAskedUnlessOthersAreNamed() {
        assertEquals(List.of("finnhub", "quote"), names(Map.of()));
        assertEquals(List.of("quote", "finnhub"), names(Map.of("STOCKCHART_HISTORY_PROVIDERS", " quote , finnhub,")));
        assertEquals(List.of(), names(Map.of("STOCKCHART_HISTORY_PROVIDERS", "none")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"yahoo | yahoo | some of finnhub", "Finnhub | Finnhub | some of finnhub",
        "quote,finnhub,quote | quote | named once only", "quote,none | none | left out beside others",
        "none,quote | quote | left out beside none"})
    void wrongNamesAreRefused(String value, String wrong, String why) {
        String refusal = assertThrows(WrongSettingException.class, () -> names(Map.of("STOCKCHART_HISTORY_PROVIDERS", value))).getMessage();
        String start = "STOCKCHART_HISTORY_PROVIDERS is \"" + wrong + "\" but must be " + why;
        assertEquals(start, refusal.substring(0, Math.min(refusal.length(), start.length())));
    }

    @Test
    void addressesAreTheMakersUnlessOthersAreSet() {
        assertEquals(Map.of("binance", URI.create("https://data-api.binance.vision"), "coinbase",
                URI.create("https://api.exchange.coinbase.com"), "kraken", URI.create("https://api.kraken.com"), "alpaca",
                URI.create("https://data.alpaca.markets"), "ecb", URI.create("https://api.frankfurter.dev")),
                settings(Map.of()).addresses());
        assertEquals(URI.create("http://localhost:8080"),
                settings(Map.of("STOCKCHART_BINANCE_URL", "http://localhost:8080")).addresses().get("binance"));
        assertThrows(WrongSettingException.class, () -> settings(Map.of("STOCKCHART_BINANCE_URL", "http://example.org")));
    }

    @Test
    void alpacaNeedsItsKeyAndItsSecret() {
        Map<String, String> both = Map.of("STOCKCHART_HISTORY_PROVIDERS", "alpaca", "STOCKCHART_ALPACA_KEY", "a-key",
                "STOCKCHART_ALPACA_SECRET", "a-secret");
        assertEquals(Optional.of(new AlpacaCandles.AlpacaKey("a-key", "a-secret")), settings(both).alpaca());
        assertFalse(settings(both).toString().contains("a-secret"), "shown");
        for (Map<String, String> one : List.of(Map.of("STOCKCHART_HISTORY_PROVIDERS", "alpaca"),
                Map.of("STOCKCHART_HISTORY_PROVIDERS", "alpaca", "STOCKCHART_ALPACA_KEY", "a-key"),
                Map.of("STOCKCHART_HISTORY_PROVIDERS", "alpaca", "STOCKCHART_ALPACA_SECRET", "a-secret"))) {
            assertEquals("STOCKCHART_HISTORY_PROVIDERS is \"alpaca\" but must be left out, or STOCKCHART_ALPACA_KEY and"
                    + " STOCKCHART_ALPACA_SECRET must be set", assertThrows(WrongSettingException.class, () -> settings(one)).getMessage());
        }
        assertFalse(assertThrows(WrongSettingException.class, () -> settings(Map.of("STOCKCHART_ALPACA_SECRET", "my secret")))
                .getMessage().contains("my secret"), "shown");
    }

    private static List<String> names(Map<String, String> values) {
        return settings(values).names();
    }

    private static ProviderSettings settings(Map<String, String> values) {
        return ProviderSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
