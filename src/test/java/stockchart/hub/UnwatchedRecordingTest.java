package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stockchart.hub.CandleSource.Watched;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** Which symbols are carried without viewers, and that no viewer is the worse for it. */
class UnwatchedRecordingTest {
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Viewer ann = new Viewer();
    private final Map<String, Subscription> watched = new HashMap<>();
    private Subscriptions hub = hub(5, 100);

    @Test
    void listedSymbolsBeginOneASecondAndLeaveAReserve() {
        record("A", "B", "C", "D", "E", "F");
        assertRecorded();
        for (int count = 1; count <= 4; count++) {
            seconds(1);
            hub.sweep();
            assertEquals(count, hub.demandedSymbols().size());
        }
        seconds(60);
        assertRecorded("A", "B", "C", "D");
    }

    @Test
    void oneSlotOfTenIsLeftFree() {
        hub = hub(50, 100);
        record(IntStream.range(0, 60).mapToObj(i -> "S" + i).toArray(String[]::new));
        seconds(100);
        assertEquals(45, hub.slotUse().recorded());
    }

    @Test
    void onlySlotIsLeftFree() {
        hub = hub(1, 100);
        record("A");
        seconds(10);
        assertRecorded();
    }

    @Test
    void viewersGetSlotsAtOnceAndTheLastOfTheListGiveWay() {
        record("A", "B", "C", "D");
        seconds(10);
        watch("V", "W", "X");
        assertRecorded("A", "B");
        watched.values().forEach(subscription -> assertEquals(Tier.STREAMED, subscription.tier()));
        watch("Y", "Z");
        assertRecorded();
        assertEquals(Set.of("V", "W", "X", "Y", "Z"), demanded());
    }

    @Test
    void fastViewersNeedNoTokens() {
        hub = hub(60, 100);
        record(IntStream.range(0, 60).mapToObj(i -> "S" + i).toArray(String[]::new));
        seconds(100);
        for (int i = 0; i < 60; i++) {
            watch("V" + i);
            assertEquals(State.STREAMED, watched.get("V" + i).state(), "symbol " + i);
        }
        assertRecorded();
    }

    @Test
    void reserveIsRestoredOneASecond() {
        record("A", "B", "C", "D");
        seconds(10);
        watch("V");
        assertRecorded("A", "B", "C", "D");
        seconds(1);
        assertRecorded("A", "B", "C");
        watch("W", "X");
        assertRecorded("A", "B");
        seconds(1);
        assertRecorded("A");
    }

    @Test
    void nothingBeginsWhileAViewersSymbolWaits() {
        record("A", "B");
        watch("V");
        hub.refused(new Symbol("V"));
        assertEquals(State.WAITING, watched.get("V").state(), "far below the limit, so held back");
        seconds(29);
        assertRecorded();
        seconds(1);
        assertEquals(State.STREAMED, watched.get("V").state());
    }

    @Test
    void viewedSymbolOfTheListStaysAfterItsLingerWithoutACommand() {
        record("A", "B");
        seconds(3);
        watch("A");
        assertEquals(1, hub.viewers().get(new Symbol("A")));
        assertEquals(1, hub.slotUse().used());
        assertRecorded("B");
        long version = hub.demandVersion();
        leave("A");
        seconds(29);
        assertRecorded("B");
        seconds(2);
        assertRecorded("A", "B");
        assertEquals(0, hub.slotUse().used());
        assertEquals(version, hub.demandVersion());
    }

    @Test
    void symbolThatIsNotInTheListLosesItsSlotAfterItsLinger() {
        record("A");
        watch("V");
        leave("V");
        seconds(31);
        assertEquals(Set.of("A"), demanded());
    }

    @Test
    void symbolWithoutLingerIsKeptAsWell() {
        hub = new Subscriptions(new SubscriptionSettings(5, Duration.ZERO, 100, 100, 10), live(), clock, clock::nanoTime, executor, 1);
        hub.register(ann);
        record("A");
        watch("A", "V");
        leave("A");
        leave("V");
        assertRecorded("A");
        assertEquals(Set.of("A"), demanded());
    }

    @Test
    void betterSymbolTakesTheSlotOfAWorseOneAfterItsLinger() {
        record("A", "B", "C", "D");
        seconds(10);
        watch("V");
        record("V", "A", "B", "C", "D");
        leave("V");
        seconds(40);
        assertRecorded("A", "B", "C", "V");
    }

    @Test
    void listChangesStepByStep() {
        record("A", "B", "C", "D");
        seconds(10);
        record("E", "F", "A", "B");
        Set<String> before = demanded();
        for (int second = 0; second < 10; second++) {
            seconds(1);
            Set<String> now = demanded();
            Set<String> begun = new HashSet<>(now);
            begun.removeAll(before);
            assertTrue(begun.size() <= 1, before + " became " + now);
            before = now;
        }
        assertRecorded("A", "B", "E", "F");
        record();
        seconds(1);
        assertEquals(3, hub.slotUse().recorded());
        seconds(3);
        assertRecorded();
    }

    @Test
    void nothingBeginsBeforeTheFeedIsLive() {
        hub.publish(new FeedStatus(FeedStatus.State.DOWN, false, clock.millis()));
        record("A", "B");
        seconds(10);
        assertRecorded();
        hub.publish(live());
        seconds(1);
        assertRecorded("A");
        hub.publish(new FeedStatus(FeedStatus.State.DOWN, false, clock.millis()));
        seconds(10);
        assertRecorded("A");
    }

    @Test
    void symbolThatFinnhubDoesNotCarryIsNotRequestedForADay() {
        record("A", "B");
        seconds(1);
        assertRecorded("A");
        hub.notCarried(new Symbol("A"));
        seconds(60 * 60);
        assertRecorded("B");
        watch("A");
        assertEquals(State.STREAMED, watched.get("A").state(), "a viewer's symbol is requested all the same");
        hub.notCarried(new Symbol("A"));
        assertEquals(State.REFUSED, watched.get("A").state());
        leave("A");
        clock.advance(Duration.ofHours(23));
        seconds(2);
        assertRecorded("B");
        clock.advance(Duration.ofHours(2));
        seconds(2);
        assertRecorded("A", "B");
    }

    @Test
    void refusedSymbolsOfTheListLeaveRoomToRememberThoseOfViewers() {
        hub = hub(2, 0);
        record("A", "B", "C", "D");
        for (int second = 0; second < 10; second++) {
            seconds(1);
            demanded().forEach(symbol -> hub.notCarried(new Symbol(symbol)));
        }
        watch("V", "W");
        hub.notCarried(new Symbol("V"));
        hub.notCarried(new Symbol("W"));
        assertEquals(State.REFUSED, watched.get("V").state());
        assertEquals(State.REFUSED, watched.get("W").state());
    }

    @Test
    void viewersSymbolRefusedFarBelowTheLimitGetsThePlaceOfARecordedOne() {
        hub = hub(20, 100);
        record("A", "B", "C", "D");
        seconds(10);
        watch("V");
        hub.refused(new Symbol("V"));
        assertEquals(State.STREAMED, watched.get("V").state());
        assertRecorded("A", "B", "C");
    }

    @Test
    void recordingDoesNotProbeALimitForAnHour() {
        hub = hub(20, 100);
        record(IntStream.range(0, 20).mapToObj(i -> "S" + i).toArray(String[]::new));
        seconds(12);
        assertEquals(12, hub.demandedSymbols().size());
        hub.refused(new Symbol("S11"));
        seconds(10);
        assertEquals(9, hub.demandedSymbols().size(), "eleven, of which a tenth are left free");
        clock.advance(Duration.ofMinutes(58));
        seconds(20);
        assertEquals(9, hub.demandedSymbols().size());
        clock.advance(Duration.ofMinutes(2));
        seconds(20);
        assertEquals(18, hub.demandedSymbols().size());
    }

    @Test
    void viewerIsAdmittedWhereOnlyRecordedSymbolsHoldTheSlots() {
        hub = hub(2, 0);
        record("A");
        seconds(5);
        watch("V", "W");
        assertEquals(State.STREAMED, watched.get("V").state());
        assertEquals(State.STREAMED, watched.get("W").state());
        watch("X");
        assertEquals(State.ENDED, watched.get("X").state());
    }

    @Test
    void recordedSymbolsAreRequestedLastAfterAReconnect() {
        record("A", "B");
        seconds(3);
        watch("V", "B");
        assertEquals(List.of("B", "V", "A"), hub.demandedSymbols().stream().map(Symbol::value).toList());
    }

    @Test
    void recordedSymbolsAreNeitherPolledNorWaitedFor() {
        List<Long> waits = new ArrayList<>();
        hub.onWaited(waits::add);
        record("A", "B");
        seconds(60);
        assertEquals(List.of(), waits);
        assertEquals(List.of(), hub.candidates());
        assertEquals(Map.of(new Symbol("A"), 0, new Symbol("B"), 0), hub.viewers());
        assertEquals(Map.of("chart", 0, "row", 0, "mute", 0, "closed", 0, "hidden", 0, "lingering", 0, "recorded", 2),
                hub.slotUse().uses());
    }

    @Test
    void tapeOfARecordedSymbolGoesOnWithoutAGap() {
        record("A");
        seconds(1);
        trade("A", 7);
        watch("A");
        Subscription subscription = watched.get("A");
        assertEquals(1, subscription.tape().slice(0, 10).trades().size());
        assertEquals(List.of(), subscription.gaps());
        leave("A");
        seconds(40);
        trade("A", 8);
        watch("V", "W", "X", "Y", "Z");
        watch("A");
        assertEquals(List.of(Gap.Cause.UNRECORDED), watched.get("A").gaps().stream().map(Gap::cause).toList());
    }

    @Test
    void recordedSymbolsOutliveTheTapesOfOthers() {
        hub = hub(5, 0);
        record("A", "B");
        seconds(3);
        for (int i = 0; i < 100; i++) {
            watch("V" + i);
            trade("V" + i, 1);
            leave("V" + i);
            seconds(31);
        }
        assertRecorded("A", "B");
        assertTrue(hub.recordings().size() <= 20, hub.recordings().size() + " tapes");
    }

    @Test
    void whatIsAndWasWatchedIsReported() {
        record("A");
        seconds(1);
        watch("V", "W");
        trade("V", 1);
        leave("W");
        clock.advance(Duration.ofSeconds(5));
        assertEquals(Set.of(new Watched(new Symbol("V"), 1, Duration.ZERO, true),
                new Watched(new Symbol("W"), 0, Duration.ofSeconds(5), false)), Set.copyOf(hub.watched()));
    }

    private Subscriptions hub(int slots, int waiting) {
        Subscriptions made = new Subscriptions(new SubscriptionSettings(slots, LINGER, waiting, 100, 10), live(), clock,
                clock::nanoTime, executor, 1);
        made.register(ann);
        return made;
    }

    private FeedStatus live() {
        return new FeedStatus(FeedStatus.State.LIVE, true, 0);
    }

    private void record(String... symbols) {
        hub.record(Stream.of(symbols).map(Symbol::new).toList());
    }

    private void watch(String... symbols) {
        for (String symbol : symbols) {
            watched.put(symbol, hub.subscribe(ann, new Symbol(symbol), Role.CHART));
        }
    }

    private void leave(String symbol) {
        hub.unsubscribe(watched.remove(symbol));
    }

    private void trade(String symbol, double price) {
        hub.publish(List.of(new SymbolTrade(new Symbol(symbol), new Trade(price, clock.millis(), 1))));
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(1));
            hub.sweep();
        }
    }

    private Set<String> demanded() {
        return Set.copyOf(hub.demandedSymbols().stream().map(Symbol::value).toList());
    }

    private void assertRecorded(String... symbols) {
        Set<String> without = new HashSet<>();
        hub.viewers().forEach((symbol, viewers) -> {
            if (viewers == 0) {
                without.add(symbol.value());
            }
        });
        assertEquals(symbols.length, hub.slotUse().recorded());
        assertTrue(without.containsAll(Set.of(symbols)), without.toString());
    }

    private static final class Viewer implements Subscriber {
        @Override
        public String address() {
            return "ann";
        }

        @Override
        public void changed() {
            // Tapes are read by the tests.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            // States are read by the tests.
        }
    }
}
