package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Width;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class HistorySettingsTest {
    private static HistorySettings from(Map<String, String> texts) {
        return HistorySettings.from(new Settings(key -> Optional.ofNullable(texts.get(key))));
    }

    @Test
    void candlesAreKeptInAFileOfTheSourceByDefault() {
        HistorySettings settings = from(Map.of("STOCKCHART_DATA_DIR", "data"));
        assertTrue(settings.isOn());
        assertEquals("simulator_", settings.prefix());
        assertTrue(settings.database().apply(Clock.systemUTC()).toString().endsWith("/data/simulator/history"));
        assertEquals("finnhub_", from(Map.of("FINNHUB_TOKEN", "abc")).prefix());
        assertEquals(Map.of(Width.SECOND, 2, Width.MINUTE, 90, Width.HOUR, 1_830), settings.days());
        assertTrue(settings.keepsSeconds());
        assertFalse(from(Map.of("STOCKCHART_HISTORY_SECONDS_DAYS", "0")).keepsSeconds());
        assertFalse(from(Map.of("STOCKCHART_HISTORY", "none")).isOn());
    }

    @Test
    void databaseIsNamedByItsAddressOrByTheServer() {
        HistorySettings server = from(Map.of("STOCKCHART_DATABASE_URL", "jdbc:postgresql://db/charts?sslmode=require",
                "STOCKCHART_DATABASE_USER", "me", "STOCKCHART_DATABASE_PASSWORD", "s3cret"));
        assertEquals("jdbc:postgresql://db/charts", server.database().apply(Clock.systemUTC()).toString());
        assertFalse(server.toString().contains("s3cret"), server.toString());
        assertEquals("the data source java:/jdbc/history", from(Map.of("STOCKCHART_DATASOURCE", "java:/jdbc/history")).database()
                .apply(Clock.systemUTC()).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/charts", "jdbc:postgresql://me:s3cret@db/charts",
        "jdbc:postgresql://db/charts?password=s3cret", "jdbc:postgresql://db/charts?a=b&USER=s3cret"})
    void addressWithASecretIsRefusedAndNotRepeated(String url) {
        WrongSettingException wrong = assertThrows(WrongSettingException.class, () -> from(Map.of("STOCKCHART_DATABASE_URL", url)));
        assertTrue(wrong.getMessage().contains("STOCKCHART_DATABASE_URL"), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("s3cret"), wrong.getMessage());
    }

    @Test
    void addressAndDataSourceExcludeEachOther() {
        assertThrows(WrongSettingException.class, () -> from(Map.of("STOCKCHART_DATABASE_URL", "jdbc:postgresql://db/charts",
                "STOCKCHART_DATASOURCE", "java:/jdbc/history")));
    }
}
