package stockchart.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.history.PastCandles;
import stockchart.history.providers.CandleQuery;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.CandleQuery.Resolution;
import stockchart.market.Symbol;
import stockchart.market.Width;

/** Which known candles make those of Finnhub's resolutions. */
class KnownCandlesTest {
    private static final String ALL_DAY = "2026-01-15T10:07:30Z";

    @ParameterizedTest
    @CsvSource({"1, MINUTE, 2026-01-15T10:08:00Z, 2026-01-20T11:08:00Z", "5, MINUTE, 2026-01-15T10:10:00Z, 2026-01-20T11:10:00Z",
        "15, MINUTE, 2026-01-15T10:15:00Z, 2026-01-20T11:15:00Z", "30, MINUTE, 2026-01-15T10:30:00Z, 2026-01-20T11:30:00Z",
        "60, HOUR, 2026-01-15T11:00:00Z, 2026-01-20T12:00:00Z", "D, DAY, 2026-01-16T00:00:00Z, 2026-01-21T00:00:00Z",
        "W, DAY, 2026-01-19T00:00:00Z, 2026-01-26T00:00:00Z", "M, DAY, 2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z"})
    void candlesThatBeginInTheStretchAreReadWhole(String name, Width width, String from, String to) {
        PastCandles.Request request = KnownCandles.request(new CandleQuery(Kind.STOCK, new Symbol("AAPL"),
                Resolution.of(name).orElseThrow(), seconds(ALL_DAY), seconds("2026-01-20T11:07:30Z")), "192.0.2.1");
        assertEquals(width, request.width());
        assertEquals(Instant.parse(from), Instant.ofEpochMilli(request.from()));
        assertEquals(Instant.parse(to), Instant.ofEpochMilli(request.to()));
        assertEquals("192.0.2.1", request.client());
    }

    @ParameterizedTest
    @CsvSource({"1, 7200, 60", "5, 1440, 300", "30, 240, 1800", "60, 120, 3600", "D, 5, 86400", "W, 1, 86400", "M, 1, 86400"})
    void eachPartBelongsToOneCandle(String name, long candles, long step) {
        PastCandles.Request request = KnownCandles.request(new CandleQuery(Kind.STOCK, new Symbol("AAPL"),
                Resolution.of(name).orElseThrow(), seconds("2026-02-02T00:00:00Z"), seconds("2026-02-06T23:59:59Z")), "");
        long from = seconds("2026-02-02T00:00:00Z");
        long[] starts = LongStream.range(0, 5 * 86_400 / step).map(part -> request.start().applyAsLong((from + part * step) * 1_000))
                .distinct().sorted().toArray();
        assertEquals(candles, starts.length);
    }

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
