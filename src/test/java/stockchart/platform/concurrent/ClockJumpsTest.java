package stockchart.platform.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import stockchart.testing.ManualClock;

class ClockJumpsTest {
    private final ManualClock clock = new ManualClock();
    private final ClockJumps jumps = new ClockJumps(clock, clock::nanoTime);

    @Test
    void clockThatIsSetIsNoticedOnce() {
        clock.advance(Duration.ofHours(1));
        assertEquals(OptionalLong.empty(), jumps.next());
        clock.jump(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(OptionalLong.of(-3_600_000), jumps.next());
        assertEquals(OptionalLong.empty(), jumps.next());
        clock.jump(Duration.ofSeconds(2));
        assertEquals(OptionalLong.of(2_000), jumps.next());
    }

    @Test
    void clockThatIsCorrectedInSmallStepsIsNot() {
        for (int step = 0; step < 10; step++) {
            clock.jump(Duration.ofMillis(1_999));
            assertEquals(OptionalLong.empty(), jumps.next());
        }
    }

    @Test
    void monotonicClockGoesOnByItself() {
        MonotonicClock steady = new MonotonicClock(clock, clock::nanoTime);
        long start = clock.millis();
        clock.jump(Duration.ofDays(-30));
        clock.advance(Duration.ofMillis(1_500));
        assertEquals(start + 1_500, steady.millis());
    }
}
