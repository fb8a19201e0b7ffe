package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.simulator.SimulatedHistory.Resolution;
import stockchart.testing.ManualClock;

class SimulatedHistoryTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** 15:00 UTC on Monday, 2026-01-05. */
    private final ManualClock clock = new ManualClock();
    private SimulatedFinnhub finnhub = new SimulatedFinnhub(Instruments.load(), Usual.seed(5), clock, clock);

    /** In the middle of a minute, so that the running day, hour and minute are among them. */
    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "OANDA:EUR_USD", "BINANCE:BTCUSDT", "PZZA"})
    void longerCandlesAddUpWithTheirMinutes(String symbol) {
        clock.advance(Duration.ofSeconds(1_234));
        List<SimulatedCandle> minutes = candles(symbol, "1", clock.millis() - 15 * DAY);
        for (String resolution : List.of("5", "15", "30", "60", "D", "W")) {
            List<SimulatedCandle> longer = candles(symbol, resolution, clock.millis() - 14 * DAY);
            assertTrue(longer.size() > 1);
            for (int i = 0; i < longer.size(); i++) {
                long from = longer.get(i).start();
                long to = i + 1 < longer.size() ? longer.get(i + 1).start() : Long.MAX_VALUE;
                List<SimulatedCandle> within = minutes.stream().filter(one -> from <= one.start() && one.start() < to).toList();
                SimulatedCandle sum = within.stream().reduce((one, next) -> one.and(next, instrument(symbol))).orElseThrow();
                assertEquals(sum.startingAt(from), longer.get(i));
            }
        }
    }

    @Test
    void monthsAddUpWithTheirDays() {
        List<SimulatedCandle> days = candles("AAPL", "D", clock.millis() - 380 * DAY);
        List<SimulatedCandle> months = candles("AAPL", "M", clock.millis() - 340 * DAY);
        assertEquals(12, months.size());
        for (int i = 0; i + 1 < months.size(); i++) {
            SimulatedCandle month = months.get(i);
            long end = months.get(i + 1).start();
            assertEquals(month, days.stream().filter(one -> month.start() <= one.start() && one.start() < end)
                    .reduce((one, next) -> one.and(next, instrument("AAPL"))).orElseThrow());
        }
    }

    /** Live trades are never outside of what becomes their candle, and fill it but for a twentieth of a per cent. */
    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "OANDA:EUR_USD", "BINANCE:BTCUSDT"})
    void pastJoinsTheLivePricesWithoutASeam(String symbol) {
        long from = clock.millis();
        clock.advance(Duration.ofMinutes(40));
        List<Trade> trades = finnhub.stream(new Symbol(symbol)).orElseThrow().trades(TradeStream.lastSlot(from), TradeStream.lastSlot(clock.millis() + 5_000));
        for (SimulatedCandle minute : candles(symbol, "1", from)) {
            List<Trade> within = trades.stream().filter(trade -> MinutePrices.number(trade.time()) * MinutePrices.MILLIS == minute.start()).toList();
            if (within.isEmpty()) {
                assertEquals(clock.millis(), minute.start());
                continue;
            }
            DoubleSummaryStatistics prices = within.stream().mapToDouble(Trade::price).summaryStatistics();
            assertTrue(minute.low() <= prices.getMin() && prices.getMax() <= minute.high(), () -> minute + " " + prices);
            assertNear(prices.getMin(), minute.low());
            assertNear(prices.getMax(), minute.high());
            assertNear(within.get(0).price(), minute.open());
            assertNear(within.get(within.size() - 1).price(), minute.close());
        }
    }

    @Test
    void volumesAreThoseOfTradesOnAverage() {
        for (String symbol : List.of("AAPL", "BINANCE:BTCUSDT", "PZZA")) {
            long from = clock.millis() - 3 * 3_600_000;
            double traded = finnhub.stream(new Symbol(symbol)).orElseThrow().trades(TradeStream.lastSlot(from), TradeStream.lastSlot(clock.millis()))
                    .stream().mapToDouble(Trade::volume).sum();
            double reported = candles(symbol, "60", from).stream().mapToDouble(SimulatedCandle::volume).sum();
            assertEquals(1, reported / traded, 0.15, symbol);
        }
    }

    @Test
    void runningMinuteIsWhatWasTradedInIt() {
        clock.advance(Duration.ofSeconds(42));
        List<Trade> trades = finnhub.stream(new Symbol("TSLA")).orElseThrow().trades(TradeStream.lastSlot(clock.millis() - 42_000), TradeStream.lastSlot(clock.millis()));
        SimulatedCandle running = last(candles("TSLA", "1", clock.millis() - 42_000));
        assertTrue(trades.stream().allMatch(trade -> running.low() <= trade.price() && trade.price() <= running.high()));
        clock.advance(Duration.ofSeconds(10));
        assertTrue(last(candles("TSLA", "1", clock.millis() - 52_000)).volume() > running.volume());
    }

    @Test
    void whatIsOverStaysAsItIs() {
        clock.advance(Duration.ofSeconds(30));
        long now = clock.millis();
        List<SimulatedCandle> before = candles("AAPL", "1", now - 3 * DAY);
        List<SimulatedCandle> days = candles("AAPL", "D", now - 60 * DAY);
        clock.advance(Duration.ofDays(2));
        List<SimulatedCandle> after = finnhub.history().candles(instrument("AAPL"), stream("AAPL"), Resolution.ONE_MINUTE, now - 3 * DAY, now, clock.millis());
        assertEquals(before.subList(0, before.size() - 1), after.subList(0, before.size() - 1));
        assertEquals(days.subList(0, days.size() - 1), candles("AAPL", "D", now - 60 * DAY).subList(0, days.size() - 1));
    }

    @Test
    void seedDecides() {
        List<SimulatedCandle> one = candles("AAPL", "D", clock.millis() - 20 * DAY);
        finnhub = new SimulatedFinnhub(Instruments.load(), Usual.seed(5), clock, clock);
        assertEquals(one, candles("AAPL", "D", clock.millis() - 20 * DAY));
        finnhub = new SimulatedFinnhub(Instruments.load(), Usual.seed(6), clock, clock);
        assertNotEquals(one, candles("AAPL", "D", clock.millis() - 20 * DAY));
    }

    @Test
    void minutesOfStocksAreThoseOfTheSessions() {
        for (SimulatedCandle minute : candles("AAPL", "1", clock.millis() - 20 * DAY)) {
            ZonedDateTime time = newYork(minute);
            assertTrue(time.getDayOfWeek().getValue() <= 5, time::toString);
            assertTrue(!time.toLocalTime().isBefore(LocalTime.of(4, 0)) && time.toLocalTime().isBefore(LocalTime.of(20, 0)), time::toString);
            assertTrue(!time.toLocalDate().toString().equals("2025-12-25") && !time.toLocalDate().toString().equals("2026-01-01"));
        }
    }

    /** Thanksgiving on the 27th, and a short day after it. */
    @Test
    void holidaysHaveNoDayAndShortDaysEndEarly() {
        clock.jump(Duration.between(clock.instant(), Instant.parse("2025-12-02T01:00:00Z")));
        Set<String> dates = candles("AAPL", "D", clock.millis() - 7 * DAY).stream()
                .map(day -> newYork(day).toString()).collect(Collectors.toSet());
        assertEquals(Set.of("2025-11-25T00:00-05:00[America/New_York]", "2025-11-26T00:00-05:00[America/New_York]",
                "2025-11-28T00:00-05:00[America/New_York]", "2025-12-01T00:00-05:00[America/New_York]"), dates);
        List<SimulatedCandle> friday = finnhub.history().candles(instrument("AAPL"), stream("AAPL"), Resolution.ONE_MINUTE,
                Instant.parse("2025-11-28T00:00:00Z").toEpochMilli(), Instant.parse("2025-11-30T00:00:00Z").toEpochMilli(), clock.millis());
        assertEquals(LocalTime.of(4, 0), newYork(friday.get(0)).toLocalTime());
        assertEquals(LocalTime.of(16, 59), newYork(last(friday)).toLocalTime());
    }

    @Test
    void clockChangesMoveTheSessions() {
        clock.jump(Duration.between(clock.instant(), Instant.parse("2026-03-10T00:00:00Z")));
        List<Instant> days = candles("AAPL", "D", clock.millis() - 5 * DAY).stream().map(day -> Instant.ofEpochMilli(day.start())).toList();
        assertEquals(List.of(Instant.parse("2026-03-05T05:00:00Z"), Instant.parse("2026-03-06T05:00:00Z"), Instant.parse("2026-03-09T04:00:00Z")), days);
    }

    @Test
    void currenciesPauseOnWeekendsOnly() {
        List<Instant> days = candles("OANDA:EUR_USD", "D", clock.millis() - 5 * DAY).stream().map(day -> Instant.ofEpochMilli(day.start())).toList();
        assertEquals(List.of(Instant.parse("2025-12-31T22:00:00Z"), Instant.parse("2026-01-01T22:00:00Z"), Instant.parse("2026-01-04T22:00:00Z")), days);
        List<SimulatedCandle> hours = candles("OANDA:EUR_USD", "60", Instant.parse("2026-01-02T21:00:00Z").toEpochMilli());
        assertEquals(List.of(Instant.parse("2026-01-02T21:00:00Z"), Instant.parse("2026-01-04T22:00:00Z")),
                hours.stream().limit(2).map(hour -> Instant.ofEpochMilli(hour.start())).toList());
    }

    @Test
    void coinsAreTradedAllTheTime() {
        assertEquals(7, candles("BINANCE:BTCUSDT", "D", clock.millis() - 7 * DAY).size());
        assertEquals(7 * 24, candles("BINANCE:BTCUSDT", "60", clock.millis() - 7 * DAY).size());
    }

    @ParameterizedTest
    @CsvSource({"AAPL, 250", "OANDA:EUR_USD, 260", "BINANCE:BTCUSDT, 365"})
    void yearOfDays(String symbol, int days) {
        assertEquals(days, candles(symbol, "D", clock.millis() - 365 * DAY).size(), 3);
    }

    @Test
    void answersAreBounded() {
        assertEquals(31 * 1_440, candles("BINANCE:BTCUSDT", "1", 0).size());
        assertEquals(5 * 365, candles("BINANCE:BTCUSDT", "D", 0).size());
        assertEquals(List.of(), candles("BINANCE:BTCUSDT", "D", clock.millis() + DAY));
        assertEquals(List.of(), finnhub.history().candles(instrument("AAPL"), stream("AAPL"), Resolution.DAY, 5, 4, clock.millis()));
        assertEquals(List.of(), finnhub.history().candles(instrument("AAPL"), stream("AAPL"), Resolution.DAY, 0, DAY, clock.millis()));
    }

    @Test
    void quoteIsThatOfTheDay() {
        for (String symbol : List.of("AAPL", "OANDA:EUR_USD", "BINANCE:BTCUSDT")) {
            List<SimulatedCandle> days = candles(symbol, "D", clock.millis() - 7 * DAY);
            List<SimulatedCandle> two = finnhub.history().lastTwoDays(instrument(symbol), stream(symbol), clock.millis());
            assertEquals(List.of(days.get(days.size() - 1), days.get(days.size() - 2)), two);
        }
    }

    @Test
    void closedMarketHasNoCandlesSinceItsLastClose() {
        finnhub = new SimulatedFinnhub(Instruments.load(), new SimulatorSettings(Optional.of(5), 50, Set.of(), true), clock, clock);
        long stop = finnhub.stoppedAt(instrument("AAPL")).orElseThrow();
        clock.advance(Duration.ofDays(3));
        SimulatedCandle last = last(finnhub.history().candles(instrument("AAPL"), stream("AAPL"), Resolution.ONE_MINUTE, 0, clock.millis(), stop));
        assertEquals(stop - MinutePrices.MILLIS, last.start());
    }

    private List<SimulatedCandle> candles(String symbol, String resolution, long from) {
        return finnhub.history().candles(instrument(symbol), stream(symbol), Resolution.of(resolution).orElseThrow(), from,
                Long.MAX_VALUE, clock.millis());
    }

    private Instrument instrument(String symbol) {
        return finnhub.instruments().find(new Symbol(symbol)).orElseThrow();
    }

    private TradeStream stream(String symbol) {
        return finnhub.stream(new Symbol(symbol)).orElseThrow();
    }

    private static SimulatedCandle last(List<SimulatedCandle> candles) {
        return candles.get(candles.size() - 1);
    }

    private static ZonedDateTime newYork(SimulatedCandle candle) {
        return Instant.ofEpochMilli(candle.start()).atZone(MarketHours.NEW_YORK);
    }

    private static void assertNear(double expected, double price) {
        assertEquals(1, price / expected, 0.0005);
    }
}
