package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.ManualClock;

/** The hub of a node of a cluster: what the log says, and what is decided here or elsewhere. */
class NodeHubTest {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");
    private static final Symbol C = new Symbol("C");

    private final ManualClock clock = new ManualClock();
    private final List<SymbolTrade> prints = new ArrayList<>();
    private final Subscriptions hub = newHub();
    private final Viewer viewer = new Viewer("10.0.0.1");

    private record Viewer(String address) implements Subscriber {
        @Override
        public void changed() {
            // The test looks by itself.
        }

        @Override
        public void stateChanged(Subscription subscription) {
            // As above.
        }
    }

    private Subscriptions newHub() {
        Subscriptions fresh = new Subscriptions(new SubscriptionSettings(2, Duration.ofSeconds(5), 3, 100, 10),
                new FeedStatus(FeedStatus.State.CONNECTING, false, clock.millis()), clock, clock::nanoTime, Runnable::run, 1);
        fresh.node().joinCluster(prints::addAll);
        return fresh;
    }

    @BeforeEach
    void connect() {
        hub.register(viewer);
    }

    private static List<Trade> trades(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(i -> new Trade(i, i, 1)).toList();
    }

    private static List<Double> prices(Subscription subscription) {
        return subscription.tape().slice(0, 1_000).trades().stream().map(Trade::price).toList();
    }

    private static SlotDecision streamed(Symbol symbol) {
        return new SlotDecision(symbol, State.STREAMED, "chart", Optional.empty(), 0, 0);
    }

    private static SlotDecision waiting(Symbol symbol, int position) {
        return new SlotDecision(symbol, State.WAITING, "chart", Optional.empty(), 15_000, position);
    }

    @Test
    void tradesComeAtTheNumbersOfTheLog() {
        Subscription watched = hub.subscribe(viewer, A);
        hub.node().begin(A, 77, 5, trades(5, 6));
        assertEquals(6, hub.node().end(A, 77));
        hub.node().append(A, 77, 7, trades(7, 8));
        hub.node().append(A, 77, 7, trades(7, 9));
        clock.advance(Duration.ofSeconds(1));
        hub.sweep();
        assertEquals(List.of(5.0, 6.0, 7.0, 8.0, 9.0), prices(watched));
        assertEquals(77, watched.tape().epoch());
        assertEquals(9, watched.tape().released());
        assertEquals(0, hub.node().end(A, 76));
        hub.node().append(A, 76, 10, trades(10, 10));
        assertEquals(9, hub.node().end(A, 77), "of another series");
    }

    @Test
    void missingTradesAreCountedAndTheSeriesGoesOn() {
        Subscription watched = hub.subscribe(viewer, A);
        hub.node().begin(A, 77, 1, trades(1, 2));
        hub.node().append(A, 77, 6, trades(6, 7));
        assertEquals(7, hub.node().end(A, 77));
        assertEquals(3, watched.tape().slice(2, 10).missed());
    }

    @Test
    void seriesStaysWithoutViewersUntilItHasEnded() {
        hub.node().begin(A, 77, 1, trades(1, 2));
        hub.node().begin(B, 78, 1, List.of());
        LongStream.range(0, 20).mapToObj(i -> new Symbol("X" + i)).forEach(other -> {
            Subscription brief = hub.subscribe(viewer, other);
            hub.unsubscribe(brief);
        });
        assertEquals(2, hub.node().end(A, 77));
        assertEquals(Set.of(A, B), Set.copyOf(hub.recordings().stream().map(CandleSource.Recording::symbol).toList()));
        hub.node().ended(B);
        assertEquals(List.of(A), hub.recordings().stream().map(CandleSource.Recording::symbol).toList(), "nothing is known of B");
    }

    @Test
    void decisionsAreMirroredWordForWord() {
        Subscription a = hub.subscribe(viewer, A);
        Subscription b = hub.subscribe(viewer, B);
        Subscription c = hub.subscribe(viewer, C);
        hub.node().mirror(new Slots(2, List.of(streamed(A), streamed(new Symbol("ELSEWHERE")), waiting(B, 4),
                new SlotDecision(C, State.REFUSED, "chart", Optional.empty(), 0, 0))), true);
        assertEquals(State.STREAMED, a.state());
        assertEquals(new Tier(Tier.Kind.POLLED, 4, 15_000, Optional.of(Tier.Why.LIMIT)), b.tier());
        assertEquals(State.REFUSED, c.state());
        assertEquals(1, c.refusals());
        assertEquals(2, hub.slotUse().used());
        assertEquals(List.of(), hub.candidates(), "another node fetches quotes");
        hub.node().mirror(new Slots(2, List.of(streamed(B),
                new SlotDecision(A, State.WAITING, "closed", Optional.of(Tier.Why.CLOSED), 0, 1))), false);
        assertEquals(State.STREAMED, b.state());
        assertEquals(Optional.of(Tier.Why.CLOSED), a.tier().why());
        hub.node().forget(Set.of(new Symbol("ELSEWHERE")));
        assertEquals(Set.of(B), hub.viewers().keySet());
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        assertEquals(Set.of(A), hub.viewers().keySet(), "nothing else is decided");
    }

    @Test
    void mirroringHubGivesAndTakesNoSlots() {
        Subscription a = hub.subscribe(viewer, A);
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        hub.unsubscribe(a);
        clock.advance(Duration.ofMinutes(1));
        hub.sweep();
        assertEquals(Set.of(A), hub.viewers().keySet(), "another node ends its linger");
        hub.subscribe(viewer, B);
        hub.sweep();
        assertEquals(Set.of(A), hub.demandedSymbols());
    }

    @Test
    void symbolForWhichThereIsRoomCountsAsStreamedForAMoment() {
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        Subscription b = hub.subscribe(viewer, B);
        Subscription c = hub.subscribe(viewer, C);
        assertEquals(Tier.STREAMED, b.tier());
        assertEquals(State.STREAMED, b.state());
        assertEquals(State.WAITING, c.state(), "there is one slot");
        clock.advance(Duration.ofSeconds(3));
        hub.sweep();
        assertEquals(State.WAITING, b.state(), "nothing was decided");
        hub.node().mirror(new Slots(2, List.of(streamed(B))), false);
        assertEquals(State.STREAMED, b.state());
    }

    @Test
    void leadingHubDecidesForTheClientsOfOtherNodes() {
        Subscription own = hub.subscribe(viewer, C);
        hub.node().mirror(new Slots(2, List.of(streamed(A), streamed(B), waiting(new Symbol("D"), 1), waiting(C, 2))), true);
        Map<String, Map<Symbol, Wish>> wishes = Map.of("two", Map.of(A, new Wish(Role.CHART, Set.of("x")),
                B, new Wish(Role.ROW, Set.of("x", "y")), new Symbol("D"), new Wish(Role.CHART, Set.of("z"))));
        clock.advance(Duration.ofMinutes(5));
        hub.node().lead(wishes);
        hub.sweep();
        assertEquals(Set.of(A, new Symbol("D")), hub.demandedSymbols(), "a chart goes before a row");
        assertEquals(1, own.tier().position(), "D came first, as before");
        assertEquals(Map.of(A, 0, new Symbol("D"), 0), hub.viewers(), "they are clients of the other node");
        hub.node().remoteWishes(Map.of());
        assertEquals(State.STREAMED, own.state(), "a symbol without viewers gives way at once");
        assertEquals(Map.of(C, new Wish(Role.CHART, Set.of("10.0.0.1"))), hub.node().wishes());
        hub.node().follow();
        assertEquals(State.STREAMED, own.state());
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        assertEquals(State.WAITING, own.state());
    }

    @Test
    void newHubThatMirrorsDecisionsDecidesTheSame() {
        hub.node().lead(Map.of());
        hub.subscribe(viewer, A);
        hub.subscribe(viewer, B, Role.ROW);
        hub.subscribe(viewer, C, Role.HIDDEN);
        Slots decided = hub.node().decisions();
        Subscriptions other = newHub();
        other.node().mirror(decided, true);
        Slots mirrored = other.node().decisions();
        assertEquals(decided.total(), mirrored.total());
        // Without viewers of its own, it has no line.
        assertEquals(decided.decisions().stream().filter(one -> one.state() == State.STREAMED).toList(), mirrored.decisions());
    }

    @Test
    void quotesBecomePrintsOfTheLogWhereTheHubLeads() {
        hub.node().lead(Map.of());
        List.of(A, B, C).forEach(symbol -> hub.subscribe(viewer, symbol));
        hub.quoteReceived(C, 9, clock.millis());
        assertEquals(List.of(new SymbolTrade(C, new Trade(9, clock.millis(), 0))), prints);
        hub.node().follow();
        hub.quoteReceived(C, 10, clock.millis() + 1);
        assertEquals(1, prints.size());
    }

    @Test
    void gapOfAHandOverBeginsWithTheLastSignOfLife() {
        Subscription watched = hub.subscribe(viewer, A);
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        long begun = clock.millis();
        hub.node().feedChanged(new FeedStatus(FeedStatus.State.LIVE, false, begun));
        clock.advance(Duration.ofSeconds(10));
        hub.node().feedChanged(new FeedStatus(FeedStatus.State.CONNECTING, false, begun + 7_000));
        assertEquals(FeedStatus.State.CONNECTING, hub.status().state());
        clock.advance(Duration.ofSeconds(1));
        hub.node().feedChanged(new FeedStatus(FeedStatus.State.LIVE, false, clock.millis()));
        List<Gap> gaps = watched.gaps();
        assertEquals(new Gap(Gap.Cause.DOWN, begun + 7_000, OptionalLong.of(begun + 11_000)), gaps.get(gaps.size() - 1));
    }

    @Test
    void cutOffNodeSaysSoAndHasNoGapForThat() {
        Subscription watched = hub.subscribe(viewer, A);
        hub.node().mirror(new Slots(2, List.of(streamed(A))), true);
        FeedStatus live = new FeedStatus(FeedStatus.State.LIVE, false, clock.millis());
        hub.node().feedChanged(live);
        List<Gap> gaps = watched.gaps();
        clock.advance(Duration.ofSeconds(10));
        hub.node().cutOff(OptionalLong.of(clock.millis() - 3_000));
        assertEquals(new FeedStatus(FeedStatus.State.DOWN, false, clock.millis() - 3_000, OptionalLong.of(clock.millis() - 3_000)),
                hub.status());
        hub.supervise();
        clock.advance(Duration.ofSeconds(10));
        hub.node().cutOff(OptionalLong.empty());
        assertEquals(live, hub.status());
        assertEquals(gaps, watched.gaps());
        assertTrue(hub.cluster().isEmpty());
    }
}
