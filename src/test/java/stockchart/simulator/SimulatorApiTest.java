package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.testing.ManualClock;

class SimulatorApiTest {
    private final ManualClock clock = new ManualClock();
    private final SimulatedFinnhub finnhub = new SimulatedFinnhub(Instruments.load(), Usual.seed(5), clock, clock);
    private SimulatorApi api = new SimulatorApi(finnhub, clock);

    @Test
    void stocksHaveFinnhubsFieldsInAlphabeticalOrder() {
        JsonArray rows = get("/stock/symbol", "exchange", "US").asJsonArray();
        JsonObject apple = rows.stream().map(JsonValue::asJsonObject).filter(row -> row.getString("symbol").equals("AAPL")).findAny().orElseThrow();
        assertEquals("APPLE INC", apple.getString("description"));
        assertEquals("Common Stock", apple.getString("type"));
        assertEquals(List.of("currency", "description", "displaySymbol", "figi", "isin", "mic", "shareClassFIGI", "symbol", "symbol2", "type"),
                List.copyOf(apple.keySet()));
    }

    @Test
    void pairsHaveExactlyThreeFields() {
        JsonArray forex = get("/forex/symbol", "exchange", "OANDA").asJsonArray();
        JsonArray crypto = get("/crypto/symbol", "exchange", "Binance").asJsonArray();
        assertEquals(Set.of("description", "displaySymbol", "symbol"), forex.getJsonObject(0).keySet());
        assertEquals("Euro / US Dollar", forex.getJsonObject(0).getString("description"));
        assertEquals("BTC/USDT", crypto.getJsonObject(0).getString("displaySymbol"));
    }

    @Test
    void otherExchangeHasNoSymbols() {
        assertTrue(get("/stock/symbol", "exchange", "L").asJsonArray().isEmpty());
        assertTrue(api.get("/crypto/symbol", name -> null).orElseThrow().asJsonArray().isEmpty());
    }

    @Test
    void quoteLiesBetweenLowAndHigh() {
        JsonObject quote = get("/quote", "symbol", "AAPL").asJsonObject();
        double current = quote.getJsonNumber("c").doubleValue();
        assertEquals(List.of("c", "d", "dp", "h", "l", "o", "pc", "t"), List.copyOf(quote.keySet()));
        assertTrue(current >= quote.getJsonNumber("l").doubleValue() && current <= quote.getJsonNumber("h").doubleValue());
        assertEquals(current - quote.getJsonNumber("pc").doubleValue(), quote.getJsonNumber("d").doubleValue(), 0.001);
        assertEquals(clock.millis() / 1_000, quote.getJsonNumber("t").longValue(), 5);
    }

    /** A Monday in New York: stocks are traded from 4:00 on, currencies since 17:00 on Sunday. */
    @ParameterizedTest
    @CsvSource({"AAPL, 2026-01-05T09:00:00Z", "OANDA:EUR_USD, 2026-01-04T22:00:00Z", "BINANCE:BTCUSDT, 2026-01-05T00:00:00Z"})
    void quoteAgreesWithTheTradesOfTheDay(String symbol, Instant start) {
        TradeStream stream = finnhub.stream(new Symbol(symbol)).orElseThrow();
        for (Duration step : List.of(Duration.ZERO, Duration.ofMinutes(7), Duration.ofMillis(2_350))) {
            clock.advance(step);
            List<Trade> all = stream.trades(TradeStream.lastSlot(start.toEpochMilli() - 60_000), TradeStream.lastSlot(clock.millis()));
            double[] today = all.stream().filter(trade -> trade.time() >= start.toEpochMilli()).mapToDouble(Trade::price).toArray();
            JsonObject quote = get("/quote", "symbol", symbol).asJsonObject();
            assertEquals(all.get(all.size() - 1).price(), number(quote, "c"));
            assertEquals(all.get(all.size() - 1).time() / 1_000, quote.getJsonNumber("t").longValue());
            assertNear(today[0], number(quote, "o"));
            double high = Arrays.stream(today).max().orElseThrow();
            double low = Arrays.stream(today).min().orElseThrow();
            assertTrue(high <= number(quote, "h") && low >= number(quote, "l"));
            assertNear(high, number(quote, "h"));
            assertNear(low, number(quote, "l"));
        }
    }

    @Test
    void quoteOfAStockHasThePreviousCloseOfTheSessionsBefore() {
        TradeStream stream = finnhub.stream(new Symbol("AAPL")).orElseThrow();
        long friday = Instant.parse("2026-01-03T01:00:00Z").toEpochMilli();
        double close = number(get("/quote", "symbol", "AAPL").asJsonObject(), "pc");
        List<Trade> last = stream.trades(TradeStream.lastSlot(friday) - 100, TradeStream.lastSlot(friday));
        assertNear(last.get(last.size() - 1).price(), close);
        clock.advance(Duration.ofHours(17).plusMinutes(59));
        assertEquals(close, number(get("/quote", "symbol", "AAPL").asJsonObject(), "pc"));
        clock.advance(Duration.ofMinutes(2));
        JsonObject tuesday = get("/quote", "symbol", "AAPL").asJsonObject();
        assertNotEquals(close, number(tuesday, "pc"));
        assertTrue(number(tuesday, "l") <= number(tuesday, "h"));
    }

    @Test
    void quoteOfUnknownSymbolIsZero() {
        assertEquals("{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}", get("/quote", "symbol", "NO.SUCH").toString());
        assertEquals(0, get("/quote", "symbol", "<b>").asJsonObject().getInt("c"));
    }

    @Test
    void marketStatusFollowsNewYorkTime() {
        assertStatus(true, "\"regular\"");
        clock.advance(Duration.ofHours(7));
        assertStatus(false, "\"post-market\"");
        clock.advance(Duration.ofHours(5));
        assertStatus(false, "null");
        clock.advance(Duration.ofHours(7));
        assertStatus(false, "\"pre-market\"");
        clock.advance(Duration.ofDays(4));
        assertStatus(false, "null");
    }

    @Test
    void holidaysHaveFinnhubsShape() {
        JsonObject answer = get("/stock/market-holiday", "exchange", "US").asJsonObject();
        assertEquals(List.of("data", "exchange", "timezone"), List.copyOf(answer.keySet()));
        List<String> rows = answer.getJsonArray("data").stream().map(JsonValue::toString).toList();
        assertTrue(rows.contains("{\"eventName\":\"Christmas\",\"atDate\":\"2026-12-25\",\"tradingHour\":\"\"}"), rows::toString);
        assertTrue(rows.contains(
                "{\"eventName\":\"Thanksgiving Day\",\"atDate\":\"2026-11-27\",\"tradingHour\":\"09:30-13:00\"}"), rows::toString);
    }

    @Test
    void marketStatusKnowsTheHolidays() {
        clock.advance(Duration.ofDays(354));
        assertStatus(false, "null");
        assertEquals("Christmas", get("/stock/market-status", "exchange", "US").asJsonObject().getString("holiday"));
    }

    @Test
    void quoteOfAMuteSymbolMovesOn() {
        set(Set.of(new Symbol("LOW")), false);
        JsonObject first = get("/quote", "symbol", "LOW").asJsonObject();
        clock.advance(Duration.ofMinutes(1));
        JsonObject second = get("/quote", "symbol", "LOW").asJsonObject();
        assertTrue(second.getInt("t") > first.getInt("t"));
        assertNotEquals(number(first, "c"), number(second, "c"));
    }

    /** 2026-01-05 is a Monday. */
    @Test
    void quotesOfStocksStandStillWhileTheMarketIsClosed() {
        set(Set.of(), true);
        JsonStructure first = get("/quote", "symbol", "AAPL");
        JsonStructure euro = get("/quote", "symbol", "OANDA:EUR_USD");
        JsonStructure bitcoin = get("/quote", "symbol", "BINANCE:BTCUSDT");
        assertEquals(Instant.parse("2026-01-02T21:00:00Z").getEpochSecond(), first.asJsonObject().getInt("t"));
        clock.advance(Duration.ofDays(2));
        assertEquals(first, get("/quote", "symbol", "AAPL"));
        assertNotEquals(euro, get("/quote", "symbol", "OANDA:EUR_USD"));
        assertNotEquals(bitcoin, get("/quote", "symbol", "BINANCE:BTCUSDT"));
    }

    @Test
    void closedMarketIsAHolidayEachDay() {
        set(Set.of(), true);
        for (String day : List.of("2026-01-05", "2026-01-06", "2026-01-07")) {
            assertStatus(false, "null");
            assertEquals("Simulated holiday", get("/stock/market-status", "exchange", "US").asJsonObject().getString("holiday"));
            JsonArray rows = get("/stock/market-holiday", "exchange", "US").asJsonObject().getJsonArray("data");
            assertTrue(rows.toString().contains("\"atDate\":\"" + day + "\",\"tradingHour\":\"\""), rows::toString);
            clock.advance(Duration.ofDays(1));
        }
    }

    @Test
    void candlesHaveFinnhubsShape() {
        JsonObject candles = candles("/stock/candle?symbol=AAPL&resolution=1&from=1767623400&to=1767625200");
        assertEquals(List.of("c", "h", "l", "o", "s", "t", "v"), List.copyOf(candles.keySet()));
        assertEquals("ok", candles.getString("s"));
        assertEquals(1_767_623_400, candles.getJsonArray("t").getInt(0));
        for (String column : List.of("c", "h", "l", "o", "t", "v")) {
            assertEquals(30, candles.getJsonArray(column).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stock/candle?symbol=NO.SUCH", "/stock/candle?symbol=%3Cb%3E", "/forex/candle?symbol=AAPL",
        "/stock/candle?symbol=BINANCE:BTCUSDT"})
    void whatIsNotTradedHasNoCandles(String path) {
        assertEquals(new SimulatorApi.Answer(200, "{\"s\":\"no_data\"}"), api.answer(path + "&resolution=D&from=1767000000&to=1767625200"));
    }

    @ParameterizedTest
    @CsvSource({"resolution=D&from=1&to=2, Missing parameters", "symbol=AAPL&resolution=D&from=1, Missing parameters",
        "symbol=AAPL&resolution=D&from=1&to=, Missing parameters", "symbol=AAPL&resolution=7&from=1&to=2, Wrong resolution",
        "symbol=AAPL&resolution=d&from=1&to=2, Wrong resolution",
        "symbol=AAPL&resolution=D&from=-1&to=2, Wrong time: from and to are seconds since 1970",
        "symbol=AAPL&resolution=D&from=1764547200000&to=1764633600000, Wrong time: from and to are seconds since 1970",
        "symbol=AAPL&resolution=D&from=1&to=1e9, Wrong time: from and to are seconds since 1970",
        "symbol=AAPL&resolution=D&from=1&to=99999999999999999999, Wrong time: from and to are seconds since 1970"})
    void wrongParametersOfCandlesAreNamed(String query, String error) {
        assertEquals(new SimulatorApi.Answer(422, "{\"error\":\"" + error + "\"}"), api.answer("/stock/candle?" + query));
    }

    @Test
    void onlyFreeTokensHaveNoCandles() {
        assertTrue(SimulatorFilter.SimulatorToken.isFree("simulator-free") && SimulatorFilter.SimulatorToken.isFree("simulator-free-1"));
        assertFalse(SimulatorFilter.SimulatorToken.isFree("simulator") || SimulatorFilter.SimulatorToken.isFree("simulator-freely"));
    }

    @Test
    void unknownPathHasNoAnswer() {
        assertEquals(404, api.answer("/stock/candles?symbol=AAPL").status());
        assertFalse(api.get("/stock/market-status", name -> "US").isEmpty());
    }

    private void set(Set<Symbol> mute, boolean isMarketClosed) {
        SimulatorSettings settings = new SimulatorSettings(Optional.of(5), 50, mute, isMarketClosed);
        api = new SimulatorApi(new SimulatedFinnhub(Instruments.load(), settings, clock, clock), clock);
    }

    private void assertStatus(boolean open, String session) {
        JsonObject status = get("/stock/market-status", "exchange", "US").asJsonObject();
        assertEquals(open, status.getBoolean("isOpen"));
        assertEquals(session, status.get("session").toString());
        assertEquals("America/New_York", status.getString("timezone"));
    }

    private JsonStructure get(String path, String name, String value) {
        return api.get(path, Map.of(name, value)::get).orElseThrow();
    }

    private JsonObject candles(String path) {
        return Json.createReader(new StringReader(api.answer(path).json())).readObject();
    }

    private static void assertNear(double expected, double price) {
        assertEquals(1, price / expected, 0.0005);
    }

    private static double number(JsonObject quote, String key) {
        return quote.getJsonNumber(key).doubleValue();
    }
}
