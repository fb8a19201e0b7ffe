package stockchart.quotes;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import stockchart.hub.FeedStatus;
import stockchart.market.MarketHours;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.testing.ChanceExecutor;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;

/**
 * The market's hours as the application fetches them, from a REST API whose answers come, fail, or trickle until the deadline of the
 * exchange has passed. An exchange is a task that ends when its time is over. Confined to the test's thread.
 */
public final class MarketRig {
    /** As of a short answer, see {@code RestCall}. */
    private static final int DEADLINE_MILLIS = 10_000;

    /** What becomes of an exchange. */
    public enum Answers { GOOD, TRICKLING, FAILING }

    /** What becomes of those that end from now on. */
    public Answers answers = Answers.GOOD;
    private final ManualClock clock;
    private final Dice dice;
    private final MarketWatch market;
    private final SerialExecutor fetching;
    private final Runnable refreshing;
    private int fetched;
    private final FeedStatus.Recovery recovery = new FeedStatus.Recovery();

    /** @param steady a clock that does not jump */
    private MarketRig(ManualClock clock, Clock steady, ChanceExecutor threads, Dice dice) {
        this.clock = clock;
        this.dice = dice;
        this.market = new MarketWatch(new Source(), clock, steady, dice::share);
        this.fetching = new SerialExecutor(threads, clock::nanoTime);
        this.refreshing = fetching.coalescing(market::refresh);
    }

    /** @param threads whose tasks take as long as {@link #exchangeMillis} says */
    public static MarketRig on(ManualClock clock, ChanceExecutor threads, Dice dice) {
        return new MarketRig(clock, new Steady(clock), threads, dice);
    }

    /** How long the next exchange takes: one that trickles is ended by its deadline. */
    public int exchangeMillis() {
        return answers == Answers.TRICKLING ? DEADLINE_MILLIS : dice.between(20, 300);
    }

    /** The recurring step of {@link MarketReference}. */
    public void tick(FeedStatus feed) {
        if (recovery.isNew(feed)) {
            market.retrySoon();
        }
        if (market.isDue()) {
            refreshing.run();
        }
        fetching.resume();
    }

    /** How often the market's status has been fetched. */
    public int fetched() {
        return fetched;
    }

    private final class Source implements MarketWatch.Source {
        @Override
        public List<MarketHours.Holiday> holidays() throws IOException {
            answer();
            return List.of();
        }

        @Override
        public MarketWatch.Status status() throws IOException {
            answer();
            fetched++;
            long now = clock.millis();
            return new MarketWatch.Status(new MarketHours(List.of()).session(now).map(MarketHours.Session.Kind::word),
                    Optional.empty(), now);
        }

        private void answer() throws IOException {
            if (answers == Answers.TRICKLING) {
                throw new IOException("No whole answer within the deadline, as the test wants");
            }
            if (answers == Answers.FAILING) {
                switch (dice.below(3)) {
                    case 0 -> throw new OutOfMemoryError("as the test wants");
                    case 1 -> throw new IllegalStateException("as the test wants");
                    default -> throw new IOException("as the test wants");
                }
            }
        }
    }

    /** Milliseconds that the monotonic clock counts. */
    private static final class Steady extends Clock {
        private final ManualClock clock;

        Steady(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(Duration.ofNanos(clock.nanoTime()));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("times are in UTC");
        }
    }
}
