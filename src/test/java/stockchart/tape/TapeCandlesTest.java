package stockchart.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.tape.Candle.Interval;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;

class TapeCandlesTest {
    private static final int CAPACITY = 50;
    private static final long HOUR = 3_600_000;

    private final ManualClock clock = new ManualClock();
    private final Tape tape = new Tape(new Symbol("AAPL"), 7, CAPACITY, clock);
    private final NaiveCandles model = new NaiveCandles();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void candlesAreThoseOfThePlainReading(long seed) {
        Dice dice = new Dice(seed);
        for (int round = 0; round < 1_500; round++) {
            clock.advance(Duration.ofMillis(dice.chance(0.01) ? dice.below(8_000_000) : dice.below(2_000)));
            for (int left = dice.chance(0.02) ? 3 * CAPACITY : dice.below(6); left > 0; left--) {
                Trade trade = randomTrade(dice);
                tape.append(trade, 0);
                model.add(trade, clock.millis());
            }
            tape.release();
            verify(dice.chance(0.5) ? 0 : clock.millis() - dice.below((int) (2 * HOUR)));
        }
    }

    private Trade randomTrade(Dice dice) {
        long now = clock.millis();
        long time = switch (dice.below(10)) {
            case 0 -> now - dice.below((int) (2 * HOUR));
            case 1 -> dice.chance(0.1) ? now - 30 * HOUR + dice.below((int) (12 * HOUR)) : now;
            case 2 -> dice.chance(0.1) ? now + dice.between(59_990, 60_010) : now;
            case 3 -> dice.chance(0.05) ? now + 60_001 + dice.below(Integer.MAX_VALUE) : now;
            default -> now - dice.below(1_500);
        };
        return new Trade(dice.between(1, 30) / 4.0, time, dice.chance(0.2) ? 0 : dice.between(1, 1_000) / 10.0);
    }

    private void verify(long from) {
        for (Interval interval : Interval.values()) {
            CandleSlice slice = tape.candles(interval, from);
            assertEquals(model.of(interval, from), slice.candles());
            assertEquals(tape.released(), slice.end());
        }
    }

    @ParameterizedTest
    @EnumSource
    void windowLiesBehindTheNewestTrade(Interval interval) {
        long newest = clock.millis() / interval.millis() * interval.millis();
        long oldest = newest - (interval.kept() - 1) * interval.millis();
        trade(1, newest, 1);
        trade(2, oldest - 1, 1);
        trade(3, oldest, 1);
        assertEquals(List.of(oldest, newest), starts(interval, 0));
        assertEquals(List.of(newest), starts(interval, oldest + 1));
        assertEquals(List.of(), starts(interval, newest + 1));
        trade(4, newest + interval.millis(), 1);
        assertEquals(List.of(newest, newest + interval.millis()), starts(interval, 0));
    }

    @Test
    void priceUpdateWithoutATradeCountsAndAddsNoVolume() {
        long second = clock.millis();
        trade(10, second, 3);
        trade(12, second + 1, 0);
        assertEquals(List.of(new Candle(second, 10, 12, 10, 12, 3, 2)), tape.candles(Interval.SECOND, 0).candles());
    }

    @Test
    void latePrintChangesOpenAndCloseOnlyByItsTime() {
        long second = clock.millis();
        trade(10, second + 500, 1);
        trade(11, second + 1_000, 1);
        trade(9, second + 700, 1);
        trade(12, second + 600, 1);
        trade(8, second + 100, 1);
        assertEquals(List.of(new Candle(second, 8, 12, 8, 9, 4, 4), new Candle(second + 1_000, 11, 11, 11, 11, 1, 1)),
                tape.candles(Interval.SECOND, 0).candles());
    }

    @Test
    void ofTradesInTheSameMillisecondTheFirstOpensAndTheLastCloses() {
        long second = clock.millis();
        trade(10, second, 1);
        trade(11, second, 1);
        assertEquals(List.of(new Candle(second, 10, 11, 10, 11, 2, 2)), tape.candles(Interval.SECOND, 0).candles());
    }

    @Test
    void printFarAheadOfTheClockPushesNothingOut() {
        long now = clock.millis();
        trade(1, now, 1);
        trade(2, now + Trade.MAX_AHEAD + 1, 1);
        trade(3, Trade.MAX_TIME, 1);
        assertEquals(List.of(now), starts(Interval.SECOND, 0));
        assertEquals(3, tape.candles(Interval.SECOND, 0).end());
        trade(4, now + Trade.MAX_AHEAD, 1);
        assertEquals(List.of(now, now + Trade.MAX_AHEAD), starts(Interval.SECOND, 0));
    }

    @Test
    void timeInSecondsTakenForMillisecondsOpensNoCandle() {
        long now = clock.millis();
        trade(1, now / 1_000, 1);
        trade(1, 0, 1);
        trade(1, now - Trade.MAX_BEHIND - 1, 1);
        assertEquals(List.of(), starts(Interval.MINUTE, 0));
        assertEquals(3, tape.candles(Interval.MINUTE, 0).end());
        trade(1, now - Trade.MAX_BEHIND, 1);
        assertEquals(1, starts(Interval.MINUTE, 0).size());
    }

    @Test
    void volumesThatAddUpToInfinityStayANumber() {
        trade(1, clock.millis(), Double.MAX_VALUE);
        trade(1, clock.millis(), Double.MAX_VALUE);
        assertEquals(Double.MAX_VALUE, tape.candles(Interval.SECOND, 0).candles().get(0).volume());
    }

    @Test
    void candlesAndTheTradesAfterThemAreTheCandlesOfAllTrades() {
        tape.append(new Trade(1, clock.millis(), 1), 0);
        tape.release();
        tape.append(new Trade(2, clock.millis(), 1), 0);
        CandleSlice slice = tape.candles(Interval.SECOND, 0);
        assertEquals(1, slice.end());
        assertEquals(1, slice.candles().get(0).prints());
        tape.release();
        assertEquals(List.of(2.0), tape.slice(slice.end(), CAPACITY).trades().stream().map(Trade::price).toList());
        assertEquals(2, tape.candles(Interval.SECOND, 0).candles().get(0).prints());
    }

    @Test
    void tradesOverwrittenBeforeTheirReleaseAreInTheCandles() {
        appendMany(CAPACITY + 20);
        assertPrints(20);
        tape.release();
        assertPrints(CAPACITY + 20);
        appendMany(3 * CAPACITY);
        assertPrints(tape.released());
        assertTrue(tape.released() > 2L * CAPACITY + 20);
        tape.release();
        assertPrints(4 * CAPACITY + 20);
    }

    private void assertPrints(long expected) {
        CandleSlice slice = tape.candles(Interval.MINUTE, 0);
        assertEquals(expected, slice.end());
        assertEquals(expected, slice.candles().stream().mapToInt(Candle::prints).sum());
    }

    @Test
    void readersOfTheSameCandlesShareOneText() {
        trade(1, clock.millis(), 1);
        CandleSlice slice = tape.candles(Interval.SECOND, 0);
        assertSame(slice, tape.candles(Interval.SECOND, 0));
        assertNotSame(slice, tape.candles(Interval.MINUTE, 0));
        String text = slice.form("basis", (candles, basis) -> new String("built"));
        assertSame(text, slice.form(new String("basis"), (candles, basis) -> "built again"));
        assertEquals("another", slice.form("another basis", (candles, basis) -> "another"));
        trade(1, clock.millis(), 1);
        assertNotSame(slice, tape.candles(Interval.SECOND, 0));
    }

    @Test
    void changedCandlesAreTakenOnceTheOpenOneIncluded() {
        long second = clock.millis() / 1_000 * 1_000;
        trade(1, second, 1);
        trade(3, second + 999, 2);
        trade(2, second + 4_000, 1);
        assertEquals(1 + 1, tape.untaken());
        assertEquals(List.of(new KeptCandle(new Candle(second, 1, 3, 1, 3, 3, 2), 0, 999),
                new KeptCandle(new Candle(second + 4_000, 2, 2, 2, 2, 1, 1), 0, 0)), take(100).candles());
        assertEquals(List.of(), take(100).candles());
        assertEquals(1, tape.untaken());
        trade(4, second + 4_500, 1);
        assertEquals(List.of(second + 4_000), startsOf(take(100)));
    }

    @Test
    void candleThatALateTradeChangesIsTakenAgain() {
        long second = clock.millis() / 1_000 * 1_000;
        trade(1, second, 1);
        clock.advance(Duration.ofSeconds(5));
        trade(2, second + 4_000, 1);
        take(100);
        trade(7, second + 500, 1);
        trade(2, second + 4_001, 1);
        assertEquals(new Candle(second, 1, 7, 1, 7, 2, 2), take(100).candles().get(0).candle());
    }

    @Test
    void theOldestChangesAreTakenFirst() {
        long second = clock.millis() / 1_000 * 1_000;
        trade(1, second, 1);
        trade(2, second + 1_000, 1);
        trade(3, second + 2_000, 1);
        assertEquals(List.of(second, second + 1_000), startsOf(take(2)));
        assertEquals(List.of(second + 2_000), startsOf(take(2)));
        tape.markChanged(Interval.SECOND, second + 1_000);
        assertEquals(List.of(second + 1_000, second + 2_000), startsOf(take(100)));
        tape.markChanged(Interval.SECOND, second + 3_000);
        assertEquals(0, startsOf(take(100)).size());
        tape.markChanged(Interval.SECOND, 0);
        assertEquals(3, startsOf(take(100)).size());
    }

    @Test
    void candlesThatLeaveMemoryBeforeTheyAreTakenAreReported() {
        long second = clock.millis() / 1_000 * 1_000;
        trade(1, second, 1);
        CandleChanges first = take(100);
        assertEquals(first.lostFrom(), first.lostTo());
        trade(1, second + 1_000, 1);
        clock.advance(Duration.ofHours(2));
        trade(1, second + 2 * HOUR, 1);
        CandleChanges changes = take(100);
        assertEquals(second + 1_000, changes.lostFrom());
        assertEquals(second + 2 * HOUR - (Interval.SECOND.kept() - 1) * 1_000, changes.lostTo());
        assertEquals(List.of(second + 2 * HOUR), startsOf(changes));
    }

    /** The candles of a tape that was restored in the midst of the trades are those of one that saw them all. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void restoredTapeGoesOnWhereTheOtherStopped(long seed) {
        Dice dice = new Dice(seed);
        Map<Interval, Map<Long, KeptCandle>> kept = new EnumMap<>(Interval.class);
        randomTrades(tape, dice, 300);
        for (Interval interval : Interval.values()) {
            kept.put(interval, new TreeMap<>());
            tape.takeChanges(interval, Integer.MAX_VALUE).candles()
                    .forEach(candle -> kept.get(interval).put(candle.candle().start(), candle));
        }
        Tape next = new Tape(new Symbol("AAPL"), 8, CAPACITY, clock);
        randomTrades(next, dice, 20);
        for (Interval interval : Interval.values()) {
            tape.candles(interval, 0);
            next.candles(interval, 0);
            next.restore(interval, List.copyOf(kept.get(interval).values()));
        }
        randomTrades(next, dice, 300);
        for (Interval interval : Interval.values()) {
            assertEquals(model.of(interval, 0), next.candles(interval, 0).candles());
            // What is taken from it afterwards replaces what was kept, and is then the whole.
            next.takeChanges(interval, Integer.MAX_VALUE).candles()
                    .forEach(candle -> kept.get(interval).put(candle.candle().start(), candle));
            List<Candle> all = kept.get(interval).values().stream().map(KeptCandle::candle).toList();
            List<Candle> shown = next.candles(interval, 0).candles();
            assertEquals(shown, all.subList(all.size() - shown.size(), all.size()));
        }
    }

    private void randomTrades(Tape to, Dice dice, int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMillis(dice.below(8_000)));
            long late = dice.chance(0.1) ? dice.below(600_000) : dice.below(500);
            Trade trade = new Trade(dice.between(1, 30) / 4.0, clock.millis() - late, dice.between(1, 100) / 4.0);
            to.append(trade, 0);
            model.add(trade, clock.millis());
            if (dice.chance(0.3)) {
                to.release();
            }
        }
        to.release();
    }

    private CandleChanges take(int most) {
        return tape.takeChanges(Interval.SECOND, most);
    }

    private static List<Long> startsOf(CandleChanges changes) {
        return changes.candles().stream().map(kept -> kept.candle().start()).toList();
    }

    private void trade(double price, long time, double volume) {
        tape.append(new Trade(price, time, volume), 0);
        tape.release();
    }

    private void appendMany(int count) {
        LongStream.rangeClosed(1, count).forEach(i -> tape.append(new Trade(1, clock.millis(), 1), 0));
    }

    private List<Long> starts(Interval interval, long from) {
        return tape.candles(interval, from).candles().stream().map(Candle::start).toList();
    }
}
