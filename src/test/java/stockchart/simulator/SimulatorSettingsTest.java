package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class SimulatorSettingsTest {
    @Test
    void withoutSettingsItIsAFreeKey() {
        SimulatorSettings settings = from(Map.of());
        assertEquals(50, settings.symbolLimit());
        assertEquals(symbols("LOW", "OVV", "VOD"), settings.mute());
        assertFalse(settings.isMarketClosed());
    }

    @Test
    void everythingCanBeSet() {
        SimulatorSettings settings = from(Map.of("STOCKCHART_SIMULATOR_LIMIT", "3", "STOCKCHART_SIMULATOR_CLOSED", "true",
                "STOCKCHART_SIMULATOR_MUTE", "AAPL, OANDA:EUR_USD", "STOCKCHART_SIMULATOR_SEED", "7"));
        assertEquals(new SimulatorSettings(Optional.of(7), 3, symbols("AAPL", "OANDA:EUR_USD"), true), settings);
    }

    @Test
    void configuredSeedWins() {
        assertEquals(Optional.of(42), from(Map.of("STOCKCHART_SIMULATOR_SEED", "42")).seeded(() -> 7).seed());
        assertEquals(Optional.of(7), from(Map.of()).seeded(() -> 7).seed());
    }

    @Test
    void noneIsMuteIfConfiguredSo() {
        assertEquals(Set.of(), mute("none"));
    }

    @Test
    void untradedSymbolCannotBeMute() {
        for (String wrong : new String[] {"APPL", "AAPL,none", ",", "a\"b"}) {
            String said = assertThrows(WrongSettingException.class, () -> mute(wrong)).getMessage();
            assertTrue(said.contains(" but must be symbols that the simulator trades, separated by commas, or none"), said);
        }
    }

    private static Set<Symbol> mute(String value) {
        return from(Map.of("STOCKCHART_SIMULATOR_MUTE", value)).mute();
    }

    private static SimulatorSettings from(Map<String, String> values) {
        return SimulatorSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    private static Set<Symbol> symbols(String... values) {
        return Stream.of(values).map(Symbol::new).collect(Collectors.toSet());
    }
}
