package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.feed.finnhub.FinnhubCodec;
import stockchart.hub.FeedLease;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.hub.TradeSink;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.RecordingSender;

class FeedConnectorTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String TOO_MANY = "{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}";

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(50, Duration.ZERO, 1_000, 100, 10),
            new FeedStatus(FeedStatus.State.CONNECTING, false, 0), clock, clock::nanoTime, executor, 1);
    private final Viewer viewer = new Viewer();
    private boolean signalsArrive = true;
    private final ScriptedDialer dialer = new ScriptedDialer();
    private final FeedConnector connector = new FeedConnector(registry, registry, FeedLease.ALWAYS, dialer,
            new FeedSettings(false, Duration.ofSeconds(70), Duration.ofSeconds(150)),
            new FeedConnector.Environment(clock, clock::nanoTime, () -> 0.5, new SerialExecutor(executor, clock::nanoTime), executor));

    FeedConnectorTest() {
        registry.register(viewer);
        registry.addListener(() -> {
            if (signalsArrive) {
                connector.demandChanged();
            }
        });
    }

    @Test
    void liveOnceTheDemandWasSent() {
        registry.subscribe(viewer, AAPL);
        assertEquals(FeedStatus.State.CONNECTING, state());
        step();
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void notLiveWhileACommandIsStuck() {
        registry.subscribe(viewer, AAPL);
        dialer.stalled = true;
        step();
        assertEquals(FeedStatus.State.CONNECTING, state());
        dialer.link().complete();
        executor.runAll();
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void demandIsFollowed() {
        step();
        Subscription apple = registry.subscribe(viewer, AAPL);
        executor.runAll();
        registry.unsubscribe(apple);
        executor.runAll();
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL), FinnhubCodec.unsubscribe(AAPL)), dialer.link().take());
    }

    @Test
    void tradesReachTheTape() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        step();
        dialer.receive("{\"data\":[{\"p\":5,\"s\":\"AAPL\",\"t\":1,\"v\":1},{\"p\":0}],\"type\":\"trade\"}");
        dialer.receive("garbage");
        assertEquals(1, apple.tape().released());
        assertEquals(1, connector.counters().trades());
        assertEquals(2, connector.counters().malformed());
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void repeatedTradesAreTakenOnceWithOtherMessagesBetween() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        step();
        for (int price : new int[] {1, 1, 2, 2, 3, 3}) {
            dialer.receive("{\"data\":[{\"p\":" + price + ",\"s\":\"AAPL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}");
            dialer.receive(PING);
        }
        apple.tape().release();
        assertEquals(4, apple.tape().released());
        assertEquals(4, connector.counters().trades());
        assertEquals(2, connector.counters().repeated());
    }

    @Test
    void lostConnectionIsDialledAgainWithinASecondAndRequestsAllSymbols() {
        registry.subscribe(viewer, AAPL);
        step();
        dialer.receive(PING);
        dialer.lose();
        assertEquals(FeedStatus.State.CONNECTING, state());
        after(499);
        assertEquals(1, dialer.links.size());
        after(1);
        assertEquals(2, dialer.links.size());
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void oldConnectionIsGoneBeforeTheNextIsDialled() {
        step();
        dialer.receive(PING);
        dialer.lose();
        assertTrue(dialer.links.get(0).closed);
        after(500);
        assertEquals(2, dialer.links.size());
    }

    @Test
    void waitGrowsUntilTrafficComes() {
        dialer.failure = new IOException("refused by the test");
        step();
        assertEquals(FeedStatus.State.DOWN, state());
        for (long wait : new long[] {500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000}) {
            int before = dialer.attempts;
            after(wait - 1);
            assertEquals(before, dialer.attempts);
            after(1);
            assertEquals(before + 1, dialer.attempts);
        }
        dialer.failure = null;
        after(15_000);
        assertEquals(FeedStatus.State.LIVE, state());
        dialer.lose();
        assertEquals(FeedStatus.State.DOWN, state(), "accepting and closing at once is no success");
        after(14_999);
        assertEquals(1, dialer.links.size());
        after(1);
        dialer.receive(PING);
        dialer.lose();
        after(500);
        assertEquals(3, dialer.links.size());
    }

    @Test
    void simulatorMayTakeAMomentToAnswer() {
        FeedConnector patient = new FeedConnector(registry, registry, FeedLease.ALWAYS, dialer,
                new FeedSettings(true, Duration.ofSeconds(70), Duration.ofSeconds(150)),
                new FeedConnector.Environment(clock, clock::nanoTime, () -> 0.5, new SerialExecutor(executor, clock::nanoTime), executor));
        dialer.failure = new IOException("HTTP 404");
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertEquals(FeedStatus.State.CONNECTING, state());
            patient.tick();
            executor.runAll();
            clock.advance(Duration.ofSeconds(15));
        }
        assertEquals(FeedStatus.State.DOWN, state());
    }

    @Test
    void refusedKeyIsASeparateStateAndTriedSlowly() {
        dialer.failure = new FeedDialer.KeyRefusedException(401);
        step();
        assertEquals(FeedStatus.State.REFUSED, state());
        after(37_499);
        assertEquals(1, dialer.attempts);
        dialer.failure = null;
        after(1);
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void silentConnectionIsDead() {
        step();
        after(100_000);
        dialer.receive(PING);
        after(149_999);
        assertFalse(dialer.link().closed);
        after(1);
        assertTrue(dialer.links.get(0).closed);
        assertEquals(FeedStatus.State.CONNECTING, state());
        after(500);
        assertEquals(2, dialer.links.size());
    }

    @Test
    void openConnectionIsPinged() {
        step();
        after(30_000);
        after(1_000);
        after(29_000);
        assertEquals(2, dialer.link().pings);
    }

    @Test
    void commandThatCannotBeSentEndsTheConnection() {
        dialer.stalled = true;
        registry.subscribe(viewer, AAPL);
        step();
        after(15_001);
        assertTrue(dialer.links.get(0).closed);
    }

    @Test
    void tooManySymbolsFreesTheLastOneAndNotifiesItsViewers() {
        registry.subscribe(viewer, AAPL);
        Subscription microsoft = registry.subscribe(viewer, MSFT);
        step();
        dialer.link().take();
        dialer.receive(TOO_MANY);
        executor.runAll();
        assertEquals(List.of(microsoft), viewer.refused);
        assertEquals(List.of(FinnhubCodec.unsubscribe(MSFT)), dialer.link().take());
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void threefoldLimitErrorFreesOneSymbol() {
        registry.subscribe(viewer, AAPL);
        registry.subscribe(viewer, MSFT);
        step();
        dialer.receive("{\"data\":[{\"p\":5,\"s\":\"AAPL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}");
        for (int refusals = 0; refusals < 2; refusals++) {
            for (int times = 0; times < 3; times++) {
                dialer.receive(TOO_MANY);
            }
            after(2_000);
        }
        after(10_000);
        assertEquals(1, viewer.refused.size());
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
    }

    @Test
    void errorThatNamesASymbolFreesItAndNotifiesItsViewers() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        registry.subscribe(viewer, MSFT);
        step();
        dialer.link().take();
        dialer.receive("{\"msg\":\"Invalid symbol AAPL\",\"type\":\"error\"}");
        dialer.receive("{\"msg\":\"Invalid symbol AAPL\",\"type\":\"error\"}");
        assertEquals(List.of(apple), viewer.refused);
        assertEquals(Set.of(MSFT), registry.demandedSymbols());
        assertEquals(List.of(FinnhubCodec.unsubscribe(AAPL)), dialer.link().take());
        clock.advance(Duration.ofMinutes(5));
        dialer.receive(PING);
        registry.sweep();
        step();
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
    }

    @Test
    void errorThatNamesTwoSymbolsFreesBoth() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        Subscription microsoft = registry.subscribe(viewer, MSFT);
        step();
        dialer.link().take();
        dialer.receive("{\"type\":\"error\",\"msg\":\"Unknown symbol(s): AAPL, MSFT\"}");
        assertEquals(List.of(apple, microsoft), viewer.refused);
        assertEquals(Set.of(), registry.demandedSymbols());
        assertEquals(List.of(FinnhubCodec.unsubscribe(AAPL), FinnhubCodec.unsubscribe(MSFT)), dialer.link().take());
    }

    @Test
    void errorsOfAnotherStockChartAreUnderstood() {
        registry.subscribe(viewer, AAPL);
        registry.subscribe(viewer, MSFT);
        step();
        dialer.link().take();
        dialer.receive("{\"msg\":\"Subscribing to too many symbols: all 2 are in use, please try again later; refused: "
                + "\\\"AAPL\\\"\",\"type\":\"error\"}");
        assertEquals(Set.of(MSFT), registry.demandedSymbols());
        assertTrue(viewer.refused.get(0).state() == Subscription.State.WAITING);
        dialer.receive("{\"code\":\"SYMBOL_REFUSED\",\"msg\":\"Not carried\",\"symbol\":\"MSFT\",\"type\":\"error\"}");
        assertEquals(Set.of(), registry.demandedSymbols(), "both are requested again later");
        assertEquals(Subscription.State.REFUSED, viewer.refused.get(1).state());
    }

    @Test
    void lostDemandSignalIsMadeGoodWithinASecond() {
        step();
        signalsArrive = false;
        registry.subscribe(viewer, AAPL);
        after(1_000);
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
    }

    @Test
    void lineBreaksInACloseReasonAreReplacedInTheLog() {
        step();
        dialer.receive(PING);
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(FeedConnector.class.getName());
        Filter before = logger.getFilter();
        logger.setFilter(entry -> !logged.add(MessageFormat.format(entry.getMessage(), entry.getParameters())));
        try {
            dialer.listener.closed("code 1000 bye\nERROR \u202egnorw");
            executor.runAll();
        } finally {
            logger.setFilter(before);
        }
        assertTrue(logged.get(0).contains("bye?ERROR ?gnorw"), logged.toString());
    }

    @Test
    void lateMessagesOfAnOldConnectionAreDropped() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        step();
        FeedDialer.Listener old = dialer.listener;
        dialer.receive(PING);
        dialer.lose();
        after(500);
        old.received("{\"data\":[{\"p\":5,\"s\":\"AAPL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}");
        old.closed("again");
        executor.runAll();
        apple.tape().release();
        assertEquals(0, apple.tape().released());
        assertEquals(FeedStatus.State.LIVE, state());
        assertFalse(dialer.link().closed);
    }

    @Test
    void connectionThatEndsBeforeItWasReportedIsNotUsed() {
        connector.tick();
        executor.runNext();
        dialer.closeDuringDial = true;
        executor.runAll();
        assertTrue(dialer.link().closed);
        assertEquals(FeedStatus.State.DOWN, state());
    }

    @Test
    void stoppingClosesTheConnectionAndDialsNoMore() {
        step();
        connector.stop();
        assertTrue(dialer.link().closed);
        dialer.lose();
        after(60_000);
        assertEquals(1, dialer.links.size());
    }

    @Test
    void connectionDialledWhileStoppingIsClosed() {
        dialer.duringDial = connector::stop;
        step();
        assertTrue(dialer.link().closed);
        assertEquals(FeedStatus.State.CONNECTING, state());
    }

    @Test
    void nothingIsDialledOnceStopped() {
        connector.tick();
        executor.runNext();
        connector.stop();
        executor.runAll();
        assertEquals(0, dialer.attempts);
    }

    @Test
    void connectionThatWasNotReportedBeforeTheStopIsClosed() {
        connector.tick();
        executor.runNext();
        executor.runNext();
        connector.stop();
        assertTrue(dialer.link().closed);
        executor.runAll();
        assertEquals(FeedStatus.State.CONNECTING, state());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void dialThatThrowsWhateverItIsIsAFailedAttempt(Class<? extends Throwable> kind) {
        dialer.thrown = kind;
        step();
        assertEquals(FeedStatus.State.DOWN, state());
        dialer.thrown = null;
        after(500);
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void dialThatDoesNotComeBackIsGivenUpAndWhatItStillOpensIsClosed() {
        boolean[] interrupted = {false};
        dialer.duringDial = () -> {
            dialer.duringDial = null;
            after(79_000);
            assertEquals(1, dialer.attempts);
            after(1_001);
            assertEquals(FeedStatus.State.DOWN, state());
            interrupted[0] = Thread.interrupted();
            after(500);
            assertEquals(2, dialer.attempts);
            assertEquals(FeedStatus.State.LIVE, state());
        };
        step();
        assertTrue(interrupted[0], "the thread that dials was not interrupted");
        ScriptedLink late = dialer.links.get(1);
        assertTrue(late.closed);
        assertFalse(dialer.links.get(0).closed);
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void lostDialIsGivenUpAndDoesNothingWhenItIsFound() {
        connector.tick();
        executor.losing = true;
        executor.runNext();
        executor.losing = false;
        after(80_001);
        assertEquals(FeedStatus.State.DOWN, state());
        after(500);
        assertEquals(FeedStatus.State.LIVE, state());
        assertEquals(1, dialer.attempts);
    }

    @Test
    void errorOfTheExecutorDoesNotEndTheFeed() {
        step();
        dialer.receive(PING);
        executor.error = new OutOfMemoryError("unable to create native thread");
        dialer.listener.closed("code 1006");
        connector.tick();
        executor.error = null;
        after(100);
        assertEquals(FeedStatus.State.CONNECTING, state());
        after(500);
        assertEquals(2, dialer.attempts);
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void sendThatThrowsEndsTheConnection(Class<? extends Throwable> kind) {
        step();
        dialer.link().thrown = kind;
        registry.subscribe(viewer, AAPL);
        executor.runAll();
        assertTrue(dialer.link().closed);
        after(500);
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
    }

    @Test
    void pingAndCloseThatThrowEndTheConnection() {
        step();
        dialer.link().thrown = NoClassDefFoundError.class;
        after(30_000);
        assertTrue(dialer.links.get(0).closed);
        after(500);
        assertEquals(2, dialer.links.size());
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void messageThatCannotBeTakenCostsNoMoreThanItself() {
        Subscription apple = registry.subscribe(viewer, AAPL);
        step();
        dialer.receive(null);
        dialer.receive("{\"data\":[{\"p\":5,\"s\":\"AAPL\",\"t\":1,\"v\":1}],\"type\":\"trade\"}");
        assertEquals(1, apple.tape().released());
        assertEquals(1, connector.counters().malformed());
    }

    @Test
    void stepThatHasNotRunIsAStall() {
        step();
        clock.advance(Duration.ofSeconds(4));
        executor.losing = true;
        connector.tick();
        assertEquals(Duration.ofSeconds(4).toNanos(), connector.stalledFor(clock.nanoTime()));
        executor.losing = false;
        clock.advance(Duration.ofSeconds(3));
        step();
        assertEquals(0, connector.stalledFor(clock.nanoTime()));
        connector.stop();
        clock.advance(Duration.ofSeconds(4));
        assertEquals(0, connector.stalledFor(clock.nanoTime()));
    }

    @Test
    void stateIsNotBelievedWhileThingsStandStill() {
        boolean[] live = {true};
        registry.superviseBy(() -> live[0]);
        step();
        assertEquals(FeedStatus.State.LIVE, state());
        live[0] = false;
        registry.supervise();
        assertEquals(FeedStatus.State.DOWN, state());
        dialer.receive(PING);
        dialer.lose();
        after(500);
        assertEquals(2, dialer.attempts);
        assertEquals(FeedStatus.State.DOWN, state());
        live[0] = true;
        registry.supervise();
        assertEquals(FeedStatus.State.LIVE, state());
    }

    @Test
    void missingThreadDelaysNoMoreThanAStep() {
        step();
        dialer.receive(PING);
        executor.rejecting = true;
        connector.tick();
        registry.subscribe(viewer, AAPL);
        dialer.lose();
        connector.tick();
        assertEquals(FeedStatus.State.LIVE, state());
        executor.rejecting = false;
        step();
        assertEquals(FeedStatus.State.CONNECTING, state());
        after(500);
        assertEquals(List.of(FinnhubCodec.subscribe(AAPL)), dialer.link().take());
    }

    @Test
    void missingThreadForDiallingIsAFailedAttempt() {
        connector.tick();
        executor.rejecting = true;
        executor.runAll();
        assertEquals(FeedStatus.State.DOWN, state());
        executor.rejecting = false;
        after(500);
        assertEquals(FeedStatus.State.LIVE, state());
        assertEquals(1, dialer.links.size());
    }

    @Test
    void connectionReportedWithoutAFreeThreadIsNotLost() {
        connector.tick();
        executor.runNext();
        executor.rejecting = true;
        executor.runAll();
        assertEquals(FeedStatus.State.CONNECTING, state());
        executor.rejecting = false;
        step();
        assertEquals(FeedStatus.State.LIVE, state());
        assertEquals(1, dialer.links.size());
        assertFalse(dialer.link().closed);
    }

    @Test
    void stateThatCouldNotBePublishedIsPublishedWithTheNextStep() {
        FailingSink sink = new FailingSink();
        FeedConnector failing = new FeedConnector(sink, registry, FeedLease.ALWAYS, dialer,
                new FeedSettings(false, Duration.ofSeconds(70), Duration.ofSeconds(150)), new FeedConnector.Environment(clock,
                        clock::nanoTime, () -> 0.5, new SerialExecutor(executor, clock::nanoTime), executor));
        sink.failures = 1;
        failing.tick();
        executor.runAll();
        assertEquals(FeedStatus.State.CONNECTING, state());
        failing.tick();
        executor.runAll();
        assertEquals(FeedStatus.State.LIVE, state());
        sink.failures = 1;
        dialer.receive(PING);
        dialer.lose();
        assertEquals(FeedStatus.State.LIVE, state());
        failing.tick();
        executor.runAll();
        assertEquals(FeedStatus.State.CONNECTING, state());
        assertEquals(1, dialer.links.size());
    }

    private FeedStatus.State state() {
        return registry.status().state();
    }

    private void step() {
        connector.tick();
        executor.runAll();
    }

    private void after(long millis) {
        clock.advance(Duration.ofMillis(millis));
        step();
    }

    /** Fails to publish states as often as configured by the test. */
    private final class FailingSink implements TradeSink {
        private int failures;

        @Override
        public void publish(FeedStatus status) {
            if (failures > 0) {
                failures--;
                throw new OutOfMemoryError("as the test wants");
            }
            registry.publish(status);
        }

        @Override
        public void publish(List<SymbolTrade> prints) {
            registry.publish(prints);
        }

        @Override
        public void refused(Symbol symbol) {
            registry.refused(symbol);
        }

        @Override
        public void notCarried(Symbol symbol) {
            registry.notCarried(symbol);
        }

        @Override
        public void carryAtMost(int most) {
            registry.carryAtMost(most);
        }
    }

    private final class ScriptedDialer implements FeedDialer {
        private final List<ScriptedLink> links = new ArrayList<>();
        private Listener listener;
        private IOException failure;
        private Class<? extends Throwable> thrown;
        /** What happens while the dial is under way; null if nothing does. */
        private Runnable duringDial;
        private boolean stalled;
        private boolean closeDuringDial;
        private int attempts;

        @Override
        public FeedDialer.Link dial(Listener to) throws IOException {
            attempts++;
            assertTrue(links.stream().allMatch(link -> link.closed), "two connections at once");
            if (failure != null) {
                throw failure;
            }
            if (thrown != null) {
                throw RecordingSender.raise(thrown);
            }
            if (duringDial != null) {
                duringDial.run();
            }
            listener = to;
            ScriptedLink link = new ScriptedLink();
            link.stalled = stalled;
            links.add(link);
            if (closeDuringDial) {
                to.closed("at once");
            }
            return link;
        }

        private ScriptedLink link() {
            return links.get(links.size() - 1);
        }

        private void receive(String text) {
            listener.received(text);
            executor.runAll();
        }

        private void lose() {
            listener.closed("code 1006");
            executor.runAll();
        }
    }

    private static final class ScriptedLink extends RecordingSender implements FeedDialer.Link {
        private boolean closed;
        private int pings;

        @Override
        public void ping() {
            throwIfWanted();
            pings++;
        }

        @Override
        public void close() {
            closed = true;
            throwIfWanted();
        }
    }

    private static final class Viewer implements Subscriber {
        private final List<Subscription> refused = new ArrayList<>();

        @Override
        public void changed() {
            // What is new is read from the tapes.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            refused.add(subscription);
        }
    }
}
