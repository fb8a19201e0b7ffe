package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.GapLog;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.Tape;
import stockchart.tape.TapeSlice;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/**
 * The registry and its tapes, compared after each of thousands of random operations with a model that is too simple to be wrong.
 */
class NaiveRegistryTest {
    private static final int SEQUENCES = 200;
    private static final int OPERATIONS = 400;
    private static final int SLOTS = 3;
    private static final int TAPE = 40;
    private static final int LINGER = 3_000;
    private static final int INTERVAL = 100;
    private static final List<Symbol> SYMBOLS =
            IntStream.range(0, 16).mapToObj(i -> new Symbol("S" + i)).toList();

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final SubscriptionSettings settings =
            new SubscriptionSettings(SLOTS, Duration.ofMillis(LINGER), 1_000, TAPE, 1_000 / INTERVAL);
    private final Subscriptions registry = new Subscriptions(settings, new FeedStatus(FeedStatus.State.LIVE, true, 0), clock,
            this::nanoTime, executor, 2);
    private final NaiveRegistry model = new NaiveRegistry(SLOTS, settings.tapes(), LINGER, clock.millis(),
            () -> clock.nanoTime() + this.readings);
    private final List<Viewer> viewers = IntStream.range(0, 7).mapToObj(Viewer::new).toList();
    private final List<Subscription> ended = new ArrayList<>();
    private Dice dice;
    private int price;
    private int demandSignals;
    private long readings;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void registryDoesWhatTheModelDoes(long seed) {
        dice = new Dice(seed);
        registry.addListener(() -> demandSignals++);
        registry.setClosedCheck(model::isClosed);
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            int kind = dice.below(25);
            try {
                operate(kind);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("Seed " + seed + ", operation " + operation + " of kind " + kind, failure);
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEQUENCES);
    }

    private void operate(int kind) {
        advance(1);
        Set<Symbol> before = registry.demandedSymbols();
        demandSignals = 0;
        Viewer viewer = dice.pick(viewers);
        Symbol symbol = dice.pick(SYMBOLS);
        switch (kind) {
            case 0 -> viewer.register();
            case 1 -> viewer.remove();
            case 2, 3, 4, 5, 6 -> viewer.subscribe(symbol);
            case 7, 8, 9 -> viewer.unsubscribe();
            case 10 -> unsubscribeAgain();
            case 11 -> refuse(symbol);
            case 12 -> advance(dice.chance(0.1) ? dice.below(700_000) : dice.below(2_000));
            case 13 -> executor.runNext();
            case 14, 15 -> sweep();
            case 16 -> quote(symbol);
            case 17 -> poll();
            case 18 -> model.close(symbol, !model.isClosed(symbol));
            case 19 -> reconnect();
            case 20 -> record();
            default -> publish();
        }
        model.noteGaps();
        assertEquals(model.demanded(), List.copyOf(registry.demandedSymbols()));
        assertTrue(model.demanded().size() <= SLOTS, "more than the feed may carry");
        assertTrue(registry.demandedSymbols().equals(before) || demandSignals > 0, "no listener was signalled of the demand");
        assertEquals(model.viewers(), registry.viewers());
        assertEquals(model.recorded(), registry.slotUse().recorded());
        assertEquals(model.unwanted(), registry.unwantedTrades());
        viewers.forEach(Viewer::verify);
    }

    /** No two readings are equal, so that of two symbols one has always been idle for longer. */
    private long nanoTime() {
        readings++;
        return clock.nanoTime() + readings;
    }

    private void advance(int millis) {
        clock.advance(Duration.ofMillis(millis));
        model.advance(millis);
    }

    private void publish() {
        List<SymbolTrade> prints = new ArrayList<>();
        Map<Symbol, List<Double>> bySymbol = new LinkedHashMap<>();
        for (int left = dice.chance(0.05) ? 150 : dice.between(1, 6); left > 0; left--) {
            Symbol symbol = dice.pick(dice.chance(0.8) && !model.demanded().isEmpty() ? model.demanded() : SYMBOLS);
            price++;
            prints.add(new SymbolTrade(symbol, new Trade(price, clock.millis(), 1)));
            bySymbol.computeIfAbsent(symbol, first -> new ArrayList<>()).add((double) price);
        }
        model.publish(bySymbol);
        registry.publish(prints);
    }

    private void quote(Symbol symbol) {
        price++;
        long time = clock.millis() - (dice.chance(0.3) ? 700_000 : dice.below(3_000));
        model.quoteReceived(symbol, price, time);
        registry.quoteReceived(symbol, price, time);
    }

    private void poll() {
        assertEquals(model.polledCandidates(), registry.candidates().stream().filter(candidate -> !candidate.isCheck()).toList());
        Map<Symbol, Long> intervals = new LinkedHashMap<>();
        registry.candidates().stream().filter(candidate -> dice.chance(0.7))
                .forEach(candidate -> intervals.put(candidate.symbol(), 1_000L * dice.between(5, 120)));
        registry.setPollIntervals(intervals);
        model.setPollIntervals(intervals);
    }

    private void record() {
        List<Symbol> wanted = new ArrayList<>();
        for (int left = dice.chance(0.2) ? 0 : dice.between(1, 8); left > 0; left--) {
            Symbol symbol = dice.pick(SYMBOLS);
            if (!wanted.contains(symbol)) {
                wanted.add(symbol);
            }
        }
        registry.record(wanted);
        model.record(wanted);
        Map<Symbol, List<Object>> watched = new TreeMap<>();
        registry.watched().forEach(each -> watched.put(each.symbol(),
                List.of(each.viewers(), each.ago().toMillis(), each.isPriced())));
        assertEquals(model.watched(), watched);
    }

    private void reconnect() {
        boolean isDown = dice.chance(0.5);
        registry.publish(new FeedStatus(isDown ? FeedStatus.State.DOWN : FeedStatus.State.LIVE, true, clock.millis()));
        model.feedIs(isDown);
    }

    private void sweep() {
        registry.sweep();
        model.sweep();
        viewers.forEach(Viewer::verifyNothingIsHeldBack);
        if (dice.chance(0.5)) {
            executor.runAll();
            viewers.forEach(Viewer::verifySignalled);
        }
    }

    private void refuse(Symbol symbol) {
        model.refused(symbol);
        registry.refused(symbol);
    }

    private void unsubscribeAgain() {
        if (!ended.isEmpty()) {
            registry.unsubscribe(dice.pick(ended));
            model.settle();
        }
    }

    private final class Viewer implements Subscriber {
        private final int number;
        private final Map<Symbol, Subscription> watched = new TreeMap<>();
        private final Map<Symbol, Long> positions = new TreeMap<>();
        /** Of each subscription, as it was when the viewer was last signalled. */
        private final Map<Subscription, Tier> signalled = new HashMap<>();

        Viewer(int number) {
            this.number = number;
        }

        void register() {
            registry.register(this);
            model.register(number);
        }

        void remove() {
            registry.remove(this);
            model.remove(number);
            ended.addAll(watched.values());
            watched.clear();
        }

        void subscribe(Symbol symbol) {
            Role role = dice.pick(List.of(Role.CHART, Role.CHART, Role.ROW, Role.ROW, Role.HIDDEN));
            Subscription subscription = registry.subscribe(this, symbol, role);
            boolean isSubscribed = subscription.state() != State.ENDED;
            assertEquals(model.subscribe(number, symbol, role), isSubscribed);
            if (isSubscribed) {
                Subscription known = watched.put(symbol, subscription);
                assertTrue(known == null || known == subscription, "subscribed a second time");
                positions.put(symbol, subscription.tape().released());
                signalled.put(subscription, subscription.tier());
            }
        }

        void unsubscribe() {
            if (!watched.isEmpty()) {
                Symbol symbol = dice.pick(List.copyOf(watched.keySet()));
                Subscription subscription = watched.remove(symbol);
                registry.unsubscribe(subscription);
                ended.add(subscription);
                model.unsubscribe(number, symbol);
            }
        }

        @Override
        public void changed() {
            watched.forEach((symbol, subscription) -> positions.put(symbol, subscription.tape().released()));
            if (dice.chance(0.1)) {
                // Trades that arrive while others are still being signalled must be signalled as well.
                publish();
            }
        }

        @Override
        public void stateChanged(Subscription subscription) {
            signalled.put(subscription, subscription.tier());
        }

        void verify() {
            watched.forEach((symbol, subscription) -> {
                verify(subscription.tape(), model.log(symbol));
                assertEquals(recent(model.log(symbol).gaps), recent(subscription.gaps()));
                assertEquals(model.tier(symbol), subscription.tier(), symbol.value());
            });
        }

        void verifyNothingIsHeldBack() {
            watched.forEach((symbol, subscription) -> assertTrue(
                    subscription.tape().released() >= model.olderThan(symbol, INTERVAL), symbol + " is held back"));
        }

        void verifySignalled() {
            watched.forEach((symbol, subscription) -> assertTrue(signalled.get(subscription).isLike(subscription.tier()),
                    "no viewer was signalled how the prices of " + symbol + " come"));
            watched.keySet().forEach(symbol -> assertTrue(
                    positions.get(symbol) >= model.olderThan(symbol, INTERVAL), "no viewer was signalled of " + symbol));
        }

        /** Older ones are dropped. */
        private List<Gap> recent(List<Gap> gaps) {
            long since = clock.millis() - GapLog.KEPT.toMillis() / 2;
            return gaps.stream().filter(gap -> gap.to().isEmpty() || gap.to().getAsLong() > since)
                    .skip(Math.max(0, gaps.size() - GapLog.MAX)).toList();
        }

        private void verify(Tape tape, NaiveRegistry.Log log) {
            int released = Math.toIntExact(tape.released());
            int oldest = Math.max(0, log.prices.size() - TAPE);
            int after = dice.below(released + 1);
            int most = dice.chance(0.8) ? Integer.MAX_VALUE : dice.below(24);
            int start = Math.min(released, Math.max(Math.max(after, oldest), released - Math.min(most, released)));
            TapeSlice slice = tape.slice(after, most);
            assertEquals(log.prices.subList(start, released), slice.trades().stream().map(Trade::price).toList());
            assertEquals(start - after, slice.missed());
            assertEquals(released, slice.end());
            assertEquals(after >= oldest, tape.holdsAllAfter(after));
        }
    }
}
