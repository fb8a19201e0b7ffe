package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import stockchart.client.protocol.Dialect;
import stockchart.client.session.ClientSessionFuzz.Step;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/**
 * The real registry and two real sessions, a page and a program, with a naive model of who may watch what beside them. Small
 * limits, so that a few steps reach them. Confined to the test's thread.
 */
final class FuzzedServer {
    static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "OANDA:EUR_USD", "IC MARKETS:1", "A'B");
    static final int SLOTS = 3;
    /** When every trade is, and both of its candles begin: in plain time, because others are in no candle. */
    static final long START = new ManualClock().millis();

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final Subscriptions registry = new Subscriptions(new SubscriptionSettings(SLOTS, Duration.ZERO, 1_000, 16, 10),
            new FeedStatus(FeedStatus.State.LIVE, false, 9), clock, clock::nanoTime, executor, 1);
    private final FuzzedVisitor page = new FuzzedVisitor(Dialect.V1, 2, registry, clock);
    private final FuzzedVisitor program = new FuzzedVisitor(Dialect.PLAIN, 3, registry, clock);
    /**
     * How many trades each symbol's tape was given; it has one from its first subscription on, until it is left without ever having
     * had a slot.
     */
    private final Map<String, Long> traded = new HashMap<>();
    private final Set<String> hadSlots = new HashSet<>();
    /** When Finnhub last refused a symbol, on the monotonic clock. */
    private long refused = Long.MIN_VALUE / 2;

    /** Makes one thing happen. */
    void take(Step step) {
        if (step instanceof Step.Says says) {
            says(says.page(), says.text());
        } else if (step instanceof Step.Subscribes subscribes) {
            says(subscribes.page(), text(subscribes));
        } else if (step instanceof Step.Unsubscribes unsubscribes) {
            says(unsubscribes.page(), "{\"type\":\"unsubscribe\",\"symbol\":\"" + SYMBOLS.get(unsubscribes.symbol()) + "\"}");
        } else if (step instanceof Step.Floods floods) {
            for (int i = 0; i < floods.times(); i++) {
                says(floods.page(), "{}");
            }
        } else if (step instanceof Step.Leaves leaves) {
            visitor(leaves.page()).leave();
        } else {
            surround(step);
        }
        assertLimits();
    }

    private void surround(Step step) {
        if (step instanceof Step.Trades trades) {
            publish(SYMBOLS.get(trades.symbol()), trades.count());
        } else if (step instanceof Step.Passes passes) {
            pass(passes.millis());
        } else if (step instanceof Step.Works) {
            executor.runNext();
        } else if (step instanceof Step.Stalls stalls) {
            page.stall(stalls.stalled());
        } else if (step instanceof Step.Takes takes) {
            page.takeOne(takes.fails());
        } else if (step instanceof Step.FeedIs is) {
            registry.publish(new FeedStatus(is.state(), false, clock.millis()));
        } else if (step instanceof Step.FeedRefuses refuses) {
            refuse(SYMBOLS.get(refuses.symbol()));
        }
    }

    /** Waits until everything due has been sent. Then both leave. */
    void finish() {
        page.stall(false);
        pass(1_000);
        page.assertUpToDate(traded, carried());
        program.assertUpToDate(traded, carried());
        page.leave();
        program.leave();
        assertEquals(Map.of(), registry.viewers());
        publish(SYMBOLS.get(0), 1);
        pass(1_000);
    }

    private void says(boolean fromPage, String text) {
        FuzzedVisitor visitor = visitor(fromPage);
        visitor.say(text);
        visitor.held().forEach(symbol -> traded.putIfAbsent(symbol, 0L));
    }

    private String text(Step.Subscribes subscribes) {
        String after = ",\"after\":{\"epoch\":" + (START + subscribes.epoch() - 1) + ",\"seq\":" + subscribes.seq() + "}";
        return "{\"type\":\"subscribe\",\"symbol\":\"" + SYMBOLS.get(subscribes.symbol()) + "\""
                + (subscribes.resumes() ? after : "") + subscribes.candles().field + "}";
    }

    private void publish(String symbol, int count) {
        long before = traded.getOrDefault(symbol, 0L);
        registry.publish(LongStream.rangeClosed(before + 1, before + count)
                .mapToObj(number -> new SymbolTrade(new Symbol(symbol), new Trade(number, START, 2))).toList());
        traded.computeIfPresent(symbol, (name, old) -> old + count);
    }

    private void pass(int millis) {
        clock.advance(Duration.ofMillis(millis));
        registry.sweep();
        executor.runAll();
        page.watch();
        program.watch();
    }

    private void refuse(String symbol) {
        refused = clock.nanoTime();
        executor.runAll();
        registry.refused(new Symbol(symbol));
        executor.runAll();
    }

    private void assertLimits() {
        Set<String> wanted = new HashSet<>(page.held());
        wanted.addAll(program.held());
        assertTrue(carried().size() <= SLOTS);
        assertTrue(wanted.containsAll(carried()));
        assertEquals(wanted.size() - carried().size(), registry.candidates().stream().filter(candidate -> !candidate.isCheck()).count());
        boolean isHeldBack = clock.nanoTime() - refused < Duration.ofSeconds(30).toNanos();
        assertTrue(isHeldBack || wanted.size() == carried().size() || carried().size() >= registry.slots(),
                "one waits although a slot is free");
        hadSlots.addAll(carried());
        traded.keySet().removeIf(symbol -> traded.get(symbol) == 0 && !wanted.contains(symbol) && !hadSlots.contains(symbol));
    }

    private Set<String> carried() {
        return registry.demandedSymbols().stream().map(Symbol::value).collect(Collectors.toSet());
    }

    private FuzzedVisitor visitor(boolean isPage) {
        return isPage ? page : program;
    }
}
