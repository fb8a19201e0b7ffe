package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
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
import stockchart.history.providers.HistoryProvider.Coverage;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;

class FinnhubCandlesTest {
    private static final Listing AAPL = new Listing(new Symbol("AAPL"), Kind.STOCK, "US", "AAPL", TradingDay.NEW_YORK);
    private static final Listing EURO = new Listing(new Symbol("OANDA:EUR_USD"), Kind.FOREX, "oanda", "EUR/USD", TradingDay.CURRENCIES);

    private final ManualClock clock = new ManualClock();
    private final MockWebServer finnhub = new MockWebServer();
    private RestClient client;
    private FinnhubCandles candles;

    @BeforeEach
    void start() throws IOException {
        finnhub.start(InetAddress.getLoopbackAddress(), 0);
        Map<String, String> settings = Map.of("FINNHUB_TOKEN", "a-key", "FINNHUB_REST_URL", "http://localhost:" + finnhub.getPort());
        client = new RestClient(FinnhubAccess.from(new Settings(key -> Optional.ofNullable(settings.get(key)))), 60, clock::nanoTime);
        candles = new FinnhubCandles(client, false);
    }

    @AfterEach
    void stop() throws IOException {
        finnhub.shutdown();
    }

    @Test
    void queryBecomesFinnhubsPath() throws Exception {
        answer("[120]", 1);
        assertEquals(List.of(candle(120)),
                candles.fetch(new CandleQuery(Kind.FOREX, new Symbol("IC MARKETS:1"), Resolution.ONE_MINUTE, 60, 180), Purpose.DIALECT));
        assertEquals("/forex/candle?symbol=IC+MARKETS%3A1&resolution=1&from=60&to=180", finnhub.takeRequest().getPath());
    }

    @Test
    void stretchBecomesTheSecondsInIt() throws Exception {
        answer("[0,60,120]", 3);
        assertEquals(List.of(candle(60)), candles.candles(AAPL, Width.MINUTE, 60_000, 120_000));
        assertEquals("/stock/candle?symbol=AAPL&resolution=1&from=60&to=119", finnhub.takeRequest().getPath());
        answer("[3600]", 1);
        assertEquals(List.of(candle(3_600)), candles.candles(AAPL, Width.HOUR, 3_600_000, 7_200_000));
        assertEquals("/stock/candle?symbol=AAPL&resolution=60&from=3600&to=7199", finnhub.takeRequest().getPath());
        assertEquals(2, client.counters().requests(Purpose.HISTORY));
    }

    @Test
    void daysAreCalledByTheDateOfTheirMarket() throws IOException {
        // Midnight in New York before and after the clock goes back on 2019-11-03, a weekend between.
        answer("[1572580800,1572843600]", 2);
        assertEquals(List.of(candle(day("2019-11-01")), candle(day("2019-11-04"))),
                candles.candles(AAPL, Width.DAY, millis("2019-11-01"), millis("2019-11-05")));
        // 17:00 in New York.
        answer("[1568667600]", 1);
        assertEquals(List.of(candle(day("2019-09-17"))),
                candles.candles(EURO, Width.DAY, millis("2019-09-17"), millis("2019-09-18")));
    }

    @Test
    void daysThatStartAtMidnightInUtcAreTakenAsTheyAre() throws IOException {
        answer("[1572566400]", 1);
        assertEquals(List.of(candle(day("2019-11-01"))), candles.candles(AAPL, Width.DAY, millis("2019-11-01"), millis("2019-11-02")));
        answer("[1568678400]", 1);
        assertEquals(List.of(candle(day("2019-09-17"))),
                candles.candles(EURO, Width.DAY, millis("2019-09-17"), millis("2019-09-18")));
    }

    @Test
    void daysOfOtherMarketsStartAtTheirMidnight() {
        for (String midnight : List.of("2026-06-14T23:00:00Z", "2026-06-14T15:00:00Z", "2026-06-14T14:00:00Z", "2026-06-15T00:00:00Z",
                "2026-06-15T04:00:00Z")) {
            assertEquals(LocalDate.of(2026, 6, 15), MarketDays.date(Instant.parse(midnight).toEpochMilli(), TradingDay.UTC), midnight);
        }
    }

    @Test
    void requestForDaysReachesToTheirStartInAnyZone() throws Exception {
        finnhub.enqueue(new MockResponse().setBody("{\"s\":\"no_data\"}"));
        assertEquals(List.of(), candles.candles(AAPL, Width.DAY, 0, Width.DAY.millis()));
        assertEquals("/stock/candle?symbol=AAPL&resolution=D&from=0&to=129599", finnhub.takeRequest().getPath());
    }

    @Test
    void twoCandlesOfADateAreRefused() {
        answer("[1572566400,1572580800]", 2);
        assertThrows(RestClient.BadAnswerException.class,
                () -> candles.candles(AAPL, Width.DAY, millis("2019-11-01"), millis("2019-11-02")));
    }

    @Test
    void minutesThatStartBetweenMinutesAreRefused() {
        answer("[61]", 1);
        assertThrows(RestClient.BadAnswerException.class, () -> candles.candles(AAPL, Width.MINUTE, 60_000, 120_000));
    }

    @Test
    void whatTheKeyDoesNotAllowIsRefused() {
        finnhub.enqueue(new MockResponse().setResponseCode(403).setBody("{\"error\":\"You don't have access to this resource.\"}"));
        assertEquals("Finnhub gives no stock candles to this key", assertThrows(RefusedException.class,
                () -> candles.candles(AAPL, Width.DAY, 0, Width.DAY.millis())).getMessage());
    }

    @Test
    void otherFailuresAreNoRefusal() {
        for (int status : new int[] {401, 404, 500}) {
            finnhub.enqueue(new MockResponse().setResponseCode(status));
            assertThrows(RestClient.StatusException.class, () -> candles.candles(AAPL, Width.DAY, 0, Width.DAY.millis()));
        }
        finnhub.enqueue(new MockResponse().setBody("<html>Bad gateway</html>"));
        assertThrows(RestClient.BadAnswerException.class, () -> candles.candles(AAPL, Width.DAY, 0, Width.DAY.millis()));
    }

    @Test
    void onlyDaysOfStocksAreAdjustedForSplits() {
        assertEquals(Optional.empty(), candles.coverage(AAPL, Width.SECOND));
        assertEquals(43_200, candles.coverage(AAPL, Width.MINUTE).orElseThrow().mostCandles());
        assertEquals(720, candles.coverage(EURO, Width.HOUR).orElseThrow().mostCandles());
        assertEquals(List.of(false, false, true),
                List.of(isAdjusted(AAPL, Width.MINUTE), isAdjusted(AAPL, Width.HOUR), isAdjusted(AAPL, Width.DAY)));
        assertEquals(false, isAdjusted(EURO, Width.DAY));
    }

    @Test
    void theSimulatorHasItsOwnName() {
        FinnhubCandles simulator = new FinnhubCandles(client, true);
        assertEquals("simulator", simulator.id());
        assertEquals("finnhub", candles.id());
        assertEquals(false, simulator.coverage(AAPL, Width.DAY).map(Coverage::isAdjusted).orElseThrow(), "it has no splits");
    }

    private boolean isAdjusted(Listing listing, Width width) {
        return candles.coverage(listing, width).map(Coverage::isAdjusted).orElseThrow();
    }

    private void answer(String times, int rows) {
        String ones = "[1" + ",1".repeat(rows - 1) + "]";
        finnhub.enqueue(new MockResponse().setBody("{\"c\":" + ones + ",\"h\":" + ones + ",\"l\":" + ones + ",\"o\":" + ones
                + ",\"s\":\"ok\",\"t\":" + times + ",\"v\":" + ones + "}"));
    }

    private static Candle candle(long seconds) {
        return new Candle(seconds * 1_000, 1, 1, 1, 1, 1, 0);
    }

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay() * 86_400;
    }

    private static long millis(String date) {
        return day(date) * 1_000;
    }
}
