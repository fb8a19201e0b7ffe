package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
        "Symbol BRK.B, as requested, is delisted            | BRK.B",
        "OANDA:EUR_USD is not streamed                      | OANDA:EUR_USD",
        "Not a symbol: \"A\"                                | A",
        "Invalid symbol A!                                  | A",
        "A is not a valid symbol                            | A",
        "API: no such ticker                                | API",
    })
    void symbolThatStandsByItselfIsFound(String text, String symbol) {
        assertEquals(List.of(new Symbol(symbol)), NamedSymbol.in(text, ASKED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Unknown symbol(s): AAPL, BRK.B                     | AAPL BRK.B",
        "Unknown symbols: A, AAPL                           | A AAPL",
        "Unknown symbol(s): AAPL, A, BRK.B                  | AAPL A BRK.B",
        "Unknown symbols: AAPL, A and API                   | AAPL A API",
        "A, API and BRK are not valid                       | A API BRK",
        "AAPL or BRK.B are not streamed, AAPL is delisted   | AAPL BRK.B",
        "Not carried: [\"A\",\"API\",\"OANDA:EUR_USD\"]     | A API OANDA:EUR_USD",
        "Invalid symbol AAPL, API limit reached             | AAPL",
        "AAPL, A temporary error                            | AAPL",
        "No access to the API, AAPL is not covered          | AAPL",
    })
    void allSymbolsThatAreNamedAreFound(String text, String symbols) {
        assertEquals(List.of(symbols.split(" ")), NamedSymbol.in(text, ASKED).stream().map(Symbol::value).toList());
    }

    @Test
    void symbolWithinALongerOneIsNotNamed() {
        List<Symbol> asked = List.of(new Symbol("MARKETS:1"), new Symbol("IC MARKETS:1"));
        assertEquals(List.of(asked.get(1)), NamedSymbol.in("Invalid symbol: IC MARKETS:1", asked));
        assertEquals(List.of(asked.get(1), asked.get(0)), NamedSymbol.in("Invalid: IC MARKETS:1, MARKETS:1", asked));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Subscribing to too many symbols", "API limit reached. Please try again later.", "A temporary error", "Invalid API key",
        "Invalid symbol AAPLX", "Invalid symbol XAAPL", "Invalid symbol BRK.C", "Invalid symbol FX:EUR_USD", "Invalid symbol aapl", ""
    })
    void wordsAndPartsOfOthersAreNot(String text) {
        assertEquals(List.of(), NamedSymbol.in(text, ASKED));
    }

    @Test
    void endlessTextIsReadInItsBeginningOnly() {
        assertEquals(List.of(), NamedSymbol.in("x ".repeat(1_000_000) + "AAPL", ASKED));
    }
}
