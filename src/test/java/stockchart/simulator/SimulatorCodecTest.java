package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

class SimulatorCodecTest {
    @Test
    void keysAreInAlphabeticalOrderAsCaptured() {
        List<SymbolTrade> prints = List.of(
                new SymbolTrade(new Symbol("TSLA"), new Trade(122.1, 1672348887195L, 1, List.of("1", "24"))),
                new SymbolTrade(new Symbol("BINANCE:BTCUSDT"), new Trade(95000, 1672348887196L, 0.011467)),
                new SymbolTrade(new Symbol("OANDA:EUR_USD"), new Trade(1.08, 1672348887197L, 0)));
        assertEquals("{\"data\":[{\"c\":[\"1\",\"24\"],\"p\":122.1,\"s\":\"TSLA\",\"t\":1672348887195,\"v\":1},"
                + "{\"p\":95000,\"s\":\"BINANCE:BTCUSDT\",\"t\":1672348887196,\"v\":0.011467},"
                + "{\"p\":1.08,\"s\":\"OANDA:EUR_USD\",\"t\":1672348887197,\"v\":0}],\"type\":\"trade\"}", SimulatorCodec.encode(prints));
    }

    @ParameterizedTest
    @CsvSource({"120,120", "0.5,0.5", "0.00001784,0.00001784", "714200,714200", "0,0", "2000000,2000000"})
    void numbersArePlain(double value, String text) {
        assertEquals(text, SimulatorCodec.plain(value).toString());
    }

    @Test
    void commandsAreUnderstood() {
        assertEquals(Optional.of(new SimulatorCodec.Command(true, new Symbol("AAPL"))),
                SimulatorCodec.parse("{\"type\":\"subscribe\",\"symbol\":\"AAPL\"}"));
        assertEquals(Optional.of(new SimulatorCodec.Command(false, new Symbol("IC MARKETS:1"))),
                SimulatorCodec.parse("{\"symbol\":\"IC MARKETS:1\",\"type\":\"unsubscribe\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pong", "[]", "{}", "null", "{\"type\":\"subscribe\"}", "{\"type\":\"subscribe\",\"symbol\":7}",
        "{\"type\":\"subscribe\",\"symbol\":\"A'B\"}", "{\"type\":\"subscribe-news\",\"symbol\":\"AAPL\"}", "{\"type\":", "{\"type\":null,\"symbol\":\"A\"}",
        "{\"type\":\"subscribe\",\"symbol\":\"A\"}xx"})
    void everythingElseIsIgnored(String text) {
        assertTrue(SimulatorCodec.parse(text).isEmpty());
    }

    @Test
    void endlessNestingIsIgnored() {
        assertTrue(SimulatorCodec.parse("{\"type\":".repeat(100_000)).isEmpty());
    }
}
