package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.Tape;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.RecordingSender;

class SubscriptionsTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    private static final Symbol NVDA = new Symbol("NVDA");

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final SubscriptionSettings settings = new SubscriptionSettings(2, Duration.ofSeconds(30), 1_000, 100, 10);
    private final Subscriptions registry = new Subscriptions(settings, new FeedStatus(FeedStatus.State.CONNECTING, true, 0),
            clock, clock::nanoTime, executor, 2);
    private final Viewer ann = new Viewer();
    private final Viewer bob = new Viewer();
    private int demandSignals;

    @BeforeEach
    void register() {
        registry.register(ann);
        registry.register(bob);
        registry.addListener(() -> demandSignals++);
        demandSignals = 0;
    }

    @Test
    void firstSubscriberCreatesDemandAndLaterOnesDoNot() {
        subscribe(ann, AAPL);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
        assertEquals(1, demandSignals);
        subscribe(bob, AAPL);
        assertEquals(1, demandSignals);
        assertEquals(Map.of(AAPL, 2), registry.viewers());
    }

    @Test
    void subscribingAgainIsTheSameSubscription() {
        assertSame(subscribe(ann, AAPL), subscribe(ann, AAPL));
        assertEquals(Map.of(AAPL, 1), registry.viewers());
    }

    @Test
    void lastViewersSymbolLingersAndThenEndsDemand() {
        registry.unsubscribe(subscribe(ann, AAPL));
        after(29_999);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
        demandSignals = 0;
        after(1);
        assertEquals(Set.of(), registry.demandedSymbols());
        assertEquals(1, demandSignals);
    }

    @Test
    void comingBackEndsTheLingerAndKeepsTheTape() {
        Subscription first = subscribe(ann, AAPL);
        registry.unsubscribe(first);
        after(20_000);
        assertSame(first.tape(), subscribe(bob, AAPL).tape());
        after(60_000);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
    }

    @Test
    void anotherViewerKeepsTheDemand() {
        Subscription anns = subscribe(ann, AAPL);
        subscribe(bob, AAPL);
        registry.unsubscribe(anns);
        after(60_000);
        assertEquals(Map.of(AAPL, 1), registry.viewers());
    }

    /** Otherwise as many stay in demand as before, and some of them are never requested. */
    @Test
    void newSymbolTakesNoMoreSlotsThanTheFeedIsFoundToCarry() {
        registry.unsubscribe(subscribe(ann, AAPL));
        registry.unsubscribe(subscribe(ann, MSFT));
        registry.carryAtMost(1);
        subscribe(bob, NVDA);
        assertEquals(Set.of(NVDA), registry.demandedSymbols());
    }

    @Test
    void noSlotIsGivenWhenAllAreViewed() {
        subscribe(ann, AAPL);
        subscribe(ann, MSFT);
        assertEquals(State.WAITING, registry.subscribe(bob, NVDA).state());
        assertEquals(Set.of(AAPL, MSFT), registry.demandedSymbols());
        assertEquals(State.STREAMED, registry.subscribe(bob, MSFT).state(), "a carried symbol needs no slot");
    }

    @Test
    void subscriptionThatWaitsIsStreamedOnceASlotIsFree() {
        subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        Subscription waiting = subscribe(bob, NVDA);
        assertEquals(new Tier(Tier.Kind.WAITING, 1, 0, Optional.of(Tier.Why.LIMIT)), waiting.tier());
        demandSignals = 0;
        registry.unsubscribe(microsoft);
        executor.runAll();
        assertEquals(Tier.STREAMED, waiting.tier());
        assertEquals(Set.of(AAPL, NVDA), registry.demandedSymbols());
        assertEquals(1, demandSignals, "one change of the demand");
        assertEquals(List.of(waiting), bob.changes);
    }

    @Test
    void symbolThatOnlyWaitedLeavesNothingBehind() {
        subscribe(ann, AAPL);
        subscribe(ann, MSFT);
        Subscription waiting = subscribe(bob, NVDA);
        registry.unsubscribe(waiting);
        publish(NVDA, 2);
        assertEquals(1, registry.unwantedTrades());
    }

    @Test
    void tradesOfTwoSymbolsMayComeFromTwoThreads() throws Exception {
        Subscription apple = subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        int trades = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both = new ArrayList<>();
            for (Symbol symbol : List.of(AAPL, MSFT)) {
                both.add(threads.submit(() -> IntStream.rangeClosed(1, trades).forEach(price -> publish(symbol, price))));
            }
            for (Future<?> each : both) {
                each.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        after(100);
        assertEquals(trades, apple.tape().released());
        assertEquals(trades, microsoft.tape().released());
        assertEquals(trades, apple.tape().slice(trades - 1, 1).trades().get(0).price());
    }

    @Test
    void longestLingeringSymbolGivesUpItsSlotAtOnce() {
        Subscription apple = subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        registry.unsubscribe(microsoft);
        after(1_000);
        registry.unsubscribe(apple);
        demandSignals = 0;
        subscribe(bob, NVDA);
        assertEquals(Set.of(AAPL, NVDA), registry.demandedSymbols());
        assertEquals(1, demandSignals);
    }

    @Test
    void removedSubscriberLeavesNothingBehind() {
        subscribe(ann, AAPL);
        subscribe(ann, MSFT);
        registry.remove(ann);
        registry.remove(ann);
        assertEquals(Map.of(AAPL, 0, MSFT, 0), registry.viewers());
        after(30_000);
        assertEquals(Set.of(), registry.demandedSymbols());
    }

    @Test
    void subscribingAfterRemovalIsRefused() {
        registry.remove(ann);
        assertEquals(State.ENDED, registry.subscribe(ann, AAPL).state());
        assertEquals(Set.of(), registry.demandedSymbols());
    }

    @Test
    void endedSubscriptionIsNotEndedTwice() {
        Subscription first = subscribe(ann, AAPL);
        registry.unsubscribe(first);
        subscribe(ann, AAPL);
        registry.unsubscribe(first);
        assertEquals(Map.of(AAPL, 1), registry.viewers());
    }

    @Test
    void twoTradesAreSignalledAtOnceAndTheNextOnesTogether() {
        Subscription apple = subscribe(ann, AAPL);
        for (int trade = 1; trade <= 2; trade++) {
            publish(AAPL, trade);
            executor.runAll();
            assertEquals(trade, ann.signals);
            assertEquals(trade, apple.tape().released());
        }
        publish(AAPL, 3);
        publish(AAPL, 4);
        registry.sweep();
        executor.runAll();
        assertEquals(2, ann.signals, "the interval has not passed");
        assertEquals(2, apple.tape().released());
        after(100);
        assertEquals(3, ann.signals);
        assertEquals(4, apple.tape().released());
    }

    @Test
    void lastTradeOfABurstIsNeverLeftBehind() {
        Subscription apple = subscribe(ann, AAPL);
        for (int step = 0; step < 50; step++) {
            publish(AAPL, step + 1);
            clock.advance(Duration.ofMillis(37));
            if (step % 3 == 0) {
                registry.sweep();
            }
        }
        after(100);
        assertEquals(50, apple.tape().released());
    }

    @Test
    void oneFramesTradesOfOneSymbolAreOneSignal() {
        subscribe(ann, AAPL);
        registry.publish(List.of(print(AAPL, 1), print(MSFT, 2), print(AAPL, 3)));
        executor.runAll();
        assertEquals(1, ann.signals);
        assertEquals(1, registry.unwantedTrades());
    }

    @Test
    void failingViewerDoesNotHurtTheOthers() {
        ann.failing = true;
        subscribe(ann, AAPL);
        subscribe(bob, AAPL);
        publish(AAPL, 1);
        executor.runAll();
        assertEquals(1, bob.signals);
    }

    @Test
    void busyLaneMergesInsteadOfQueueing() {
        subscribe(ann, AAPL);
        for (int step = 0; step < 20; step++) {
            publish(AAPL, step + 1);
            clock.advance(Duration.ofMillis(100));
        }
        assertEquals(1, executor.waiting());
        executor.runAll();
        assertEquals(1, ann.signals);
    }

    @Test
    void laneThatTakesAllTheTimeMakesThePaceBusyUntilItRests() {
        Subscriptions narrow = new Subscriptions(settings, new FeedStatus(FeedStatus.State.LIVE, true, 0), clock, clock::nanoTime,
                executor, 1);
        ann.slowness = Duration.ofNanos(AdaptiveThrottle.LONGEST);
        narrow.register(ann);
        narrow.subscribe(ann, AAPL);
        for (int update = 0; update < 20; update++) {
            narrow.publish(List.of(print(AAPL, 1)));
            executor.runAll();
            narrow.sweep();
        }
        assertTrue(narrow.throttle().status().busy());
        assertEquals(1_000, narrow.throttle().millis());
        for (int period = 0; period < 40; period++) {
            clock.advance(Duration.ofNanos(AdaptiveThrottle.PERIOD));
            narrow.sweep();
        }
        assertEquals(new AdaptiveThrottle.Status(false, 100), narrow.throttle().status());
        assertEquals(25, narrow.throttle().millis());
    }

    @Test
    void refusedSymbolFreesItsSlotAndNotifiesItsViewers() {
        subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        registry.refused(MSFT);
        executor.runAll();
        assertEquals(List.of(microsoft), ann.changes);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
        assertEquals(1, registry.slots(), "the feed carries no more");
        Subscription nvidia = subscribe(bob, NVDA);
        assertEquals(2, nvidia.tier().position());
        after(30_000);
        assertEquals(State.STREAMED, microsoft.state(), "requested again, because the refusal may have been for another reason");
        assertEquals(1, nvidia.tier().position());
    }

    @Test
    void symbolThatFinnhubDoesNotCarryFreesItsSlotAndKeepsItsViewers() {
        Subscription apple = subscribe(ann, AAPL);
        subscribe(ann, MSFT);
        registry.notCarried(AAPL);
        executor.runAll();
        assertEquals(List.of(apple), ann.changes);
        assertEquals(State.REFUSED, apple.state());
        assertEquals(Map.of(MSFT, 1), registry.viewers());
        assertSame(apple, subscribe(ann, AAPL));
        assertSame(apple.tape(), subscribe(bob, AAPL).tape());
        assertEquals(Set.of(MSFT), registry.demandedSymbols(), "it needs no slot and is not requested");
    }

    @Test
    void symbolThatFinnhubDoesNotCarryIsRequestedAgainWhileItIsWanted() {
        Subscription apple = subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        registry.notCarried(AAPL);
        registry.notCarried(MSFT);
        registry.unsubscribe(microsoft);
        after(299_999);
        assertEquals(Set.of(), registry.demandedSymbols());
        demandSignals = 0;
        after(1);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
        assertEquals(1, demandSignals);
        assertEquals(State.STREAMED, apple.state());
        registry.notCarried(AAPL);
        executor.runAll();
        assertEquals(2, apple.refusals());
        after(300_000);
        assertEquals(Set.of(AAPL), registry.demandedSymbols());
    }

    @Test
    void symbolThatFinnhubDoesNotCarryWaitsForASlotToo() {
        subscribe(ann, AAPL);
        registry.notCarried(AAPL);
        Subscription microsoft = subscribe(bob, MSFT);
        subscribe(bob, NVDA);
        after(300_000);
        assertEquals(Set.of(MSFT, NVDA), registry.demandedSymbols());
        registry.unsubscribe(microsoft);
        after(300_000);
        assertEquals(Set.of(NVDA, AAPL), registry.demandedSymbols());
    }

    @Test
    void tooManySymbolsThatFinnhubDoesNotCarryAreNotKept() {
        Subscriptions small = new Subscriptions(new SubscriptionSettings(2, Duration.ZERO, 0, 100, 10),
                new FeedStatus(FeedStatus.State.LIVE, true, 0), clock, clock::nanoTime, executor, 1);
        small.register(ann);
        small.subscribe(ann, AAPL);
        small.notCarried(AAPL);
        small.subscribe(ann, MSFT);
        small.notCarried(MSFT);
        Subscription last = small.subscribe(ann, NVDA);
        small.notCarried(NVDA);
        executor.runAll();
        assertEquals(State.ENDED, last.state());
        assertFalse(last.hadNoRoom());
        assertEquals(3, ann.changes.size());
        assertNotSame(last, small.subscribe(ann, NVDA));
        assertEquals(Set.of(NVDA), small.demandedSymbols(), "its viewers subscribe again themselves");
    }

    @Test
    void addressThatHoldsMoreThanItsShareGivesASlotUp() {
        Viewer greedy = registered("greedy");
        Viewer modest = registered("modest");
        Subscription apple = subscribe(greedy, AAPL);
        Subscription microsoft = subscribe(greedy, MSFT);
        demandSignals = 0;
        subscribe(modest, NVDA);
        executor.runAll();
        assertEquals(Set.of(AAPL, NVDA), registry.demandedSymbols());
        assertEquals(1, demandSignals);
        assertEquals(List.of(microsoft), greedy.changes, "the one carried last");
        assertEquals(State.WAITING, microsoft.state());
        assertEquals(State.STREAMED, apple.state());
        assertEquals(State.WAITING, registry.subscribe(greedy, MSFT).state(), "what was given up is not taken back");
        assertEquals(State.WAITING, registry.subscribe(modest, MSFT).state());
    }

    @Test
    void sevenClientsOfOneAddressLeaveSlotsToOthers() {
        Subscriptions fifty = new Subscriptions(new SubscriptionSettings(50, Duration.ZERO, 1_000, 100, 10),
                new FeedStatus(FeedStatus.State.LIVE, true, 0), clock, clock::nanoTime, executor, 1);
        List<Viewer> greedy = IntStream.range(0, 7).mapToObj(i -> new Viewer("greedy")).toList();
        greedy.forEach(fifty::register);
        long held = IntStream.range(0, 56).filter(i -> fifty.subscribe(greedy.get(i / 8), new Symbol("S" + i)).state() == State.STREAMED).count();
        assertEquals(50, held, "all of them while no other address wants one");
        for (int other = 0; other < 10; other++) {
            Viewer viewer = new Viewer("other" + other);
            fifty.register(viewer);
            assertEquals(State.STREAMED, fifty.subscribe(viewer, new Symbol("OTHER" + other)).state());
        }
        assertEquals(50, fifty.viewers().size());
        assertEquals(10, fifty.viewers().keySet().stream().filter(symbol -> symbol.value().startsWith("OTHER")).count());
    }

    @Test
    void symbolThatAnAddressWithFewWatchesIsNotGivenUp() {
        Viewer greedy = registered("greedy");
        subscribe(registered("modest"), AAPL);
        subscribe(greedy, AAPL);
        subscribe(greedy, MSFT);
        assertEquals(State.STREAMED, registry.subscribe(registered("third"), NVDA).state());
        assertEquals(Set.of(AAPL, NVDA), registry.demandedSymbols());
    }

    @Test
    void sharesAreForgottenWithTheirViewers() {
        Viewer greedy = registered("greedy");
        subscribe(greedy, AAPL);
        subscribe(greedy, MSFT);
        registry.remove(greedy);
        Viewer modest = registered("modest");
        subscribe(modest, AAPL);
        subscribe(modest, MSFT);
        registry.register(greedy);
        assertEquals(State.STREAMED, registry.subscribe(greedy, NVDA).state(), "it holds nothing now");
        executor.runAll();
        assertEquals(1, modest.changes.size());
    }

    @Test
    void newStateReachesEverySubscriber() {
        FeedStatus live = new FeedStatus(FeedStatus.State.LIVE, true, 5);
        registry.publish(live);
        executor.runAll();
        assertEquals(live, registry.status());
        assertEquals(1, ann.signals);
        assertEquals(1, bob.signals);
    }

    @Test
    void noticeWithoutAFreeThreadIsDeliveredWithTheNextSweep() {
        subscribe(ann, AAPL);
        Subscription microsoft = subscribe(ann, MSFT);
        executor.rejecting = true;
        registry.publish(new FeedStatus(FeedStatus.State.DOWN, true, 5));
        registry.refused(MSFT);
        publish(AAPL, 1);
        after(100);
        assertEquals(0, ann.signals);
        executor.rejecting = false;
        after(20);
        assertEquals(2, ann.signals, "the state, and the trade");
        assertEquals(List.of(microsoft), ann.changes);
    }

    @Test
    void symbolIsSignalledAgainAfterAnErrorOfTheExecutor() {
        subscribe(ann, AAPL);
        executor.error = new OutOfMemoryError("unable to create native thread");
        publish(AAPL, 1);
        executor.error = null;
        after(20);
        assertEquals(1, ann.signals);
        after(100);
        publish(AAPL, 2);
        executor.runAll();
        assertEquals(2, ann.signals);
    }

    @Test
    void symbolIsSignalledAgainAfterItsSignalWasLost() {
        subscribe(ann, AAPL);
        executor.losing = true;
        publish(AAPL, 1);
        executor.losing = false;
        after(5_000);
        assertEquals(1, ann.signals);
        assertEquals(0, registry.stalledFor(clock.nanoTime()));
    }

    @Test
    void signalThatNeverBeginsOrEndsIsAStall() {
        subscribe(ann, AAPL);
        publish(AAPL, 1);
        clock.advance(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(4).toNanos(), registry.stalledFor(clock.nanoTime()));
        executor.runAll();
        registry.publish(new FeedStatus(FeedStatus.State.LIVE, true, 1));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(Duration.ofSeconds(5).toNanos(), registry.stalledFor(clock.nanoTime()));
    }

    @Test
    void viewerThatThrowsAnErrorHoldsUpNoOther() {
        subscribe(ann, AAPL);
        subscribe(bob, AAPL);
        ann.failure = NoClassDefFoundError.class;
        publish(AAPL, 1);
        executor.runAll();
        assertEquals(1, bob.signals);
        registry.publish(new FeedStatus(FeedStatus.State.LIVE, true, 1));
        executor.runAll();
        assertEquals(2, bob.signals);
    }

    @Test
    void demandListenerThatThrowsDoesNotPreventUnsubscribing() {
        subscribe(ann, AAPL);
        registry.addListener(new Demand.Listener() {
            private boolean isSet;

            @Override
            public void demandChanged() {
                if (isSet) {
                    throw new OutOfMemoryError("as the test wants");
                }
                isSet = true;
            }
        });
        try (LogWatch log = new LogWatch()) {
            subscribe(ann, MSFT);
            registry.remove(ann);
            after(30_000);
        }
        assertEquals(Map.of(), registry.viewers());
    }

    @Test
    void feedIsDownAsLongAsItIsNotSupervised() {
        boolean[] live = {true};
        registry.superviseBy(() -> live[0]);
        registry.publish(new FeedStatus(FeedStatus.State.LIVE, true, 1));
        Subscription apple = subscribe(ann, AAPL);
        clock.advance(Duration.ofSeconds(10));
        live[0] = false;
        assertEquals(FeedStatus.State.LIVE, registry.status().state(), "the supervisor was not checked");
        registry.supervise();
        registry.supervise();
        assertEquals(new FeedStatus(FeedStatus.State.DOWN, true, clock.millis()), registry.status());
        executor.runAll();
        assertEquals(2, ann.signals, "two changes of state");
        assertEquals(1, apple.gaps().size());
        clock.advance(Duration.ofSeconds(10));
        registry.publish(new FeedStatus(FeedStatus.State.CONNECTING, true, 2));
        registry.publish(new FeedStatus(FeedStatus.State.LIVE, true, 3));
        assertEquals(FeedStatus.State.DOWN, registry.status().state());
        live[0] = true;
        registry.supervise();
        assertEquals(new FeedStatus(FeedStatus.State.LIVE, true, clock.millis()), registry.status());
        assertEquals(OptionalLong.of(clock.millis()), apple.gaps().get(0).to());
    }

    @Test
    void tapeOfAForgottenSymbolStartsANewEpoch() {
        Tape first = subscribe(ann, AAPL).tape();
        registry.remove(ann);
        for (int i = 0; i < settings.tapes(); i++) {
            registry.unsubscribe(subscribe(bob, new Symbol("S" + i)));
            clock.advance(Duration.ofSeconds(1));
        }
        Tape second = subscribe(bob, AAPL).tape();
        assertNotEquals(first.epoch(), second.epoch());
        assertFalse(first == second);
    }

    @Test
    void madeUpSymbolsPushOutNoTapeWithTrades() {
        Tape apple = subscribe(ann, AAPL).tape();
        publish(AAPL, 1);
        registry.remove(ann);
        for (int i = 0; i < 10 * settings.tapes(); i++) {
            registry.unsubscribe(subscribe(bob, new Symbol("S" + i)));
            clock.advance(Duration.ofSeconds(1));
        }
        assertSame(apple, subscribe(bob, AAPL).tape());
    }

    private Subscription subscribe(Viewer viewer, Symbol symbol) {
        return registry.subscribe(viewer, symbol);
    }

    private Viewer registered(String address) {
        Viewer viewer = new Viewer(address);
        registry.register(viewer);
        return viewer;
    }

    private void publish(Symbol symbol, double price) {
        registry.publish(List.of(print(symbol, price)));
    }

    private SymbolTrade print(Symbol symbol, double price) {
        return new SymbolTrade(symbol, new Trade(price, clock.millis(), 1));
    }

    private void after(long millis) {
        clock.advance(Duration.ofMillis(millis));
        registry.sweep();
        executor.runAll();
    }

    private final class Viewer implements Subscriber {
        private int signals;
        private Duration slowness = Duration.ZERO;
        private boolean failing;
        /** What it throws, null if nothing. */
        private Class<? extends Throwable> failure;
        private final List<Subscription> changes = new ArrayList<>();
        private final String address;

        Viewer() {
            this("");
        }

        Viewer(String address) {
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void changed() {
            signals++;
            clock.advance(slowness);
            if (failure != null) {
                throw RecordingSender.raise(failure);
            }
            if (failing) {
                throw new IllegalStateException("as the test wants");
            }
        }

        @Override
        public void stateChanged(Subscription subscription) {
            changes.add(subscription);
        }
    }
}
