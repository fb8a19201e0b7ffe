package stockchart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is sent compressed answers, and which. */
class GzipTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip|true", "deflate, GZip;q=1.0, *;q=0.5|true", "gzip;q=0|false",
        "gzip; q=0.0, br|false", "br|false", "gzip;q=0.01|true", "xgzipx|false"})
    void clientsTakeItThatSaySo(String accepted, boolean isTaken) {
        assertEquals(isTaken, Gzip.isAccepted(accepted));
    }

    @Test
    void textOfSomeLengthIsWorthIt() {
        assertTrue(Gzip.isWorth("text/html;charset=UTF-8", 1_024));
        assertTrue(Gzip.isWorth("application/json", 5_000));
        assertFalse(Gzip.isWorth("application/json", 1_023));
        assertFalse(Gzip.isWorth("image/png", 5_000));
        assertFalse(Gzip.isWorth(null, 5_000));
    }
}
