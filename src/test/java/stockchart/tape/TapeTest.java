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
