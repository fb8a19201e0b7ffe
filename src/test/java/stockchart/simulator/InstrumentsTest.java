package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;

class InstrumentsTest {
    private final Instruments instruments = Instruments.load();

    @Test
    void listsAreLongEnough() {
        assertTrue(instruments.of(Instrument.Kind.STOCK).size() >= 520);
        assertTrue(instruments.of(Instrument.Kind.FOREX).size() >= 44);
        assertTrue(instruments.of(Instrument.Kind.CRYPTO).size() >= 64);
    }

    @ParameterizedTest
    @EnumSource(Instrument.Kind.class)
    void namesAreUniqueWithinKind(Instrument.Kind kind) {
        Set<String> names = instruments.of(kind).stream().map(Instrument::description).collect(Collectors.toSet());
        assertEquals(instruments.of(kind).size(), names.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "BRK.B", "SPY", "TSM", "OANDA:EUR_USD", "OANDA:XAU_USD", "BINANCE:BTCUSDT"})
    void wellKnownSymbolIsThere(String symbol) {
        assertTrue(instruments.find(new Symbol(symbol)).isPresent());
    }

    @Test
    void stocksHaveTypeMarketAndOwnNameAsDisplayed() {
        for (Instrument stock : instruments.of(Instrument.Kind.STOCK)) {
            assertTrue(Set.of("Common Stock", "ADR", "ETP").contains(stock.type()), stock::toString);
            assertTrue(stock.mic().matches("[A-Z]{4}"), stock::toString);
            assertEquals(stock.symbol().value(), stock.displaySymbol());
            assertEquals(stock.description().toUpperCase(Locale.ROOT), stock.description());
        }
    }

    @Test
    void pairsAreNamedAfterTheirExchange() {
        instruments.of(Instrument.Kind.FOREX).forEach(pair ->
                assertEquals("OANDA:" + pair.displaySymbol().replace('/', '_'), pair.symbol().value()));
        instruments.of(Instrument.Kind.CRYPTO).forEach(pair ->
                assertEquals("BINANCE:" + pair.displaySymbol().replace("/", ""), pair.symbol().value()));
    }

    @Test
    void everyPriceHasAtLeastFiftyTicks() {
        for (Instrument.Kind kind : Instrument.Kind.values()) {
            instruments.of(kind).forEach(instrument -> assertTrue(instrument.price() >= 50 * instrument.tick(), instrument::toString));
        }
    }

    @Test
    void unknownSymbolIsNotFound() {
        assertFalse(instruments.find(new Symbol("NO.SUCH")).isPresent());
    }

    @Test
    void brokenLineIsRefusedByName() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Instrument.parse(Instrument.Kind.STOCK, "AAPL,1"));
        assertTrue(refusal.getMessage().contains("AAPL,1"));
        assertThrows(IllegalArgumentException.class,
                () -> Instrument.parse(Instrument.Kind.STOCK, "X,X,NAME,Common Stock,XNYS,-1,2,0.01,1,0"));
    }
}
