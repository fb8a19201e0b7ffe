package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdaptiveThrottleTest {
    private static final long CONFIGURED = TimeUnit.MILLISECONDS.toNanos(100);
    /** What a lane may hand over in a period. */
    private static final int MOST_EXTRA = (int) (AdaptiveThrottle.MOST_EXTRA * AdaptiveThrottle.PERIOD / 1_000_000_000);

    private final AdaptiveThrottle pace = new AdaptiveThrottle(CONFIGURED, 2);
    private long now;

    @Test
    void machineThatKeepsUpIsNotSlowed() {
        periods(100, 0.6);
        assertEquals(CONFIGURED, pace.interval());
    }

    @Test
    void busyMachineStretchesTheIntervalUpToASecond() {
        periods(4, 0.9);
        long soon = pace.interval();
        assertTrue(soon > 2 * CONFIGURED && soon < AdaptiveThrottle.LONGEST, soon + " ns");
        periods(100, 0.9);
        assertEquals(AdaptiveThrottle.LONGEST, pace.interval());
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
        periods(22, 0.1);
        assertEquals(CONFIGURED, pace.interval());
    }

    @Test
    void idleMachineShortensTheIntervalToAQuarter() {
        periods(4, 0.1);
        assertTrue(pace.interval() < 0.7 * CONFIGURED, pace.interval() + " ns");
        periods(10, 0.1);
        assertEquals(AdaptiveThrottle.SHORTEST, pace.interval());
        assertEquals(25, pace.millis());
        assertEquals(new AdaptiveThrottle.Status(false, 100), pace.status(), "clients are not messaged for this");
    }

    @Test
    void paceStaysInProportionToTheConfiguredOne() {
        AdaptiveThrottle slow = new AdaptiveThrottle(TimeUnit.SECONDS.toNanos(1), 1);
        AdaptiveThrottle fast = new AdaptiveThrottle(TimeUnit.MILLISECONDS.toNanos(1), 1);
        for (int period = 0; period < 50; period++) {
            slow.adjust(period * AdaptiveThrottle.PERIOD);
            fast.adjust(period * AdaptiveThrottle.PERIOD);
        }
        assertEquals(TimeUnit.MILLISECONDS.toNanos(250), slow.interval());
        assertEquals(TimeUnit.MILLISECONDS.toNanos(1), fast.interval());
    }

    @Test
    void framesThatTheConfiguredIntervalWouldMergeBringItBack() {
        periods(50, 0.1);
        periods(3, 0.1, 2 * MOST_EXTRA);
        assertTrue(pace.interval() > 2 * AdaptiveThrottle.SHORTEST && pace.interval() < CONFIGURED, pace.interval() + " ns");
        periods(20, 0.1, 2 * MOST_EXTRA);
        assertEquals(CONFIGURED, pace.interval());
    }

    @Test
    void intervalStaysWhileItsCostFits() {
        periods(5, 0.1);
        long shortened = pace.interval();
        periods(100, 0.1, (int) (MOST_EXTRA * 0.8));
        assertEquals(shortened, pace.interval());
    }

    @Test
    void littleTooManyFramesLengthenItALittle() {
        periods(50, 0.1);
        periods(1, 0.1, (int) (MOST_EXTRA * 1.1));
        assertEquals(1.1, (double) pace.interval() / AdaptiveThrottle.SHORTEST, 0.001);
    }

    @Test
    void machineThatIsTooBusyHasTheConfiguredIntervalAtOnce() {
        periods(50, 0.1);
        periods(1, 0.9);
        assertEquals(CONFIGURED, pace.interval());
    }

    @Test
    void machineThatKeepsUpNarrowlyHasNoShorterInterval() {
        periods(100, 0.5);
        assertEquals(CONFIGURED, pace.interval());
    }

    @Test
    void intervalConfiguredLongerThanTheLimitStays() {
        AdaptiveThrottle slow = new AdaptiveThrottle(2 * AdaptiveThrottle.LONGEST, 1);
        for (int period = 0; period < 10; period++) {
            slow.addWork(AdaptiveThrottle.PERIOD);
            slow.adjust(period * AdaptiveThrottle.PERIOD);
        }
        assertEquals(2 * AdaptiveThrottle.LONGEST, slow.interval());
    }

    @Test
    void busyIsReportedOnceTheIntervalIsTwiceAsLong() {
        periods(3, 0.9);
        assertTrue(pace.interval() > 2 * CONFIGURED);
        assertEquals(new AdaptiveThrottle.Status(false, 100), pace.status(), "it has not been kept yet");
        periods(1, 0.6);
        assertEquals(new AdaptiveThrottle.Status(true, 219), pace.status());
    }

    @Test
    void onlyAnotherDoublingIsReportedAgain() {
        Set<AdaptiveThrottle.Status> reported = new LinkedHashSet<>();
        for (int period = 0; period < 50; period++) {
            periods(1, 0.9);
            reported.add(pace.status());
        }
        assertEquals(List.of(false, true, true, true), reported.stream().map(AdaptiveThrottle.Status::busy).toList());
        assertEquals(List.of(100L, 219L, 482L, 1_000L), reported.stream().map(AdaptiveThrottle.Status::millis).toList());
    }

    @Test
    void recoveryIsReportedWhenTheIntervalIsNearlyAsConfigured() {
        periods(100, 0.9);
        int periods = 0;
        while (pace.status().busy()) {
            assertTrue(periods++ < 30, "never recovered");
            periods(1, 0.1);
        }
        assertEquals(new AdaptiveThrottle.Status(false, 100), pace.status());
        assertTrue(pace.interval() <= CONFIGURED * 1.2);
    }

    @Test
    void swingingBetweenTheBoundsIsNotReported() {
        periods(4, 0.9);
        AdaptiveThrottle.Status busy = pace.status();
        for (int swing = 0; swing < 20; swing++) {
            periods(5, 0.1);
            periods(2, 0.9);
            assertSame(busy, pace.status());
        }
    }

    private void periods(int count, double share) {
        periods(count, share, 0);
    }

    /** @param extra frames of each lane and period that the configured interval would have merged */
    private void periods(int count, double share, int extra) {
        pace.adjust(now);
        for (int period = 0; period < count; period++) {
            now += AdaptiveThrottle.PERIOD;
            pace.addExtraFrames(extra * 2);
            pace.addWork((long) (AdaptiveThrottle.PERIOD * share * 2));
            pace.adjust(now);
        }
    }
}
