package stockchart.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.settings.Settings.WrongSettingException;

class SettingsTest {
    private static final Settings NOTHING = new Settings(key -> Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"many", "0", "10", "-1", "1.5", "5 s", "0x5", "99999999999999999999", "2147483648", "٥"})
    void numberOutsideItsRangeIsRefusedWithWhatIsAllowed(String value) {
        assertEquals("LIMIT is \"" + value + "\" but must be a whole number from 1 to 9",
                refusal(value, settings -> settings.number("LIMIT", 5, 1, 9)));
    }

    @Test
    void numberAtTheEdgeOfItsRangeIsTaken() {
        assertEquals(1, of(" 1 ").number("LIMIT", 5, 1, 9));
        assertEquals(Integer.MAX_VALUE, of("2147483647").number("LIMIT", 5, 1, Integer.MAX_VALUE));
        assertEquals(Duration.ofSeconds(9), of("9").seconds("LIMIT", 5, 1, 9));
        assertEquals(5, NOTHING.number("LIMIT", 5, 1, 9));
    }

    @Test
    void flagIsTrueOrFalseAndNothingElse() {
        assertTrue(of("true").flag("FLAG", false));
        assertFalse(of("false").flag("FLAG", true));
        assertTrue(NOTHING.flag("FLAG", true));
        assertEquals("FLAG is \"yes\" but must be true or false", refusal("yes", settings -> settings.flag("FLAG", true)));
        assertEquals("FLAG is \"True\" but must be true or false", refusal("True", settings -> settings.flag("FLAG", true)));
    }

    @Test
    void blankCountsAsNotSet() {
        assertEquals("otherwise", of("  ").text("TEXT", "otherwise"));
        assertEquals(List.of("a", "b"), of(" a, ,b,").list("LIST", "", item -> item));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "'text'", "\"text", "text'", "`text`", "\u201ctext\u201d", "'"})
    void valueInQuotesIsRefusedUnseen(String value) {
        assertEquals("TEXT has a value that is not shown here but must be written without quotes around it",
                refusal(value, settings -> settings.text("TEXT")));
    }

    @Test
    void wrongValuesCountAsNotSetWhileAllOfThemAreLookedFor() {
        List<String> wrong = new ArrayList<>();
        Settings collecting = of("a, 5").refusing(value -> wrong.add(value.getMessage()));
        assertEquals(5, collecting.number("LIMIT", 5, 1, 9));
        assertFalse(collecting.flag("FLAG", false));
        assertEquals(List.of("5"), collecting.list("LIST", "", item -> {
            if (item.equals("a")) {
                throw WrongSettingException.of("LIST", item, "another");
            }
            return item;
        }));
        assertEquals(List.of("LIMIT is \"a, 5\" but must be a whole number from 1 to 9", "FLAG is \"a, 5\" but must be true or false",
                "LIST is \"a\" but must be another"), wrong);
    }

    @Test
    void sentenceStaysOneLineOfReadableLength() {
        String sentence = refusal("one\ntwo" + "x".repeat(10_000), settings -> settings.flag("FLAG", true));
        assertTrue(sentence.startsWith("FLAG is \"one?twoxxx"), sentence);
        assertTrue(sentence.endsWith("x…\" but must be true or false"), sentence);
        assertTrue(sentence.length() < 200, sentence);
    }

    @Test
    void refusalHasNoStackSoThatItsSentenceIsTheLastLineOfEveryReport() {
        assertEquals(0, WrongSettingException.of("KEY", "value", "another").getStackTrace().length);
    }

    private static Settings of(String value) {
        return new Settings(key -> Optional.of(value));
    }

    private static String refusal(String value, Function<Settings, ?> reading) {
        return assertThrows(WrongSettingException.class, () -> reading.apply(of(value))).getMessage();
    }
}
