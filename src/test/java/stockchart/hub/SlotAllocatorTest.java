package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stockchart.hub.Polling.Candidate;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** Who gets a slot, who waits, and who gives way. */
class SlotAllocatorTest {
    private static final int SLOTS = 2;

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions hub = new Subscriptions(new SubscriptionSettings(SLOTS, Duration.ofSeconds(30), 3, 100, 10),
            new FeedStatus(FeedStatus.State.LIVE, true, 0), clock, clock::nanoTime, executor, 1);
    private final Viewer ann = viewer("ann");
    private final Set<Symbol> closed = new HashSet<>();
    private final long start = clock.millis();
    private final Map<String, Subscription> watched = new HashMap<>();

    @Test
    void firstSubscribedStreamsFirst() {
        watch("A", "B", "C", "D");
        assertEquals(List.of(1, 2), positions("C", "D"));
        leave("A");
        assertStreamed("B", "C");
        assertEquals(List.of(1), positions("D"));
        leave("B");
        assertStreamed("C", "D");
    }

    @Test
    void symbolLingersOnlyWhileNoOtherWaits() {
        watch("A", "B");
        leave("A");
        assertStreamed("A", "B");
        watch("C");
        assertStreamed("B", "C");
    }

    @Test
    void chartsGoBeforeRowsInLine() {
        watch("A", "B");
        row("C");
        watch("D");
        assertEquals(List.of(2, 1), positions("C", "D"));
        leave("A");
        assertStreamed("B", "D");
    }

    @Test
    void rowGivesWayToAChartButNotToARow() {
        row("A");
        row("B");
        row("C");
        assertStreamed("A", "B");
        after(Duration.ofSeconds(1));
        trade("A");
        watch("D");
        assertStreamed("A", "D");
        assertEquals(List.of(1, 2), positions("B", "C"), "it came before the other one");
    }

    @Test
    void symbolGivesWayOnceAMinute() {
        row("A");
        row("B");
        watch("C", "D");
        assertStreamed("C", "D");
        leave("C");
        leave("D");
        assertStreamed("A", "B");
        after(Duration.ofSeconds(59));
        watch("E");
        assertStreamed("A", "B");
        after(Duration.ofSeconds(1));
        assertEquals(1, hub.demandedSymbols().stream().filter(symbol -> symbol.value().equals("E")).count());
    }

    @Test
    void symbolThatLingeredMayGiveWaySoonAgain() {
        watch("A", "B");
        leave("A");
        watch("C");
        leave("C");
        row("A");
        assertStreamed("B", "A");
        watch("D");
        assertStreamed("B", "D");
    }

    @Test
    void refusalFarBelowTheLimitKeepsNoOtherSymbolOut() {
        watch("A");
        hub.refused(new Symbol("A"));
        assertStreamed();
        watch("B");
        assertStreamed("B");
        after(Duration.ofSeconds(30));
        assertStreamed("B", "A");
    }

    @Test
    void hiddenSymbolGivesWayToARowAndStreamsAgainInItsTurn() {
        watch("A", "B");
        hub.subscribe(ann, new Symbol("A"), Role.HIDDEN);
        assertStreamed("A", "B");
        row("C");
        assertStreamed("B", "C");
        assertFalse(polled().contains("A"), "it has no visible viewer");
        hub.subscribe(ann, new Symbol("A"), Role.CHART);
        assertStreamed("B", "A");
    }

    @Test
    void symbolWithoutTradesThoughItsQuoteMovesOnIsMute() {
        watch("A", "B");
        after(Duration.ofSeconds(30));
        assertTrue(hub.candidates().contains(new Candidate(new Symbol("A"), Role.CHART, true)));
        quote("A", 1, 1_000);
        quote("A", 2, 2_000);
        watch("C");
        assertStreamed("A", "B");
        quote("A", 3, 3_000);
        assertStreamed("B", "C");
        assertEquals(new Tier(Tier.Kind.WAITING, 1, 0, Optional.of(Tier.Why.MUTE)), tier("A"));
        leave("C");
        assertStreamed("B", "A");
        hub.setPollIntervals(Map.of(new Symbol("A"), 5_000L));
        assertEquals(new Tier(Tier.Kind.POLLED, 0, 5_000, Optional.of(Tier.Why.MUTE)), tier("A"));
        trade("A");
        assertEquals(Tier.STREAMED, tier("A"));
    }

    @Test
    void symbolWhoseQuoteStandsStillIsNotMute() {
        watch("A", "B", "C");
        for (int i = 0; i < 10; i++) {
            quote("A", 1, 1_000);
        }
        assertStreamed("A", "B");
    }

    @Test
    void symbolThatTradesBetweenQuotesIsNotMute() {
        watch("A", "B", "C");
        for (int i = 1; i < 10; i++) {
            quote("A", i, 1_000 * i);
            after(Duration.ofSeconds(1));
            trade("A");
        }
        assertStreamed("A", "B");
    }

    @Test
    void feedThatIsDownMakesNoSymbolMute() {
        watch("A", "B", "C");
        quote("A", 1, 1_000);
        hub.publish(new FeedStatus(FeedStatus.State.DOWN, true, 1));
        quote("A", 2, 2_000);
        quote("A", 3, 3_000);
        hub.publish(new FeedStatus(FeedStatus.State.LIVE, true, 2));
        quote("A", 4, 4_000);
        assertStreamed("A", "B");
        assertEquals(List.of(1), positions("C"));
    }

    @Test
    void symbolOfAClosedMarketGivesWayFirst() {
        hub.setClosedCheck(closed::contains);
        watch("A", "B");
        quote("B", 1, -Duration.ofMinutes(9).toMillis());
        closed.add(new Symbol("B"));
        watch("C");
        assertStreamed("A", "B");
        after(Duration.ofMinutes(1));
        assertStreamed("A", "C");
        assertEquals(Optional.of(Tier.Why.CLOSED), tier("B").why());
        closed.clear();
        after(Duration.ofSeconds(1));
        assertEquals(Optional.of(Tier.Why.LIMIT), tier("B").why());
    }

    @Test
    void quoteThatShowsThatTheMarketIsClosedIsItsPrice() {
        hub.setClosedCheck(closed::contains);
        closed.add(new Symbol("A"));
        watch("A");
        quote("A", 7, -Duration.ofDays(3).toMillis());
        executor.runAll();
        assertEquals(List.of(7.0), prices("A"));
    }

    @Test
    void quoteThatWasComparedBeforeTheMarketCountedAsClosedIsItsPriceThen() {
        hub.setClosedCheck(closed::contains);
        closed.add(new Symbol("A"));
        watch("A");
        long evening = -Duration.ofMinutes(9).toMillis();
        quote("A", 7, evening);
        after(Duration.ofMinutes(1));
        quote("A", 7, evening);
        quote("A", 7, evening);
        executor.runAll();
        assertEquals(List.of(7.0), prices("A"));
    }

    @Test
    void quotesOfWhatWaitsArePrices() {
        watch("A", "B", "C");
        Subscription waiting = watched.get("C");
        quote("C", 7, 1_000);
        quote("C", 7, 1_000);
        quote("C", 8, 900);
        executor.runAll();
        assertEquals(List.of(new Trade(7, start + 1_000, 0)), waiting.tape().slice(0, 10).trades());
        quote("A", 9, 1_000);
        assertTrue(watched.get("A").tape().isEmpty(), "the feed brings its prices");
    }

    @Test
    void polledSymbolIsRecorded() {
        watch("A", "B", "C");
        Subscription waiting = watched.get("C");
        assertTrue(waiting.gaps().get(0).to().isEmpty());
        after(Duration.ofSeconds(1));
        hub.setPollIntervals(Map.of(new Symbol("C"), 5_000L));
        assertEquals(1_000, waiting.gaps().get(0).to().getAsLong() - waiting.gaps().get(0).from());
        after(Duration.ofSeconds(1));
        hub.setPollIntervals(Map.of());
        assertEquals(2, waiting.gaps().size());
    }

    @Test
    void fullLineTakesAChartInPlaceOfARow() {
        watch("A", "B");
        row("C");
        row("D");
        row("E");
        Subscription last = watched.get("E");
        assertTrue(hub.subscribe(ann, new Symbol("F"), Role.ROW).hadNoRoom());
        watch("G");
        executor.runAll();
        assertTrue(last.hadNoRoom());
        assertTrue(ann.changes.contains(last));
        assertEquals(List.of(1, 2, 3), positions("G", "C", "D"));
    }

    @Test
    void fullLineTakesSymbolsOfTheAddressWithFewer() {
        watch("A", "B", "C", "D", "E");
        Viewer other = viewer("other");
        Subscription modest = hub.subscribe(other, new Symbol("F"));
        assertEquals(State.STREAMED, modest.state(), "it has its share of the slots");
        assertTrue(hub.subscribe(ann, new Symbol("G")).hadNoRoom());
    }

    @Test
    void everySymbolStreamsInTurn() {
        List<Symbol> all = IntStream.range(0, 5).mapToObj(i -> new Symbol("S" + i)).toList();
        all.forEach(symbol -> hub.subscribe(ann, symbol));
        for (int i = 0; i + SLOTS < all.size(); i++) {
            hub.unsubscribe(hub.subscribe(ann, all.get(i)));
            assertEquals(Set.copyOf(all.subList(i + 1, i + 1 + SLOTS)), hub.demandedSymbols());
        }
    }

    @Test
    void slotsChangeHandsOnceASecondAfterABurst() {
        int changes = 0;
        for (int i = 0; i < 3_000; i++) {
            // A client watches a symbol of its own for a moment, a hundred times a second.
            Set<Symbol> before = hub.demandedSymbols();
            watch("S" + i);
            leave("S" + i);
            after(Duration.ofMillis(10));
            changes += hub.demandedSymbols().equals(before) ? 0 : 1;
        }
        assertTrue(changes > 40 && changes <= SlotTurnover.MOVES + 30 + 10, changes + " changes in 30 s");
    }

    @Test
    void useOfTheSlotsIsReportedToOperators() {
        row("A");
        watch("B", "C");
        HubStats.SlotUse use = hub.slotUse();
        assertEquals(SLOTS, use.total());
        assertEquals(1, use.waiting());
        assertEquals(2, use.uses().get("chart"));
        leave("B");
        leave("C");
        use = hub.slotUse();
        assertEquals(0, use.waiting());
        assertEquals(Map.of("chart", 0, "row", 1, "mute", 0, "closed", 0, "hidden", 0, "lingering", 1, "recorded", 0), use.uses());
    }

    @Test
    void timeInLineIsReported() {
        List<Long> waits = new ArrayList<>();
        hub.onWaited(waits::add);
        watch("A", "B", "C");
        after(Duration.ofSeconds(3));
        leave("A");
        assertEquals(List.of(0L, 0L, Duration.ofSeconds(3).toNanos()), waits);
    }

    private void watch(String... symbols) {
        Stream.of(symbols).forEach(symbol -> watched.put(symbol, hub.subscribe(ann, new Symbol(symbol))));
    }

    private void row(String symbol) {
        watched.put(symbol, hub.subscribe(ann, new Symbol(symbol), Role.ROW));
    }

    private void leave(String symbol) {
        hub.unsubscribe(watched.get(symbol));
    }

    private void trade(String symbol) {
        hub.publish(List.of(new SymbolTrade(new Symbol(symbol), new Trade(1, clock.millis(), 1))));
    }

    /** @param time after the start of the test */
    private void quote(String symbol, double price, long time) {
        hub.quoteReceived(new Symbol(symbol), price, start + time);
    }

    private void after(Duration time) {
        clock.advance(time);
        hub.sweep();
    }

    private Tier tier(String symbol) {
        return watched.get(symbol).tier();
    }

    private List<Integer> positions(String... symbols) {
        return Stream.of(symbols).map(symbol -> tier(symbol).position()).toList();
    }

    private List<Double> prices(String symbol) {
        return watched.get(symbol).tape().slice(0, 10).trades().stream().map(Trade::price).toList();
    }

    private List<String> polled() {
        return hub.candidates().stream().filter(candidate -> !candidate.isCheck()).map(candidate -> candidate.symbol().value()).toList();
    }

    private void assertStreamed(String... symbols) {
        assertEquals(Set.of(symbols), Set.copyOf(hub.demandedSymbols().stream().map(Symbol::value).toList()));
    }

    private Viewer viewer(String address) {
        Viewer viewer = new Viewer(address);
        hub.register(viewer);
        return viewer;
    }

    private static final class Viewer implements Subscriber {
        private final String address;
        private final List<Subscription> changes = new ArrayList<>();

        Viewer(String address) {
            this.address = address;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void changed() {
            // Tapes are read by the tests.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            changes.add(subscription);
        }
    }
}
