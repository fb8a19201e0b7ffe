package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GcraTest {
    private static final long INTERVAL = 100;

    private final Gcra gcra = new Gcra();

    @Test
    void twoPassAtOnceAndTheThirdAtTheInterval() {
        assertTrue(take(0) && take(0));
        assertFalse(take(0));
        assertEquals(100, gcra.due(INTERVAL));
        assertFalse(take(99));
        assertTrue(take(100));
        assertFalse(take(199));
    }

    @Test
    void whatComesAboutAsOftenAsAllowedIsNotDelayed() {
        assertEquals(1_000, LongStream.range(0, 1_000).filter(i -> take(i * INTERVAL + (i % 2 == 0 ? 40 : -40))).count());
    }

    @Test
    void pauseGrantsABurstOfTwoAndNoMore() {
        take(0);
        assertTrue(take(10_000) && take(10_000));
        assertFalse(take(10_099));
    }

    @Test
    void whatComesMoreOftenPassesAtTheInterval() {
        assertEquals(101, LongStream.range(0, 10_000).filter(this::take).count());
    }

    @Test
    void latePassDoesNotShiftThoseAfterIt() {
        assertTrue(take(0) && take(0) && take(130));
        assertEquals(200, gcra.due(INTERVAL));
    }

    @Test
    void shorterIntervalHoldsAtOnce() {
        gcra.take(0, 1_000);
        gcra.take(0, 1_000);
        assertEquals(1_000, gcra.due(1_000));
        assertEquals(25, gcra.due(25));
        assertTrue(gcra.take(25, 25));
        assertFalse(gcra.take(49, 25));
        assertTrue(gcra.take(50, 25));
    }

    @Test
    void longerIntervalHoldsAfterTheBurst() {
        assertTrue(gcra.take(0, 25) && gcra.take(0, 25));
        assertTrue(gcra.take(1, 1_000));
        assertFalse(gcra.take(49, 1_000));
        assertTrue(gcra.take(50, 1_000));
        assertFalse(gcra.take(1_049, 1_000));
        assertTrue(gcra.take(1_050, 1_000));
    }

    @Test
    void overflowOfTheClockIsNoPause() {
        long late = Long.MAX_VALUE - 150;
        assertTrue(take(late) && take(late) && take(late + 100) && take(late + 200));
        assertFalse(take(late + 299));
        assertTrue(take(late + 300));
    }

    private boolean take(long now) {
        return gcra.take(now, INTERVAL);
    }
}
