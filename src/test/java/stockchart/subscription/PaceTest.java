package stockchart.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);

    private final Pace pace = new Pace(SHORTEST, 2);
    private long now;

    @Test
    void machineThatKeepsUpIsNotSlowed() {
        periods(100, 0.6);
        assertEquals(SHORTEST, pace.interval());
    }

    @Test
    void busyMachineStretchesTheIntervalUpToASecond() {
        periods(4, 0.9);
        long soon = pace.interval();
        assertTrue(soon > 2 * SHORTEST && soon < Pace.LONGEST, soon + " ns");
        periods(100, 0.9);
        assertEquals(Pace.LONGEST, pace.interval());
    }

    @Test
    void intervalStaysWhileItFits() {
        periods(5, 0.9);
        long stretched = pace.interval();
        periods(100, 0.6);
        assertEquals(stretched, pace.interval());
    }

    @Test
    void intervalRecoversByItself() {
        periods(100, 0.9);
        periods(30, 0.1);
        assertEquals(SHORTEST, pace.interval());
    }

    @Test
    void intervalConfiguredLongerThanTheLimitStays() {
        Pace slow = new Pace(2 * Pace.LONGEST, 1);
        for (int period = 0; period < 10; period++) {
            slow.worked(Pace.PERIOD);
            slow.adjust(period * Pace.PERIOD);
        }
        assertEquals(2 * Pace.LONGEST, slow.interval());
    }

    private void periods(int count, double share) {
        pace.adjust(now);
        for (int period = 0; period < count; period++) {
            now += Pace.PERIOD;
            pace.worked((long) (Pace.PERIOD * share * 2));
            pace.adjust(now);
        }
    }
}
