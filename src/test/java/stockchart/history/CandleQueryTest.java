package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.history.CandleQuery.BadQueryException;
import stockchart.market.Symbol;
import stockchart.market.Width;

class CandleQueryTest {
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void allThereIsIsWantedByDefault() throws BadQueryException {
        assertEquals(new CandleQuery(new Symbol("AAPL"), Width.DAY, 0, NOW + 86_400_000),
                CandleQuery.of("AAPL", "86400000", null, "", NOW));
        assertEquals(new CandleQuery(new Symbol("IC MARKETS:1"), Width.SECOND, 5, 9_007_199_254_740_991L),
                CandleQuery.of("IC MARKETS:1", "1000", "5", "9007199254740991", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"', 1000, 1, 2, BAD_SYMBOL", ", 1000, 1, 2, BAD_SYMBOL", "A, , 1, 2, BAD_INTERVAL", "A, 5000, 1, 2, BAD_INTERVAL",
        "A, 1e3, 1, 2, BAD_INTERVAL", "A, 1000000000000000000000, 1, 2, BAD_INTERVAL", "A, 1000, -1, 2, BAD_TIME",
        "A, 1000, 1.5, 2, BAD_TIME", "A, 1000, 1, 9007199254740992, BAD_TIME", "A, 1000, 2, 2, BAD_TIME",
        "A, 1000, now, 2, BAD_TIME"
    })
    void wrongRequestIsNamed(String symbol, String interval, String from, String to, String code) {
        assertEquals(code, assertThrows(BadQueryException.class, () -> CandleQuery.of(symbol, interval, from, to, NOW)).code());
    }
}
