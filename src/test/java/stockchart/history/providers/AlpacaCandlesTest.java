package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.AlpacaCandles.AlpacaKey;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.rest.RestClient.StatusException;
import stockchart.tape.Candle;

class AlpacaCandlesTest extends ProviderSuite {
    private static final AlpacaKey KEY = new AlpacaKey("the-key-id", "the-secret");
    private static final long DAY = Width.DAY.millis();

    @Override
    HistoryProvider provider(URI address) {
        return new AlpacaCandles(address, KEY, clock, clock::nanoTime);
    }

    @Override
    Listing listing() {
        return listing("BRK.B");
    }

    @Override
    String noCandles() {
        return "{\"bars\":{},\"next_page_token\":null}";
    }

    @BeforeEach
    void threeDaysLater() {
        clock.advance(Duration.ofMillis(FROM + 3 * DAY - clock.millis()));
    }

    @Test
    void barsBecomeCandles() throws Exception {
        answer("{\"bars\":{\"BRK.B\":[{\"t\":\"2026-06-16T14:00:00Z\",\"o\":100,\"h\":101,\"l\":99,\"c\":100.5,\"v\":1000,\"n\":12,"
                + "\"vw\":100.2},{\"t\":\"2026-06-16T14:02:00.000000000Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":0.5,\"n\":1}]},"
                + "\"next_page_token\":null}");
        long start = FROM + Duration.ofHours(14).toMillis();
        assertEquals(List.of(new Candle(start, 100, 101, 99, 100.5, 1_000, 12), new Candle(start + 120_000, 1, 1, 1, 1, 0.5, 1)),
                provider.candles(listing(), Width.MINUTE, FROM, FROM + DAY));
        RecordedRequest request = server.takeRequest();
        assertEquals("/v2/stocks/bars?symbols=BRK.B&timeframe=1Min&start=2026-06-16T00:00:00Z&end=2026-06-16T23:59:59.999Z"
                + "&adjustment=raw&feed=sip&sort=asc&limit=10000", request.getPath());
        assertEquals("the-key-id", request.getHeader("APCA-API-KEY-ID"));
        assertEquals("the-secret", request.getHeader("APCA-API-SECRET-KEY"));
    }

    @Test
    void daysAreAdjustedForSplitsAndCalledByTheirDate() throws Exception {
        // Midnight in New York on three days; the first and the last are not wanted.
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-15T04:00:00Z") + "," + bar("2026-06-16T04:00:00Z") + ","
                + bar("2026-06-17T04:00:00Z") + "]},\"next_page_token\":null}");
        assertEquals(List.of(candle(FROM)), day());
        HttpUrl url = server.takeRequest().getRequestUrl();
        assertEquals("split", url.queryParameter("adjustment"));
        assertEquals("1Day", url.queryParameter("timeframe"));
        assertEquals("2026-06-15T12:00:00Z", url.queryParameter("start"));
        assertEquals("2026-06-17T11:59:59.999Z", url.queryParameter("end"));
    }

    @Test
    void pagesAreJoined() throws Exception {
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-16T14:00:00Z") + "]},\"next_page_token\":\"QlJLLkI+TQ==\"}");
        answer("{\"bars\":null,\"next_page_token\":\"second\"}");
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-16T15:00:00Z") + "]},\"next_page_token\":\"\"}");
        assertEquals(List.of(candle(FROM + Duration.ofHours(14).toMillis()), candle(FROM + Duration.ofHours(15).toMillis())),
                provider.candles(listing(), Width.HOUR, FROM, FROM + DAY));
        assertEquals(null, server.takeRequest().getRequestUrl().queryParameter("page_token"));
        assertEquals("QlJLLkI+TQ==", server.takeRequest().getRequestUrl().queryParameter("page_token"));
        assertEquals("second", server.takeRequest().getRequestUrl().queryParameter("page_token"));
    }

    @Test
    void pagesHaveAnEndAndTheirOwnOrder() {
        for (int i = 0; i < 10; i++) {
            answer("{\"bars\":{},\"next_page_token\":\"again\"}");
        }
        assertThrows(BadAnswerException.class, this::day);
        assertEquals(10, server.getRequestCount());
        clock.advance(Duration.ofMinutes(2));
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-16T15:00:00Z") + "]},\"next_page_token\":\"x\"}");
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-16T14:00:00Z") + "]},\"next_page_token\":null}");
        assertThrows(BadAnswerException.class, () -> provider.candles(listing(), Width.HOUR, FROM, FROM + DAY));
    }

    /** A free key does not get them, and those of one exchange alone would have other volumes. */
    @Test
    void theLastQuarterOfAnHourIsNotRequested() throws Exception {
        long now = clock.millis();
        answer(noCandles());
        provider.candles(listing(), Width.MINUTE, now - DAY, now);
        assertEquals(Instant.ofEpochMilli(now - Duration.ofMinutes(16).toMillis() - 1).toString(),
                server.takeRequest().getRequestUrl().queryParameter("end"));
        assertEquals(List.of(), provider.candles(listing(), Width.MINUTE, now - Duration.ofMinutes(15).toMillis(), now));
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void clockThatIsWrongIsNoRefusal() {
        server.enqueue(new MockResponse().setResponseCode(403)
                .setBody("{\"message\":\"subscription does not permit querying recent SIP data\"}"));
        IOException failure = assertThrows(IOException.class, this::day);
        assertEquals("Alpaca finds candles requested that are newer than a quarter of an hour; is the clock right?", failure.getMessage());
        assertEquals(IOException.class, failure.getClass());
    }

    @Test
    void symbolThatItDoesNotKnowHasNoCandles() throws IOException {
        server.enqueue(new MockResponse().setResponseCode(400).setBody("{\"message\":\"invalid symbol: BRK.B\"}"));
        assertEquals(List.of(), day());
        server.enqueue(new MockResponse().setResponseCode(400).setBody("{\"message\":\"invalid start\"}"));
        assertThrows(StatusException.class, this::day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"t\":5,\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"yesterday\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"+999999999-01-01T00:00:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":1,\"h\":1,\"l\":2,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":0,\"h\":1,\"l\":0,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":1,\"h\":1,\"l\":-1,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":\"NaN\",\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":null,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":-1,\"n\":1}",
        "{\"t\":\"2026-06-16T04:00:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":-1}"})
    void barsThatCannotBeRightAreRefused(String bar) {
        answer("{\"bars\":{\"BRK.B\":[" + bar + "]},\"next_page_token\":null}");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void barsTwiceAreRefused() {
        answer("{\"bars\":{\"BRK.B\":[" + bar("2026-06-16T04:00:00Z") + "," + bar("2026-06-16T05:00:00Z") + "]}}");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void barsOfAnotherSymbolAreNotTaken() throws IOException {
        answer("{\"bars\":{\"BRK.A\":[" + bar("2026-06-16T04:00:00Z") + "]},\"next_page_token\":null}");
        assertEquals(List.of(), day());
        answer("{\"bars\":{\"BRK.B\":{}},\"next_page_token\":null}");
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    void onlyStocksOfTheUsAreCovered() {
        assertEquals(Optional.empty(), provider.coverage(listing(), Width.SECOND));
        assertEquals(List.of(false, false, true), List.of(Width.MINUTE, Width.HOUR, Width.DAY).stream()
                .map(width -> provider.coverage(listing("AAPL"), width).orElseThrow().isAdjusted()).toList());
        for (Listing other : List.of(listing("AAIC-B"), listing("^GSPC"), listing("AC.TO"), listing("AAPL,MSFT"),
                new Listing(new Symbol("AAPL"), Kind.STOCK, "L", "AAPL", TradingDay.UTC),
                new Listing(new Symbol("BINANCE:BTCUSDT"), Kind.CRYPTO, "US", "BTC/USDT", TradingDay.UTC))) {
            assertEquals(Optional.empty(), provider.coverage(other, Width.DAY), other::toString);
        }
    }

    @Test
    void keyIsShownByNoText() {
        assertFalse(KEY.toString().contains("key-id") || KEY.toString().contains("secret"), KEY::toString);
    }

    private static Listing listing(String symbol) {
        return new Listing(new Symbol(symbol), Kind.STOCK, "US", symbol, TradingDay.NEW_YORK);
    }

    private static String bar(String time) {
        return "{\"t\":\"" + time + "\",\"o\":1.5,\"h\":2,\"l\":1,\"c\":1.75,\"v\":10,\"n\":3,\"vw\":1.6}";
    }

    private static Candle candle(long start) {
        return new Candle(start, 1.5, 2, 1, 1.75, 10, 3);
    }
}
