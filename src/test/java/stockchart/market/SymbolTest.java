package stockchart.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {
    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "BRK.B", "AAIC-B", "^GSPC", "OANDA:EUR_USD", "BINANCE:BTCUSDT", "IC MARKETS:1", "A"})
    void symbolsThatFinnhubListsAreWellFormed(String text) {
        assertTrue(Symbol.isWellFormed(text));
        assertEquals(text, new Symbol(text).toString());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" AAPL", "AAPL ", "A\nB", "<b>", "EUR/USD", "ÄPL", "\"", " "})
    void otherTextIsRefused(String text) {
        assertFalse(Symbol.isWellFormed(text));
        assertThrows(IllegalArgumentException.class, () -> new Symbol(text));
    }

    @Test
    void lengthIsBounded() {
        assertTrue(Symbol.isWellFormed("A".repeat(Symbol.MAX_LENGTH)));
        assertFalse(Symbol.isWellFormed("A".repeat(Symbol.MAX_LENGTH + 1)));
    }

    @Test
    void refusalNamesTheValueWithoutItsControlCharacters() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new Symbol("A\nB"));
        assertEquals("Not a well-formed symbol: \"A?B\"", refusal.getMessage());
    }

    @Test
    void quotedTextIsCutBetweenCharacters() {
        assertEquals('"' + "a".repeat(63) + "…\"", Symbol.quoted("a".repeat(63) + "😀"));
        assertEquals('"' + "a".repeat(62) + "😀…\"", Symbol.quoted("a".repeat(62) + "😀b"));
    }
}
