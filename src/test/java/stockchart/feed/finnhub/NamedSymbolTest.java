package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;

class NamedSymbolTest {
    private static final List<Symbol> ASKED = List.of("A", "API", "AAPL", "BRK", "BRK.B", "EUR_USD", "OANDA:EUR_USD", "IC MARKETS:1")
            .stream().map(Symbol::new).toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Invalid symbol AAPL                                | AAPL",
        "Invalid symbol: AAPL.                              | AAPL",
        "symbol:AAPL not found                              | AAPL",
        "Symbol not supported: IC MARKETS:1                 | IC MARKETS:1",
        "You do not have access to BRK.B                    | BRK.B",
        "Symbol BRK.B, as asked for, is delisted            | BRK.B",
        "OANDA:EUR_USD is not streamed                      | OANDA:EUR_USD",
        "Not a symbol: \"A\"                                | A",
        "Invalid symbol A!                                  | A",
        "A is not a valid symbol                            | A",
        "API: no such ticker                                | API",
    })
    void symbolThatStandsByItselfIsFound(String text, String symbol) {
        assertEquals(Optional.of(new Symbol(symbol)), NamedSymbol.in(text, ASKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Subscribing to too many symbols", "API limit reached. Please try again later.", "A temporary error", "Invalid API key",
        "Invalid symbol AAPLX", "Invalid symbol XAAPL", "Invalid symbol BRK.C", "Invalid symbol FX:EUR_USD", "Invalid symbol aapl", ""
    })
    void wordsAndPartsOfOthersAreNot(String text) {
        assertEquals(Optional.empty(), NamedSymbol.in(text, ASKED));
    }

    @Test
    void endlessTextIsReadInItsBeginningOnly() {
        assertEquals(Optional.empty(), NamedSymbol.in("x ".repeat(1_000_000) + "AAPL", ASKED));
    }
}
