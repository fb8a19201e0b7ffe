package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.ManualClock;

/** Plays minutes of trading on a clock of its own, on one lane that takes no time, and measures how long trades wait. */
class PacingTest {
    private static final int SYMBOLS = 50;
    private static final long SWEEP = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Subscriptions hub = new Subscriptions(
            new SubscriptionSettings(SYMBOLS, Duration.ofSeconds(30), 100, 200, 10),
            new FeedStatus(FeedStatus.State.LIVE, true, 0), clock, clock::nanoTime, Runnable::run, 1);
    private final List<Long> waits = new ArrayList<>();
    private boolean isMeasuring;
    private boolean losesWakeUps;
    private long wakeUp = Long.MAX_VALUE;
    private int wakeUps;
    private long trades;
    private long frames;

    @BeforeEach
    void takeRequests() {
        hub.wakeBy(time -> wakeUp = Math.min(wakeUp, time));
    }

    @Test
    void regularTradesAtTheConfiguredPaceWaitForNothing() {
        play(40, () -> millis(100));
        assertEquals(0, waited(1));
        assertEquals(trades * 40, frames);
        assertEquals(0, wakeUps);
    }

    @Test
    void randomTradesAtTheConfiguredPaceHardlyWait() {
        play(40, () -> poisson(100));
        assertEquals(0, waited(0.5));
        assertTrue(waited(0.99) <= 35, waited(0.99) + " ms");
        assertTrue(hub.throttle().millis() <= 50, hub.throttle().millis() + " ms");
    }

    @Test
    void thinSymbolsHardlyWait() {
        play(40, () -> poisson(500));
        assertEquals(0, waited(0.98));
        assertTrue(waited(1) <= 50, waited(1) + " ms");
    }

    @Test
    void clustersOfTradesAreMergedAndSoonReleased() {
        long[] count = {0};
        play(4, () -> ++count[0] % 5 == 0 ? poisson(300) : millis(3));
        assertTrue(waited(0.5) <= 22 && waited(0.99) <= 50, waited(0.5) + " and " + waited(0.99) + " ms");
        assertTrue(frames <= 0.65 * trades * 4, frames + " frames");
    }

    @Test
    void busySymbolsAreMergedAsFarAsItPays() {
        play(8, () -> millis(20));
        assertTrue(waited(0.5) <= 30 && waited(0.99) <= 70, waited(0.5) + " and " + waited(0.99) + " ms");
        assertTrue(frames <= 0.42 * trades * 8, frames + " frames of " + trades * 8);
        assertTrue(hub.throttle().millis() >= 50 && hub.throttle().millis() < 60, hub.throttle().millis() + " ms");
    }

    @Test
    void busySymbolsOfManyViewersHaveTheConfiguredPace() {
        play(80, () -> millis(20));
        long extra = frames / MEASURED.toSeconds() - SYMBOLS * 80 * 10;
        assertTrue(extra <= 1.1 * AdaptiveThrottle.MOST_EXTRA, extra + " frames a second more than configured");
        assertTrue(waited(1) <= 115, waited(1) + " ms");
    }

    @Test
    void withoutWakeUpsTheSweepReleasesEverything() {
        losesWakeUps = true;
        play(8, () -> millis(20));
        assertTrue(waited(1) <= 100 + TimeUnit.NANOSECONDS.toMillis(SWEEP), waited(1) + " ms");
    }

    @Test
    void whatWaitsIsReleasedWhenItIsDue() {
        Meter meter = new Meter(new Symbol("ONE"));
        meter.trade();
        meter.trade();
        meter.trade();
        assertEquals(2, meter.read);
        assertEquals(clock.nanoTime() + millis(100), wakeUp);
        runTo(wakeUp);
        assertEquals(3, meter.read);
        assertEquals(Long.MAX_VALUE, wakeUp);
    }

    @Test
    void oneWakeUpIsForTheEarliestOfAll() {
        List<Meter> meters = IntStream.range(0, 3).mapToObj(i -> new Meter(new Symbol("S" + i))).toList();
        for (Meter meter : meters) {
            IntStream.range(0, 3).forEach(i -> meter.trade());
            clock.advance(Duration.ofMillis(20));
        }
        runTo(wakeUp);
        assertEquals(List.of(3L, 2L, 2L), meters.stream().map(meter -> meter.read).toList());
        assertEquals(millis(20), wakeUp - clock.nanoTime());
        runTo(wakeUp);
        runTo(wakeUp);
        assertEquals(List.of(3L, 3L, 3L), meters.stream().map(meter -> meter.read).toList());
        assertEquals(3, wakeUps);
    }

    @Test
    void tradeThatIsDueBeforeTheWakeUpLeavesNothingToDoForIt() {
        Meter meter = new Meter(new Symbol("ONE"));
        IntStream.range(0, 3).forEach(i -> meter.trade());
        clock.advance(Duration.ofMillis(100));
        meter.trade();
        assertEquals(4, meter.read);
        runTo(wakeUp);
        clock.advance(Duration.ofMillis(100));
        meter.trade();
        assertEquals(5, meter.read, "the wake-up has used nothing up");
        assertEquals(Long.MAX_VALUE, wakeUp);
    }

    /** @param gap the time to the next trade of a symbol, nanoseconds, a new one on every call */
    private void play(int viewers, LongSupplier gap) {
        List<Meter> meters = IntStream.range(0, SYMBOLS).mapToObj(i -> new Meter(new Symbol("S" + i))).toList();
        for (Meter meter : meters) {
            IntStream.range(1, viewers).forEach(i -> new Viewer(meter.symbol));
            meter.next = clock.nanoTime() + random.nextLong(millis(500));
        }
        long start = clock.nanoTime();
        long measured = start + SETTLING.toNanos();
        long end = measured + MEASURED.toNanos();
        long sweep = start;
        while (clock.nanoTime() < end) {
            Meter first = meters.get(0);
            for (Meter meter : meters) {
                first = meter.next < first.next ? meter : first;
            }
            isMeasuring = clock.nanoTime() >= measured;
            if (sweep <= Math.min(wakeUp, first.next)) {
                advanceTo(sweep);
                sweep += SWEEP;
                hub.sweep();
            } else if (wakeUp <= first.next) {
                runTo(wakeUp);
            } else {
                advanceTo(first.next);
                first.next += gap.getAsLong();
                first.trade();
            }
        }
    }

    private void runTo(long time) {
        advanceTo(time);
        wakeUp = Long.MAX_VALUE;
        wakeUps++;
        if (!losesWakeUps) {
            hub.releaseDue();
        }
    }

    private void advanceTo(long time) {
        clock.advance(Duration.ofNanos(Math.max(0, time - clock.nanoTime())));
    }

    private long waited(double share) {
        List<Long> sorted = waits.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)));
    }

    private long poisson(long meanMillis) {
        return (long) (-Math.log(1 - random.nextDouble()) * millis(meanMillis));
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }

    private class Viewer implements Subscriber {
        final Symbol symbol;
        final Subscription subscription;

        Viewer(Symbol symbol) {
            this.symbol = symbol;
            hub.register(this);
            subscription = hub.subscribe(this, symbol);
        }

        @Override
        public String address() {
            return "";
        }

        @Override
        public void changed() {
            frames += isMeasuring ? 1 : 0;
        }

        @Override
        public void stateChanged(Subscription changed) {}
    }

    /** Publishes the trades of a symbol and measures when they are seen. */
    private final class Meter extends Viewer {
        private final Queue<Long> published = new ArrayDeque<>();
        private long next;
        private long read;

        Meter(Symbol symbol) {
            super(symbol);
        }

        void trade() {
            trades += isMeasuring ? 1 : 0;
            published.add(clock.nanoTime());
            hub.publish(List.of(new SymbolTrade(symbol, new Trade(1, clock.millis(), 1))));
        }

        @Override
        public void changed() {
            super.changed();
            for (; read < subscription.tape().released(); read++) {
                long since = published.remove();
                if (isMeasuring) {
                    waits.add(clock.nanoTime() - since);
                }
            }
        }
    }
}
