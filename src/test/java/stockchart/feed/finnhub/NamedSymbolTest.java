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

    private static final List<Symbol> WORDS = List.of("A", "F", "T", "C", "V", "I", "IT", "ALL", "ON", "FOR", "API", "KEY", "NOW",
            "PRO", "US", "BA", "GE", "AAPL", "META", "BRK.B").stream().map(Symbol::new).toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "No permission for %s, upgrade your plan            | A F T C V I BA ON FOR IT ALL",
        "No permission for %s. Upgrade your plan            | A F T C V I BA ON FOR IT ALL",
        "You don't have access to %s, please upgrade        | A F T C V I BA ON FOR IT ALL",
        "You don't have access to %s on the free plan       | A F T C V I BA ON FOR IT ALL",
        "Invalid symbol %s                                  | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Invalid symbol %s...                               | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Invalid symbol: %s; contact support                | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Invalid symbol (%s), contact support               | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Invalid symbol:%s                                  | A F T C V I BA ON FOR IT ALL API US AAPL",
        "INVALID SYMBOL %s                                  | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Unknown symbol %s for this exchange                | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Cannot subscribe to \"%s\" now                   | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Access to '%s' denied                              | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Not carried: “%s.”                                 | A F T C V I BA ON FOR IT ALL API US AAPL",
        "The %s symbol is not supported                     | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Sorry, %s is not a valid symbol                    | A F T C V I BA ON FOR IT ALL API US AAPL",
        "%s is not streamed on this plan                    | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Subscription refused [%s]                          | A F T C V I BA ON FOR IT ALL AAPL",
        "Not found: %s                                      | A F T C V I BA ON FOR AAPL",
        "Not found:%s                                       | A F T C V I BA ON FOR AAPL",
        "Permission denied - %s                             | A F T C V I BA ON FOR AAPL",
        "Cannot find %s, sorry                              | A F T C V I BA ON FOR AAPL",
        "Access to %s is restricted                         | A F T C V I BA ON FOR IT ALL AAPL",
        "Subscribing to %s requires a plan                  | A F T C V I BA ON FOR AAPL",
        "%s requires a plan                                 | A F T C V I BA ON FOR AAPL",
        "%s: no permission                                  | A F T C V I BA ON FOR AAPL",
        "No permission, %s, upgrade your plan               | A F T C V I BA ON FOR AAPL",
        "%s, upgrade your plan                              | A F T C V I BA ON FOR AAPL",
        "You may not use %s, upgrade your plan              | A F T C V I BA ON FOR AAPL",
        "You cannot use this key for %s, upgrade your plan  | A F T C V I BA ON FOR AAPL",
        "The symbol %s you asked for is not in your plan    | A F T C V I BA ON FOR",
        "Invalid symbol %s—upgrade your plan                | A F T C V I BA ON FOR IT ALL API US AAPL",
        "Permission for symbol %s required                  | F T C V BA AAPL",
        "Access to %s, upgrade needed                       | A F T C V I BA ON FOR IT ALL AAPL",
        "Symbol %s requested twice                          | F T C V BA AAPL",
        "%s denied                                          | F T C V I BA ON FOR AAPL",
        "You cannot get this, because %s isn't in your plan | A F T C V I BA ON FOR AAPL",
        "%s                                                 | A F T C V I BA ON FOR AAPL",
    })
    void shortSymbolIsFoundWhereverASentenceNamesIt(String sentence, String symbols) {
        for (String symbol : symbols.split(" ")) {
            String text = sentence.formatted(symbol);
            assertEquals(List.of(new Symbol(symbol)), NamedSymbol.in(text, WORDS), text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "No permission for A, F and T, upgrade your plan    | A F T",
        "No permission for F or ALL. Upgrade your plan      | F ALL",
        "Symbols IT, ON and FOR are not supported           | IT ON FOR",
        "Invalid symbol F, ALL symbols were checked         | F",
        "Invalid symbol F, IT is not to blame               | F",
        "Invalid symbol F. A plan is needed FOR this        | F",
        "Invalid symbol F: I cannot find it ON any list     | F",
        "A permission is missing for F, upgrade your plan   | F",
        "I have no access to T, ALL others are fine         | T",
        "FOR your plan, V is not available                  | V",
        "Invalid symbol 'C', no permission for ALL          | C",
        "No permission for 'T' and 'IT', upgrade your plan  | T IT",
        "Your API KEY has no access to BRK.B                | BRK.B",
        "F,T,V are not in your plan                         | F T V",
        "Symbol F (Ford) is not in your plan                | F",
        "Invalid symbol F, FB is now known as META          | F",
        "Invalid symbol F, did you mean T?                  | F",
        "Invalid symbol F; T is fine                        | F",
        "Access to C, V denied                              | C V",
        "Invalid symbol F, try AAPL                         | F",
        "Invalid symbol F, use META instead                 | F",
        "Invalid symbol F, only A and T are free            | F",
    })
    void wordsBesideASymbolAreNotRefusedWithIt(String sentence, String symbols) {
        assertEquals(List.of(symbols.split(" ")), NamedSymbol.in(sentence, WORDS).stream().map(Symbol::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "A temporary error, please retry", "A failed subscription was dropped", "An error. A retry may help", "I cannot serve this",
        "I was not ready, sorry", "IT is down, please retry", "IT is not available", "ALL slots are in use", "ALL are in use",
        "ALL symbols are refused", "A symbol was refused", "Too many symbols: ALL in use", "Maintenance is ON, please retry",
        "Maintenance mode: ON hold", "FOR security reasons the connection is closed", "Please wait FOR a minute",
        "No access to API, upgrade your plan", "Your API KEY is invalid", "Invalid API KEY", "KEY is invalid",
        "Upgrade to PRO, please", "Not available on the PRO plan", "The \"PRO\" plan is required", "Not available in the US",
        "Not available to US users",
        "You cannot subscribe to ALL, the limit is 50", "Plan C is required", "Plan B, C or D is required", "F and T are fine",
        "F is valid", "Class A shares are not covered", "Error code F, retry", "Symbol ON hold",
        "Symbol A temporary failure", "A (temporary) failure",
        "The interface (API) is overloaded", "Retry NOW", "ERROR FOR ALL, TRY NOW", "NO ACCESS FOR NOW, IT IS CLOSED",
        "FREE ACCESS IS OVER. UPGRADE TO PRO, PLEASE", "Already subscribed to AAPL", "F is already subscribed",
        "Only A, F and T are available", "Symbol format is wrong, e.g. AAPL", "Symbol limit: API", "Symbol is required",
        "Invalid symbol T&C", "Invalid symbol F.T", "Invalid symbol $F", "Invalid symbol NYSE:F", "Invalid symbol F-A",
    })
    void sentenceThatCanBeReadBothWaysNamesNoSymbol(String text) {
        assertEquals(List.of(), NamedSymbol.in(text, WORDS));
    }

    @Test
    void symbolsInSmallLettersAreWordsAsWell() {
        List<Symbol> asked = List.of("permission", "for", "a", "aapl", "symbol").stream().map(Symbol::new).toList();
        assertEquals(List.of(), NamedSymbol.in("No permission for a symbol", asked));
        assertEquals(List.of(new Symbol("aapl")), NamedSymbol.in("No permission for aapl, upgrade your plan", asked));
        assertEquals(List.of(new Symbol("for")), NamedSymbol.in("Invalid symbol: for", asked));
    }

    @Test
    void endlessTextIsReadInItsBeginningOnly() {
        assertEquals(List.of(), NamedSymbol.in("x ".repeat(1_000_000) + "AAPL", ASKED));
    }
}
