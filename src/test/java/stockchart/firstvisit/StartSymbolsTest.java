package stockchart.firstvisit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.hub.CandleSource.Watched;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class StartSymbolsTest {
    private static final List<Symbol> USUAL = symbols("AAPL", "NVDA", "BINANCE:BTCUSDT", "OANDA:EUR_USD");

    private final List<Watched> watched = new ArrayList<>();
    private List<Symbol> recent = List.of();
    private Set<String> closed = Set.of();

    @Test
    void withoutViewersTheUsualOnesAreChosen() {
        assertEquals(USUAL, chosen(Map.of()));
    }

    @Test
    void mostWatchedComeFirstThenTheLastWatched() {
        watch("ONE", 1, true);
        watch("MANY", 5, true);
        watch("MADE-UP", 9, false);
        watch("LEFT", 0, true);
        recent = symbols("MANY", "LEFT");
        assertEquals(symbols("MANY", "ONE", "LEFT", "AAPL", "NVDA", "BINANCE:BTCUSDT", "OANDA:EUR_USD"), chosen(Map.of()));
    }

    @Test
    void listIsShort() {
        recent = symbols("A", "B", "C", "D", "E", "F", "G", "H");
        assertEquals(symbols("A", "B", "C", "D", "E", "F", "G"), chosen(Map.of()));
        assertEquals(symbols("A", "B"), chosen(Map.of("STOCKCHART_SYMBOLS_PER_CLIENT", "2")));
    }

    @Test
    void whatIsTradedNowComesFirst() {
        closed = Set.of("AAPL", "NVDA", "MSFT");
        recent = symbols("MSFT", "OANDA:EUR_USD");
        assertEquals(symbols("OANDA:EUR_USD", "BINANCE:BTCUSDT", "MSFT", "AAPL", "NVDA"), chosen(Map.of()));
    }

    @Test
    void oneThatIsTradedIsAlwaysAmongThem() {
        closed = Set.of("A", "B", "C", "D", "E", "F", "G", "AAPL", "NVDA");
        recent = symbols("A", "B", "C", "D", "E", "F", "G");
        assertEquals(symbols("BINANCE:BTCUSDT", "A", "B", "C", "D", "E", "F"), chosen(Map.of()));
    }

    @Test
    void nothingIsKnownOfAnySymbol() {
        assertEquals(List.of(), StartSymbols.of(settings(Map.of()), List.of(), List.of(), List.of(), symbol -> true));
    }

    @Test
    void listOfTheOperatorIsTakenAsItIs() {
        closed = Set.of("MSFT");
        watch("MANY", 5, true);
        assertEquals(symbols("MSFT", "IC MARKETS:1"), chosen(Map.of("STOCKCHART_START_SYMBOLS", "MSFT, IC MARKETS:1,MSFT")));
        assertEquals(symbols("MSFT"),
                chosen(Map.of("STOCKCHART_START_SYMBOLS", "MSFT,AAPL", "STOCKCHART_SYMBOLS_PER_CLIENT", "1")));
        assertEquals(List.of(), chosen(Map.of("STOCKCHART_START_SYMBOLS", "none")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "None", "auto,AAPL", "AAPL,none", ",", "A\"B"})
    void whatIsNoListOfSymbolsIsRefused(String text) {
        assertThrows(WrongSettingException.class, () -> settings(Map.of("STOCKCHART_START_SYMBOLS", text)));
    }

    private void watch(String symbol, int viewers, boolean isPriced) {
        watched.add(new Watched(new Symbol(symbol), viewers, Duration.ZERO, isPriced));
    }

    private List<Symbol> chosen(Map<String, String> values) {
        return StartSymbols.of(settings(values), watched, recent, USUAL, symbol -> closed.contains(symbol.value()));
    }

    private static StartSettings settings(Map<String, String> values) {
        return StartSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }

    private static List<Symbol> symbols(String... names) {
        return Stream.of(names).map(Symbol::new).toList();
    }
}
