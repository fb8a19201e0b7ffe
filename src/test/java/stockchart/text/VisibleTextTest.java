package stockchart.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(ints = {0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9f, 0xad, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
            0x202e, 0x2060, 0x2066, 0x2069, 0xfeff, 0xe000, 0xffff, 0xe0041})
    void charactersThatAreNotSeenAreReplaced(int character) {
        assertEquals("a?b", VisibleText.of("a" + Character.toString(character) + "b"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\ud83d', '\ude00'})
    void loneHalvesOfPairsAreReplaced(char half) {
        assertEquals("a?b", VisibleText.of("a" + half + "b"));
    }

    @Test
    void whatIsSeenStays() {
        String text = "M&M.NS \"Société\" שלום العربية 東京 😀 –";
        assertEquals(text, VisibleText.of(text));
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertEquals("abc", VisibleText.beginning("abc", 3));
        assertEquals("ab…", VisibleText.beginning("abc", 2));
        assertEquals("a…", VisibleText.beginning("a😀", 2));
        assertEquals("a?…", VisibleText.beginning("a\u202eb", 2));
    }
}
