package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.tape.GapLog;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** When a symbol was not recorded, and why. */
class GapsTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final Symbol NVDA = new Symbol("NVDA");
    private static final int LINGER = 30_000;

    private final ManualClock clock = new ManualClock();
    private final long start = clock.millis();
    private final Subscriptions registry = new Subscriptions(
            new SubscriptionSettings(2, Duration.ofMillis(LINGER), 1_000, 100, 10), new FeedStatus(FeedStatus.State.LIVE, true, 0),
            clock, clock::nanoTime, new ManualExecutor(), 1);
    private final Viewer ann = new Viewer();

    @BeforeEach
    void register() {
        registry.register(ann);
    }

    @Test
    void symbolFirstWatchedWhileTheFeedIsLiveHasNoGap() {
        assertEquals(List.of(), watch(AAPL).gaps());
    }

    @Test
    void symbolFirstWatchedWhileTheFeedIsNotLiveBeginsWithOne() {
        feed(FeedStatus.State.CONNECTING);
        pass(5);
        Subscription apple = watch(AAPL);
        assertEquals(List.of(open(Cause.DOWN, 5)), apple.gaps());
        pass(5);
        feed(FeedStatus.State.LIVE);
        assertEquals(List.of(gap(Cause.DOWN, 5, 10)), apple.gaps());
    }

    @Test
    void registryThatStartsUnconnectedBeginsWithAGap() {
        Subscriptions fresh = new Subscriptions(new SubscriptionSettings(2, Duration.ZERO, 1_000, 100, 10),
                new FeedStatus(FeedStatus.State.CONNECTING, true, 0), clock, clock::nanoTime, new ManualExecutor(), 1);
        fresh.register(ann);
        assertEquals(List.of(open(Cause.DOWN, 0)), fresh.subscribe(ann, AAPL).gaps());
    }

    @Test
    void outageIsOneGapHoweverOftenTheFeedTries() {
        Subscription apple = watch(AAPL);
        pass(1);
        feed(FeedStatus.State.CONNECTING);
        pass(1);
        feed(FeedStatus.State.DOWN);
        pass(1);
        feed(FeedStatus.State.CONNECTING);
        pass(1);
        feed(FeedStatus.State.LIVE);
        pass(1);
        feed(FeedStatus.State.LIVE);
        assertEquals(List.of(gap(Cause.DOWN, 1, 4)), apple.gaps());
    }

    @Test
    void refusedKeyIsACauseOfItsOwn() {
        Subscription apple = watch(AAPL);
        feed(FeedStatus.State.DOWN);
        pass(2);
        feed(FeedStatus.State.REFUSED);
        pass(2);
        feed(FeedStatus.State.LIVE);
        assertEquals(List.of(gap(Cause.DOWN, 0, 2), gap(Cause.REFUSED, 2, 4)), apple.gaps());
    }

    @Test
    void nothingIsRecordedWithoutViewersOnceTheLingerIsOver() {
        registry.unsubscribe(watch(AAPL));
        pass(LINGER - 1);
        assertEquals(List.of(), registry.subscribe(ann, AAPL).gaps());
        registry.unsubscribe(watch(AAPL));
        pass(LINGER);
        pass(70);
        assertEquals(List.of(gap(Cause.UNRECORDED, 2 * LINGER - 1, 2 * LINGER + 69)), watch(AAPL).gaps());
    }

    @Test
    void havingNoSlotOutweighsTheFeed() {
        registry.unsubscribe(watch(AAPL));
        feed(FeedStatus.State.DOWN);
        pass(LINGER);
        feed(FeedStatus.State.REFUSED);
        pass(10);
        feed(FeedStatus.State.LIVE);
        pass(10);
        feed(FeedStatus.State.DOWN);
        Subscription apple = watch(AAPL);
        assertEquals(List.of(gap(Cause.DOWN, 0, LINGER), gap(Cause.UNRECORDED, LINGER, LINGER + 20),
                open(Cause.DOWN, LINGER + 20)), apple.gaps());
    }

    @Test
    void symbolThatGaveUpItsSlotIsNotRecorded() {
        registry.unsubscribe(watch(AAPL));
        Subscription microsoft = watch(MSFT);
        pass(5);
        watch(NVDA);
        pass(5);
        registry.unsubscribe(microsoft);
        assertEquals(List.of(gap(Cause.UNRECORDED, 5, 10)), watch(AAPL).gaps());
    }

    @Test
    void symbolThatFinnhubDoesNotCarryIsNotRecorded() {
        Subscription apple = watch(AAPL);
        registry.refused(AAPL);
        assertEquals(List.of(open(Cause.UNRECORDED, 0)), apple.gaps());
        pass(30_000);
        registry.sweep();
        assertEquals(List.of(gap(Cause.UNRECORDED, 0, 30_000)), apple.gaps());
    }

    @Test
    void gapWithoutLengthIsNone() {
        Subscription apple = watch(AAPL);
        feed(FeedStatus.State.CONNECTING);
        feed(FeedStatus.State.LIVE);
        assertEquals(List.of(), apple.gaps());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -5, 5, 3_600_000, 86_400_000})
    void gapMovesWithAClockThatIsSetMeanwhile(long jump) {
        Subscription apple = watch(AAPL);
        feed(FeedStatus.State.DOWN);
        pass(4);
        clock.jump(Duration.ofMillis(jump));
        assertEquals(List.of(open(Cause.DOWN, jump)), apple.gaps());
        pass(6);
        feed(FeedStatus.State.LIVE);
        assertEquals(List.of(gap(Cause.DOWN, jump, jump + 10)), apple.gaps());
        pass(1);
        feed(FeedStatus.State.DOWN);
        assertEquals(List.of(gap(Cause.DOWN, jump, jump + 10), open(Cause.DOWN, jump + 11)), apple.gaps());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -5, 5, 3_600_000, 86_400_000})
    void gapMovesWithAClockThatIsSetBeforeOrAfterwards(long jump) {
        Subscription apple = watch(AAPL);
        clock.jump(Duration.ofMillis(jump));
        feed(FeedStatus.State.DOWN);
        pass(10);
        feed(FeedStatus.State.LIVE);
        pass(10);
        assertEquals(List.of(gap(Cause.DOWN, jump, jump + 10)), apple.gaps());
        clock.jump(Duration.ofMillis(-3 * jump));
        assertEquals(List.of(gap(Cause.DOWN, -2 * jump, 10 - 2 * jump)), apple.gaps());
        assertSame(apple.gaps(), apple.gaps());
    }

    @Test
    void gapsOfSeveralJumpsStayInOrderAndApart() {
        Subscription apple = watch(AAPL);
        long[] jumps = {-3_600_000, 7_200_000, -60_000, -86_400_000};
        for (long jump : jumps) {
            feed(FeedStatus.State.DOWN);
            pass(10);
            clock.jump(Duration.ofMillis(jump));
            pass(10);
            feed(FeedStatus.State.LIVE);
            pass(5);
        }
        long set = LongStream.of(jumps).sum();
        assertEquals(List.of(gap(Cause.DOWN, set, set + 20), gap(Cause.DOWN, set + 25, set + 45),
                gap(Cause.DOWN, set + 50, set + 70), gap(Cause.DOWN, set + 75, set + 95)), apple.gaps());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, 3_600_000})
    void clockThatIsSetIsLoggedAndMovesTheBeginningOfTheState(long jump) {
        feed(FeedStatus.State.DOWN);
        pass(1_000);
        try (LogWatch log = new LogWatch()) {
            clock.jump(Duration.ofMillis(jump));
            pass(20);
            pass(20);
            assertEquals(1, log.count("clock went " + (jump > 0 ? "forward" : "back") + " by 3"));
        }
        assertEquals(new FeedStatus(FeedStatus.State.DOWN, true, start + jump), registry.status());
    }

    @Test
    void onlyTheNewestAreKept() {
        Subscription apple = watch(AAPL);
        for (int i = 0; i < GapLog.MAX + 10; i++) {
            feed(FeedStatus.State.DOWN);
            pass(1);
            feed(FeedStatus.State.LIVE);
            pass(1);
        }
        assertEquals(GapLog.MAX, apple.gaps().size());
        assertEquals(gap(Cause.DOWN, 20, 21), apple.gaps().get(0));
    }

    @Test
    void whatEndedADayAgoIsLeftOut() {
        Subscription apple = watch(AAPL);
        feed(FeedStatus.State.DOWN);
        pass(1);
        feed(FeedStatus.State.LIVE);
        pass(10);
        feed(FeedStatus.State.DOWN);
        clock.advance(GapLog.KEPT.minusMillis(11));
        assertEquals(2, apple.gaps().size());
        assertSame(apple.gaps(), apple.gaps());
        pass(1);
        assertEquals(List.of(open(Cause.DOWN, 11)), apple.gaps());
    }

    private Subscription watch(Symbol symbol) {
        return registry.subscribe(ann, symbol);
    }

    private void feed(FeedStatus.State state) {
        registry.publish(new FeedStatus(state, true, clock.millis()));
    }

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
        registry.sweep();
    }

    /** Times count from the start of the test. */
    private Gap gap(Cause cause, long from, long to) {
        return new Gap(cause, start + from, OptionalLong.of(start + to));
    }

    private Gap open(Cause cause, long from) {
        return new Gap(cause, start + from, OptionalLong.empty());
    }

    /** Ignores all signals. */
    private static final class Viewer implements Subscriber {
        @Override
        public void changed() {}

        @Override
        public void stateChanged(Subscription subscription) {}
    }
}
