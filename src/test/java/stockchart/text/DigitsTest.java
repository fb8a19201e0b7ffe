package stockchart.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "9", "007", "999999999999999999", "1000000000000000000", "-1", "+1", " 1", "1 ", "1.0", "1a", "٣", "/", ":"})
    void numbersAreOneToEighteenAsciiDigits(String text) {
        assertEquals(text.matches("[0-9]{1,18}"), Digits.isNumber(text), text);
    }
}
