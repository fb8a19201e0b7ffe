package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonArray;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.text.WholeJsonCodec;

class FiguresCodecTest {
    @Test
    void numbersAreReadAsNumbersAndAsText() throws IOException {
        JsonArray row = row("[1,\"0.01634790\",-2.5e3,\"1e-7\",1e999]");
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(1.0, 0.0163479, -2_500.0, 1e-7, Double.POSITIVE_INFINITY).get(i), FiguresCodec.number(row.get(i)));
        }
    }

    @Test
    void whatIsNoNumberIsNotReadAsOne() {
        row("[\"NaN\",\"Infinity\",\"-Infinity\",\"1f\",\"1d\",\"0x1p3\",\" 1\",\"1 \",\"\",\".5\",\"1.\",\"1,5\",\"+1\",\"1e9999\",null,true,{},[]]")
                .forEach(odd -> assertThrows(BadAnswerException.class, () -> FiguresCodec.number(odd), odd::toString));
        assertThrows(BadAnswerException.class, () -> FiguresCodec.number(null), "a missing one");
    }

    @Test
    void timesAreWholeSecondsUntilTheYear9999() throws IOException {
        assertEquals(1_569_297_600_000L, FiguresCodec.seconds(row("[1569297600]").get(0)));
        assertEquals(120_000, FiguresCodec.seconds(row("[1.2e2]").get(0)));
        row("[-1,1.5,1e999,1e-999,253402300800,\"60\",null]")
                .forEach(odd -> assertThrows(BadAnswerException.class, () -> FiguresCodec.seconds(odd), odd::toString));
    }

    @Test
    void countsFitAnInteger() throws IOException {
        assertEquals(308, FiguresCodec.count(row("[308]").get(0)));
        assertEquals(Integer.MAX_VALUE, FiguresCodec.count(row("[99999999999]").get(0)));
        assertThrows(BadAnswerException.class, () -> FiguresCodec.count(row("[0.5]").get(0)));
    }

    private static JsonArray row(String json) {
        return (JsonArray) WholeJsonCodec.read(json);
    }
}
