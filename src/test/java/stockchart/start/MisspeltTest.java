package stockchart.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MisspeltTest {
    private final Misspelt misspelt = new Misspelt(AllSettings.keys());

    @Test
    void nameThatNobodyReadsIsToldWithTheOneThatWasMeant() {
        assertEquals(List.of(
                "FINNHUB_TOKN is no setting of stock-chart and is not read; did you mean FINNHUB_TOKEN?",
                "STOCKCHART_BROWSER is no setting of stock-chart and is not read; did you mean STOCKCHART_BROWSERS?",
                "stockchart_tape_size is no setting of stock-chart and is not read; did you mean STOCKCHART_TAPE_SIZE?"),
                misspelt.sentences(List.of("stockchart_tape_size", "STOCKCHART_BROWSER", "FINNHUB_TOKN", "FINNHUB_TOKN")));
    }

    @Test
    void knownAndForeignNamesAreNoTrouble() {
        assertEquals(List.of(), misspelt.sentences(List.of("STOCKCHART_BROWSERS", "PATH", "MY_STOCKCHART_X", "stockchart.x")));
    }

    @Test
    void distanceIsTheNumberOfChangedLetters() {
        assertEquals(0, Misspelt.distance("", ""));
        assertEquals(3, Misspelt.distance("", "abc"));
        assertEquals(2, Misspelt.distance("abcd", "bd"));
        assertEquals(3, Misspelt.distance("kitten", "sitting"));
    }
}
