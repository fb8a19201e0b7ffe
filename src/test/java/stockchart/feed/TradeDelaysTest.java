package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stockchart.feed.FeedCounters.TradeDelays;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.ManualClock;

class TradeDelaysTest {
    private static final Symbol AAPL = new Symbol("AAPL");

    private final ManualClock clock = new ManualClock();
    private final TradeDelays delays = new TradeDelays(clock);

    @Test
    void nothingIsReportedBeforeTheFirstTrade() {
        delays.record(List.of());
        assertEquals(Optional.empty(), delays.recent());
    }

    @Test
    void medianAndHighPercentileAreReported() {
        record(LongStream.rangeClosed(1, 10).toArray());
        assertEquals(new FeedCounters.TradeDelay(5, 10), recent());
    }

    @Test
    void oneInAHundredMayBeLate() {
        record(LongStream.rangeClosed(1, 100).map(i -> i == 50 ? 5_000 : 3).toArray());
        assertEquals(new FeedCounters.TradeDelay(3, 3), recent());
        record(5_000);
        assertTrue(recent().p99() >= 5_000);
    }

    @Test
    void longTimesAreRightToSomeSixPerCentAndNeverTooShort() {
        for (long delay = 1; delay < 2_000_000_000; delay = delay * 7 / 5 + 1) {
            TradeDelays one = new TradeDelays(clock);
            one.record(List.of(print(delay)));
            long reported = one.recent().orElseThrow().p50();
            assertTrue(reported >= delay && reported <= delay * 1.0625, delay + " ms reported as " + reported);
        }
    }

    @Test
    void tradeFromTheFutureIsNotLateAndOneFromLongAgoHasItsPlace() {
        record(-60_000);
        assertEquals(new FeedCounters.TradeDelay(0, 0), recent());
        delays.record(List.of(new SymbolTrade(AAPL, new Trade(1, 0, 1))));
        assertEquals((1L << 31) - 1, recent().p99());
    }

    @Test
    void timesThatCannotBeRightAreCounted() {
        long now = clock.millis();
        List<SymbolTrade> prints = LongStream.of(now, now + 60_000, now + 60_001, Trade.MAX_TIME, now / 1_000, 0)
                .mapToObj(time -> new SymbolTrade(AAPL, new Trade(1, time, 1))).toList();
        assertEquals(4, delays.record(prints));
        assertEquals(0, delays.record(List.of()));
    }

    @Test
    void minuteBeforeCountsAndOlderOnesDoNot() {
        record(7);
        clock.advance(Duration.ofMinutes(1));
        assertEquals(new FeedCounters.TradeDelay(7, 7), recent());
        record(9, 9, 9);
        assertEquals(new FeedCounters.TradeDelay(9, 9), recent());
        clock.advance(Duration.ofMinutes(1));
        record(3, 3);
        assertEquals(new FeedCounters.TradeDelay(9, 9), recent());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(new FeedCounters.TradeDelay(3, 3), recent());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), delays.recent());
    }

    private FeedCounters.TradeDelay recent() {
        return delays.recent().orElseThrow();
    }

    private void record(long... millis) {
        delays.record(LongStream.of(millis).mapToObj(this::print).toList());
    }

    private SymbolTrade print(long delay) {
        return new SymbolTrade(AAPL, new Trade(1, clock.millis() - delay, 1));
    }
}
