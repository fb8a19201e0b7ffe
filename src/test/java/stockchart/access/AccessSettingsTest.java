package stockchart.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

class AccessSettingsTest {
    private static final String SIXTEEN = "abcdefgh-_.~4567";

    @Test
    void withoutTokensNoneIsRequired() {
        assertEquals(List.of(), settings("").tokens());
    }

    @Test
    void tokensAreSeparatedByCommas() {
        assertEquals(List.of(SIXTEEN, "another-token-of-a-client"), settings(SIXTEEN + " , another-token-of-a-client,").tokens());
    }

    @Test
    void tokenThatIsTooShortOrUnfitForAnAddressIsRefusedUnseen() {
        for (String wrong : List.of("fifteen-letters", "with a blank inside", "with/slash-in-it-all", "ümlaut-in-this-one",
                "a".repeat(257))) {
            for (String value : List.of(wrong, SIXTEEN + "," + wrong)) {
                String sentence = assertThrows(WrongSettingException.class, () -> settings(value)).getMessage();
                assertEquals("STOCKCHART_ACCESS_TOKENS has a value that is not shown here but must be tokens of 16 to 256 letters,"
                        + " digits, \"-\", \".\", \"_\" or \"~\", separated by commas", sentence);
            }
        }
    }

    @Test
    void valueWithoutAnyTokenDoesNotOpenTheServer() {
        assertThrows(WrongSettingException.class, () -> settings(" , "));
    }

    @Test
    void tokensAreNotPrinted() {
        assertFalse(settings(SIXTEEN).toString().contains(SIXTEEN));
    }

    private static AccessSettings settings(String tokens) {
        return AccessSettings.from(new Settings(key -> Optional.of(tokens).filter(any -> key.equals("STOCKCHART_ACCESS_TOKENS"))));
    }
}
