package stockchart.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.testing.ManualClock;

class TapeTest {
    private static final int ALL = Integer.MAX_VALUE;
    /** The beginning of a minute. */
    private static final long NOON = new ManualClock().millis() - 600_000;
    private final Tape tape = new Tape(new Symbol("AAPL"), 7, 100, new ManualClock());

    @Test
    void appendedTradesAreSeenOnlyAfterRelease() {
        append(1, 3);
        assertEquals(List.of(), prices(tape.slice(0, ALL)));
        assertTrue(tape.release());
        assertEquals(List.of(1.0, 2.0, 3.0), prices(tape.slice(0, ALL)));
        assertFalse(tape.release());
    }

    @Test
    void cursorGetsExactlyWhatFollows() {
        append(1, 5);
        tape.release();
        TapeSlice slice = tape.slice(3, ALL);
        assertEquals(List.of(4.0, 5.0), prices(slice));
        assertEquals(5, slice.end());
        assertEquals(0, slice.missed());
    }

    @Test
    void overwrittenTradesAreCountedAsMissed() {
        append(1, 250);
        tape.release();
        TapeSlice slice = tape.slice(10, ALL);
        assertEquals(100, slice.trades().size());
        assertEquals(140, slice.missed());
        assertEquals(151.0, slice.trades().get(0).price());
        assertFalse(tape.holdsAllAfter(149));
        assertTrue(tape.holdsAllAfter(150));
        assertFalse(tape.holdsAllAfter(251));
    }

    @Test
    void unreleasedTradesThatOverwriteVisibleOnesAreNotMixedUp() {
        append(1, 100);
        tape.release();
        append(101, 160);
        TapeSlice slice = tape.slice(0, ALL);
        assertEquals(61.0, slice.trades().get(0).price());
        assertEquals(40, slice.trades().size());
    }

    @Test
    void missedTradesAreReportedOnlyToAReaderThatMissedSome() {
        append(1, 100);
        tape.release();
        append(101, 400);
        assertEquals(List.of(301.0), prices(tape.slice(50, ALL)));
        assertEquals(250, tape.slice(50, ALL).missed());
        assertTrue(tape.release());
        assertEquals(99, tape.slice(301, ALL).trades().size());
        assertEquals(0, tape.slice(301, ALL).missed());
    }

    @Test
    void limitedSliceKeepsTheNewest() {
        append(1, 50);
        tape.release();
        TapeSlice slice = tape.slice(0, 2);
        assertEquals(List.of(49.0, 50.0), prices(slice));
        assertEquals(48, slice.missed());
    }

    @Test
    void readersAtTheSamePlaceShareOneText() {
        append(1, 2);
        tape.release();
        TapeSlice slice = tape.slice(1, ALL);
        assertSame(slice, tape.slice(1, ALL));
        String text = slice.form(0, s -> new String("built"));
        assertSame(text, tape.slice(1, ALL).form(0, s -> "built again"));
    }

    @Test
    void sliceKnowsWhenItsFirstTradeCameIn() {
        append(1, 250);
        tape.release();
        assertEquals(2_500, tape.slice(249, ALL).arrived());
        assertEquals(1_510, tape.slice(10, ALL).arrived());
    }

    @Test
    void tapeMayStartAtAnyNumber() {
        Tape follower = new Tape(new Symbol("AAPL"), 7, 1_000, 100, new ManualClock());
        assertTrue(follower.isEmpty());
        assertFalse(follower.release());
        assertEquals(1_000, follower.released());
        assertTrue(follower.holdsAllAfter(1_000));
        assertFalse(follower.holdsAllAfter(999));
        LongStream.rangeClosed(1_001, 1_250).forEach(i -> follower.append(new Trade(i, i, 1), i * 10));
        assertTrue(follower.release());
        TapeSlice slice = follower.slice(1_240, ALL);
        assertEquals(1_241.0, slice.trades().get(0).price());
        assertEquals(12_410, slice.arrived());
        assertEquals(1_250, slice.end());
        assertEquals(250, follower.slice(900, ALL).missed(), "100 from before it started, 150 overwritten");
        assertEquals(100, follower.slice(900, ALL).trades().size());
        assertTrue(follower.holdsAllAfter(1_150));
        assertFalse(follower.holdsAllAfter(1_149));
    }

    @Test
    void tradesWithNumbersAreTakenOnceAndWithoutHoles() {
        Tape follower = new Tape(new Symbol("AAPL"), 7, 10, 100, new ManualClock());
        assertEquals(Tape.Taken.KNOWN, follower.append(10, new Trade(10, 10, 1), 0));
        assertEquals(Tape.Taken.APPENDED, follower.append(11, new Trade(11, 11, 1), 0));
        assertEquals(Tape.Taken.KNOWN, follower.append(11, new Trade(99, 11, 1), 0));
        assertEquals(Tape.Taken.HOLE, follower.append(13, new Trade(13, 13, 1), 0));
        assertEquals(Tape.Taken.APPENDED, follower.append(12, new Trade(12, 12, 1), 0));
        follower.release();
        assertEquals(List.of(11.0, 12.0), prices(follower.slice(10, ALL)));
    }

    @Test
    void anotherSeriesReplacesTheTradesAndKeepsTheCandles() {
        LongStream.rangeClosed(1, 5).forEach(i -> tape.append(new Trade(i, NOON + i, 1), 0));
        tape.release();
        assertEquals(7, tape.slice(2, ALL).epoch());
        tape.begin(8, 101, List.of(new Trade(101, NOON + 101, 1), new Trade(102, NOON + 60_102, 1)), 0);
        assertEquals(new Tape.Series(8, 102), tape.series());
        TapeSlice all = tape.slice(0, ALL);
        assertEquals(List.of(101.0, 102.0), prices(all));
        assertEquals(8, all.epoch());
        assertEquals(102, all.end());
        assertEquals(Tape.Taken.APPENDED, tape.append(103, new Trade(103, NOON + 60_103, 1), 0));
        assertEquals(List.of(), prices(tape.slice(102, ALL)), "not released yet");
        tape.release();
        assertEquals(List.of(103.0), prices(tape.slice(102, ALL)));
        assertEquals(List.of(5, 2), prints(tape), "of the first minute others may have more");
        assertEquals(8, tape.candles(Candle.Interval.MINUTE, 0).epoch());
    }

    /** What was recorded before a restart is among the trades that others have kept. */
    @Test
    void tradesThatAreKnownAlreadyDoNotCountTwice() {
        List<KeptCandle> kept = List.of(new KeptCandle(new Candle(NOON, 1, 1, 1, 1, 10, 10), 0, 0),
                new KeptCandle(new Candle(NOON + 60_000, 2, 2, 2, 2, 2, 2), 0, 0));
        List<Trade> known = LongStream.of(59_000, 60_000, 60_001, 60_002).mapToObj(time -> new Trade(1, NOON + time, 1)).toList();
        tape.restore(Candle.Interval.MINUTE, kept);
        tape.begin(8, 5, known, 0);
        assertEquals(List.of(10, 3), prints(tape));
        Tape later = new Tape(new Symbol("AAPL"), 7, 100, new ManualClock());
        later.begin(8, 5, known, 0);
        later.restore(Candle.Interval.MINUTE, kept);
        assertEquals(List.of(10, 3), prints(later));
    }

    private static List<Integer> prints(Tape tape) {
        return tape.candles(Candle.Interval.MINUTE, 0).candles().stream().map(Candle::prints).toList();
    }

    /** A reader gets the number of trades it misses, as if they had been overwritten. */
    @Test
    void sameSeriesGoesOnBehindTradesThatAreMissing() {
        append(1, 5);
        tape.release();
        tape.begin(7, 11, List.of(new Trade(11, 11, 1)), 0);
        assertEquals(new Tape.Series(7, 0), tape.series());
        assertEquals(6, tape.slice(4, ALL).missed());
        assertEquals(List.of(11.0), prices(tape.slice(4, ALL)));
        assertFalse(tape.holdsAllAfter(5));
    }

    @Test
    void tapeDoesNotStartBeforeZero() {
        assertThrows(IllegalArgumentException.class, () -> new Tape(new Symbol("AAPL"), 7, -1, 100, new ManualClock()));
    }

    private void append(int from, int to) {
        LongStream.rangeClosed(from, to).forEach(i -> tape.append(new Trade(i, i, 1), i * 10));
    }

    private static List<Double> prices(TapeSlice slice) {
        return slice.trades().stream().map(Trade::price).toList();
    }
}
