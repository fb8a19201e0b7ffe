package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    /** What a client hears from midnight on, the late and the repeated trades included. */
    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "OANDA:EUR_USD", "BINANCE:BTCUSDT"})
    void quoteAgreesWithTheTradesOfTheDay(String symbol) {
        long midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        TradeStream stream = finnhub.stream(new Symbol(symbol)).orElseThrow();
        for (Duration step : List.of(Duration.ZERO, Duration.ofMinutes(7), Duration.ofMillis(2_350))) {
            clock.advance(step);
            List<Trade> all = stream.trades(TradeStream.lastSlot(midnight - 60_000), TradeStream.lastSlot(clock.millis()));
            List<Trade> today = all.stream().filter(trade -> trade.time() >= midnight).toList();
            List<Trade> before = all.stream().filter(trade -> trade.time() < midnight).toList();
            JsonObject quote = get("/quote", "symbol", symbol).asJsonObject();
            assertEquals(all.get(all.size() - 1).price(), number(quote, "c"));
            assertEquals(all.get(all.size() - 1).time() / 1_000, quote.getJsonNumber("t").longValue());
            assertEquals(today.stream().mapToDouble(Trade::price).max().orElseThrow(), number(quote, "h"));
            assertEquals(today.stream().mapToDouble(Trade::price).min().orElseThrow(), number(quote, "l"));
            assertEquals(today.stream().min(Comparator.comparingLong(Trade::time)).orElseThrow().price(), number(quote, "o"));
            assertEquals(before.get(before.size() - 1).price(), number(quote, "pc"));
        }
    }

    @Test
    void quoteAtMidnightHasThePreviousCloseOfTheDayThatIsOver() {
        Duration toMidnight = Duration.between(clock.instant(), clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
        clock.advance(toMidnight.minusMillis(1));
        double before = number(get("/quote", "symbol", "AAPL").asJsonObject(), "pc");
        clock.advance(Duration.ofMillis(1));
        JsonObject fresh = get("/quote", "symbol", "AAPL").asJsonObject();
        double close = number(fresh, "pc");
        assertNotEquals(before, close);
        assertTrue(number(fresh, "l") <= number(fresh, "h"));
        clock.advance(Duration.ofHours(5));
        assertEquals(close, number(get("/quote", "symbol", "AAPL").asJsonObject(), "pc"));
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
    void unknownPathHasNoAnswer() {
        assertTrue(api.get("/stock/candle", name -> "US").isEmpty());
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

    private static double number(JsonObject quote, String key) {
        return quote.getJsonNumber(key).doubleValue();
    }
}
