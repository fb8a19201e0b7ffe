package stockchart.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.testing.ApiDocument;

class SymbolTest {
    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "BRK.B", "AAIC-B", "^GSPC", "OANDA:EUR_USD", "BINANCE:BTCUSDT", "IC MARKETS:1", "A",
        "M&M.NS", "FXCM:EUR/USD", "US30$", "BF+B", "ÄPL.DE", "株式", "(A)", "A,B;C=D@E#F%G?H*I~J|K", "<b>", "😀"})
    void printableTextIsWellFormed(String text) {
        assertTrue(Symbol.isWellFormed(text));
        assertEquals(text, new Symbol(text).toString());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" AAPL", "AAPL ", " ", "A\nB", "AAPL\n", "A\tB", "A\u007fB", "A\"B", "A'B", "A\\B", "A\u00a0B", "\u3000A",
        "A\u2028B", "A\u00adB", "A\u200bB", "\u202eLPAA", "A\u2066B", "\ufeffA", "A\ud83d", "\ude00A", "\ue000"})
    void otherTextIsRefused(String text) {
        assertFalse(Symbol.isWellFormed(text));
        assertThrows(IllegalArgumentException.class, () -> new Symbol(text));
    }

    @Test
    void lengthIsBounded() {
        assertTrue(Symbol.isWellFormed("A".repeat(Symbol.MAX_LENGTH)));
        assertFalse(Symbol.isWellFormed("A".repeat(Symbol.MAX_LENGTH + 1)));
        assertTrue(Symbol.isWellFormed("😀".repeat(Symbol.MAX_LENGTH)));
        assertFalse(Symbol.isWellFormed("😀".repeat(Symbol.MAX_LENGTH + 1)));
    }

    @Test
    void theDocumentsSayTheSame() {
        for (ApiDocument document : List.of(ApiDocument.asyncapiSource(), ApiDocument.openapiSource())) {
            assertEquals(Symbol.PATTERN, document.at("/components/schemas/Symbol/pattern").asText());
            assertEquals(Symbol.MAX_LENGTH, document.at("/components/schemas/Symbol/maxLength").asInt());
        }
    }

    /** Both messages and pages write a symbol as it is. */
    @Test
    void noSymbolNeedsAnEscapeInJson() {
        JsonProvider json = JsonProvider.provider();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT).mapToObj(Character::toString).filter(Symbol::isWellFormed)
                .forEach(text -> assertEquals('"' + text + '"', json.createValue(text).toString()));
    }

    @Test
    void refusalNamesTheValueWithoutItsControlCharacters() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new Symbol("A\nB"));
        assertEquals("Not a well-formed symbol: \"A?B\"", refusal.getMessage());
    }

    @Test
    void charactersThatAreNotSeenAreNotQuoted() {
        assertEquals("\"A?LPA?\"", Symbol.quoted("A\u202eLPA\u0085"));
    }

    @Test
    void quotedTextIsCutBetweenCharacters() {
        assertEquals('"' + "a".repeat(63) + "…\"", Symbol.quoted("a".repeat(63) + "😀"));
        assertEquals('"' + "a".repeat(62) + "😀…\"", Symbol.quoted("a".repeat(62) + "😀b"));
    }

    @Test
    void theUsualOnesFollowTheSameRule() {
        for (int letter = 0; letter < 0x300; letter++) {
            for (String text : List.of(Character.toString(letter), "A" + (char) letter, "A" + (char) letter + "9")) {
                assertEquals(text.matches(Symbol.PATTERN), Symbol.isWellFormed(text), text);
            }
        }
    }
}
