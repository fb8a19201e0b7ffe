package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.CandleQuery.Resolution;
import stockchart.market.Symbol;
import stockchart.rest.RestClient;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.testing.ManualClock;

class FinnhubCandlesTest {
    private final ManualClock clock = new ManualClock();
    private final MockWebServer finnhub = new MockWebServer();
    private FinnhubCandles candles;

    @BeforeEach
    void start() throws IOException {
        finnhub.start(InetAddress.getLoopbackAddress(), 0);
        Map<String, String> settings = Map.of("FINNHUB_TOKEN", "a-key", "FINNHUB_REST_URL", "http://localhost:" + finnhub.getPort());
        candles = new FinnhubCandles(new RestClient(FinnhubAccess.from(new Settings(key -> Optional.ofNullable(settings.get(key)))), 60,
                clock::nanoTime), clock);
    }

    @AfterEach
    void stop() throws IOException {
        finnhub.shutdown();
    }

    @Test
    void queryBecomesFinnhubsPath() throws Exception {
        finnhub.enqueue(new MockResponse().setBody("{\"c\":[2],\"h\":[2],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[120],\"v\":[7]}"));
        assertEquals(List.of(new ProvidedCandle(120, 1, 2, 1, 2, 7)),
                candles.candles(new CandleQuery(Kind.FOREX, new Symbol("IC MARKETS:1"), Resolution.ONE_MINUTE, 60, 180)));
        assertEquals("/forex/candle?symbol=IC+MARKETS%3A1&resolution=1&from=60&to=180", finnhub.takeRequest().getPath());
    }

    @Test
    void refusalIsRememberedForADayForEachKind() throws IOException {
        finnhub.enqueue(new MockResponse().setResponseCode(403));
        assertThrows(RefusedException.class, () -> candles.candles(query(Kind.STOCK, "AAPL")));
        assertThrows(RefusedException.class, () -> candles.candles(query(Kind.STOCK, "MSFT")));
        assertEquals(1, finnhub.getRequestCount());
        finnhub.enqueue(new MockResponse().setBody("{\"s\":\"no_data\"}"));
        assertEquals(List.of(), candles.candles(query(Kind.CRYPTO, "BINANCE:BTCUSDT")));
        clock.advance(FinnhubCandles.REFUSED.minus(Duration.ofMillis(1)));
        assertThrows(RefusedException.class, () -> candles.candles(query(Kind.STOCK, "AAPL")));
        clock.advance(Duration.ofMillis(1));
        finnhub.enqueue(new MockResponse().setBody("{\"s\":\"no_data\"}"));
        assertEquals(List.of(), candles.candles(query(Kind.STOCK, "AAPL")));
    }

    @Test
    void otherFailuresAreNotRemembered() throws IOException {
        for (int status : new int[] {401, 404, 500}) {
            finnhub.enqueue(new MockResponse().setResponseCode(status));
            assertThrows(RestClient.StatusException.class, () -> candles.candles(query(Kind.STOCK, "AAPL")));
        }
        finnhub.enqueue(new MockResponse().setBody("{\"s\":\"no_data\"}"));
        assertEquals(List.of(), candles.candles(query(Kind.STOCK, "AAPL")));
    }

    private static CandleQuery query(Kind kind, String symbol) {
        return new CandleQuery(kind, new Symbol(symbol), Resolution.DAY, 0, 86_400);
    }
}
