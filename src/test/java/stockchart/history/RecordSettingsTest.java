package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class RecordSettingsTest {
    @Test
    void symbolsWatchedLastAreRecordedUnlessNoHistoryIsKept() {
        assertTrue(from(Map.of()).isRecent());
        assertFalse(from(Map.of("STOCKCHART_HISTORY", "none")).isRecent());
        assertTrue(from(Map.of("STOCKCHART_HISTORY", "none", "STOCKCHART_RECORD", "recent")).isRecent());
        assertFalse(from(Map.of("STOCKCHART_RECORD", "none")).isRecent());
        assertEquals(List.of(), from(Map.of("STOCKCHART_RECORD", "none")).listed());
    }

    @Test
    void listKeepsItsOrderAndEachSymbolOnce() {
        RecordSettings list = from(Map.of("STOCKCHART_RECORD", "MSFT, AAPL,IC MARKETS:1,MSFT", "STOCKCHART_HISTORY", "none"));
        assertFalse(list.isRecent());
        assertEquals(List.of(new Symbol("MSFT"), new Symbol("AAPL"), new Symbol("IC MARKETS:1")), list.listed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Recent", "NONE", "AAPL,none", "recent,AAPL", ",", "AA\"PL", "A\\B"})
    void whatIsNoListOfSymbolsIsRefused(String text) {
        assertThrows(WrongSettingException.class, () -> from(Map.of("STOCKCHART_RECORD", text)));
    }

    @Test
    void moreSymbolsThanSlotsThatCanBeUsedAreDoubtful() {
        assertEquals(Optional.empty(), doubt("A,B,C,D", "5"));
        assertEquals(Optional.of("STOCKCHART_RECORD names 5 symbols, but of FINNHUB_SYMBOL_LIMIT slots no more than 4 are used without"
                + " viewers: those of the first ones"), doubt("A,B,C,D,E", "5"));
        assertEquals(Optional.empty(), doubt("recent", "5"));
    }

    private static Optional<String> doubt(String list, String slots) {
        return RecordSettings.doubt(settings(Map.of("STOCKCHART_RECORD", list, "FINNHUB_SYMBOL_LIMIT", slots)));
    }

    private static RecordSettings from(Map<String, String> values) {
        return RecordSettings.from(settings(values));
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
