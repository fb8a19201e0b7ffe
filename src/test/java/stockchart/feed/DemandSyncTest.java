package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stockchart.feed.finnhub.FinnhubCodec;
import stockchart.hub.Demand;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

class DemandSyncTest {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");
    private static final Symbol C = new Symbol("C");
    private static final Symbol D = new Symbol("D");

    private final ScriptedDemand demand = new ScriptedDemand();
    private long now;
    private DemandSync sync = new DemandSync(demand, () -> now);

    @Test
    void newConnectionRequestsAllSymbols() {
        demand(A, B);
        assertEquals(List.of(begin(A), begin(B)), drain());
        assertEquals(List.of(), drain());
    }

    @Test
    void endsComeBeforeBeginningsAtTheLimit() {
        connect(3);
        demand(A, B);
        drain();
        demand(B, C);
        assertEquals(List.of(end(A), begin(C)), drain());
    }

    @Test
    void wantedSymbolDoesNotWaitForUnsubscribesFarFromTheLimit() {
        demand(A, B);
        drain();
        demand(B, C);
        assertEquals(List.of(begin(C), end(A)), drain());
    }

    @Test
    void demandThatChangesBackBeforeItsCommandIsNeverSent() {
        demand(A, B);
        assertEquals(Optional.of(begin(A)), sync.next());
        demand(A);
        assertEquals(List.of(), drain());
    }

    @Test
    void demandIsCopiedOncePerChangeAndNotPerCommand() {
        connect(10_000);
        demand(IntStream.range(0, 10_000).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new));
        assertEquals(10_000, drain().size());
        assertEquals(1, demand.copies);
        demand(A);
        assertEquals(10_001, IntStream.range(0, 120).map(tenth -> {
            advance(100);
            return drain().size();
        }).sum());
        assertTrue(demand.copies <= 2 + 12, demand.copies + " copies for two changes and twelve seconds");
    }

    @Test
    void lostSignalIsMadeGoodWithinASecond() {
        demand(A);
        drain();
        demand.symbols = Set.of(A, B);
        assertEquals(List.of(), drain());
        advance(1_000);
        assertEquals(List.of(begin(B)), drain());
    }

    @Test
    void afterABurstCommandsGoOutFiveASecond() {
        int sent = 0;
        for (int tenth = 0; tenth < 100; tenth++) {
            for (int change = 0; change < 20; change++) {
                demand(new Symbol("S" + tenth + "-" + change));
                sent += drain().size();
            }
            advance(100);
        }
        assertTrue(sent >= 95 && sent <= 101, sent + " commands in ten seconds, 50 of them in the burst");
    }

    @Test
    void syncedWhenEverythingInDemandWasRequested() {
        assertFalse(sync.isSynced());
        demand(A, B);
        sync.next();
        assertFalse(sync.isSynced());
        drain();
        assertTrue(sync.isSynced());
        demand(A);
        assertFalse(sync.isSynced());
    }

    @Test
    void limitErrorMeansTheLastOneRequested() {
        connect(3);
        demand(A, B, C);
        drain();
        complain();
        assertEquals(List.of(C), sync.takeOverLimit());
        demand(A, B);
        assertEquals(List.of(end(C)), drain());
    }

    @Test
    void limitErrorMeansTheLastOneAlsoWhenAnotherWasGivenBackAfterIt() {
        connect(3);
        demand(A, B, C);
        drain();
        demand(B, C);
        assertEquals(List.of(end(A)), drain());
        complain();
        assertEquals(List.of(C), sync.takeOverLimit());
    }

    @Test
    void whereItIsAmbiguousEachIsRequestedOnceMore() {
        demand(A, B);
        drain();
        demand(B);
        drain();
        demand(B, C);
        drain();
        complain();
        assertEquals(List.of(), sync.takeOverLimit());
        assertEquals(List.of(end(C), begin(C), end(B), begin(B)), drainFor(10_000));
    }

    @Test
    void repeatsOfALimitErrorTakeNoOther() {
        connect(3);
        demand(A, B);
        drain();
        List.of(A, B).forEach(this::trade);
        demand(A, B, C);
        drain();
        complain();
        advance(300);
        complain();
        complain();
        assertEquals(List.of(C), sync.takeOverLimit());
        demand(A, B);
        assertEquals(List.of(end(C)), drain());
        assertEquals(List.of(), drainFor(10_000));
        assertEquals(List.of(), sync.takeOverLimit());
    }

    @Test
    void lateLimitErrorMeansTheOneInDoubtDespiteLaterCommands() {
        connect(4);
        demand(A, B, C);
        drain();
        List.of(A, B, C).forEach(this::trade);
        demand(A, B, C, D);
        drain();
        advance(200);
        demand(C, D);
        assertEquals(List.of(end(A), end(B)), drain());
        demand(C, D, A);
        assertEquals(List.of(begin(A)), drain());
        advance(200);
        complain();
        assertEquals(List.of(D), sync.takeOverLimit());
        demand(C, A);
        assertEquals(List.of(end(D), end(A), begin(A)), drainFor(10_000), "A has brought nothing since");
    }

    @Test
    void errorMeansACommandThatWasLongOnItsWay() {
        connect(2);
        demand(A, B);
        sync.next();
        assertEquals(Optional.of(begin(B)), sync.next());
        advance(10_000);
        sync.limit();
        complain();
        assertEquals(List.of(B), sync.takeOverLimit());
    }

    @Test
    void lateErrorMakesSymbolsWithoutTradesRequestedOnceMore() {
        connect(3);
        ScriptedLimit finnhub = new ScriptedLimit(2, 3);
        finnhub.isStalled = true;
        demand(A, B, C);
        live(finnhub, 5_000);
        finnhub.flow();
        assertEquals(List.of(), sync.takeOverLimit());
        live(finnhub, 10_000);
        assertEquals(Set.of(A, B), demand.symbols);
        assertEquals(demand.symbols, finnhub.carried);
    }

    @Test
    void placeThatWasFreedBeforeTheErrorsCameProvesNothingOfOthers() {
        connect(4);
        ScriptedLimit finnhub = new ScriptedLimit(1, 1);
        finnhub.isStalled = true;
        demand(A, B, C, D);
        live(finnhub, 500);
        demand(B, C, D);
        live(finnhub, 500);
        finnhub.flow();
        live(finnhub, 20_000);
        assertEquals(1, demand.symbols.size());
        assertEquals(demand.symbols, finnhub.carried);
    }

    @Test
    void lateErrorThatIsTakenForAnotherLeavesNoneUncarried() {
        connect(4);
        ScriptedLimit finnhub = new ScriptedLimit(3, 1);
        demand(A, B, C);
        live(finnhub, 3_000);
        finnhub.isStalled = true;
        demand(A, B, C, D);
        live(finnhub, 3_000);
        demand(B, C, D);
        live(finnhub, 200);
        demand(B, C, D, A);
        live(finnhub, 200);
        finnhub.flow();
        assertEquals(Set.of(A, B, C), finnhub.carried, "A is the last one requested, so the error counts for it");
        live(finnhub, 20_000);
        assertEquals(Set.of(B, C, D), demand.symbols);
        assertEquals(demand.symbols, finnhub.carried);
    }

    @Test
    void waitingSymbolsAlternateWithThoseRequestedOnceMore() {
        connect(10);
        demand(A, B, C);
        drain();
        complain();
        demand(A, B);
        assertEquals(List.of(end(C)), drain(), "the last one requested");
        advance(2_000);
        assertEquals(List.of(end(B), begin(B)), drain());
        demand(A, B, D);
        advance(2_000);
        assertEquals(List.of(begin(D)), drain());
        advance(2_000);
        assertEquals(List.of(end(A), begin(A)), drain());
    }

    @Test
    void nearTheLimitOneAtATimeIsInDoubt() {
        connect(3);
        demand(A, B);
        drain();
        demand(A, C, D);
        assertEquals(List.of(end(B), begin(C), begin(D)), drain());
        demand(A, B, D);
        assertEquals(List.of(end(C)), drain());
        advance(1_999);
        assertEquals(List.of(), drain());
        advance(1);
        assertEquals(List.of(begin(B)), drain());
    }

    @Test
    void tradeEndsTheDoubt() {
        connect(3);
        demand(A, B, C);
        drain();
        trade(C);
        demand(A, B, D);
        assertEquals(List.of(end(C), begin(D)), drain());
        demand(A, B, C);
        assertEquals(List.of(end(D)), drain());
        trade(D);
        assertEquals(List.of(begin(C)), drain());
    }

    @Test
    void lateTradeOfBeforeItWasGivenBackProvesNothing() {
        connect(3);
        demand(A, B, C);
        drain();
        trade(C);
        demand(A, B);
        drain();
        demand(A, B, C);
        assertEquals(List.of(begin(C)), drain());
        advance(1_900);
        trade(C);
        complain();
        assertEquals(List.of(C), sync.takeOverLimit());
    }

    @Test
    void lateTradeThatWasLongOnItsWayProvesNothingEither() {
        connect(3);
        ScriptedLimit finnhub = new ScriptedLimit(2, 1);
        demand(A, B);
        live(finnhub, 3_000);
        demand(A);
        live(finnhub, 3_000);
        demand(A, C);
        live(finnhub, 3_000);
        finnhub.isStalled = true;
        demand(A, C, B);
        live(finnhub, 5_000);
        trade(B);
        finnhub.flow();
        live(finnhub, 20_000);
        assertEquals(Set.of(A, C), demand.symbols);
        assertEquals(demand.symbols, finnhub.carried);
    }

    @Test
    void symbolThatHasTradedIsNeverGivenUp() {
        demand(A, B, C);
        drain();
        List.of(A, B, C).forEach(this::trade);
        complain();
        assertEquals(List.of(), sync.takeOverLimit());
        assertEquals(List.of(), drainFor(10_000));
    }

    @Test
    void limitFoundIsKeptForAWhile() {
        connect(3);
        demand(A, B, C);
        drain();
        List.of(A, B).forEach(this::trade);
        assertEquals(3, sync.limit());
        complain();
        assertEquals(2, sync.limit());
        assertEquals(List.of(C), sync.takeOverLimit());
        demand(A, B, D);
        assertEquals(List.of(end(C)), drainFor(5_000));
        assertEquals(Set.of(D), Set.copyOf(sync.takeOverLimit()), "it is not requested");
        advance(300_000);
        assertEquals(3, sync.limit());
    }

    @Test
    void limitLowerThanConfiguredIsFoundAmongManyRequestedAtOnce() {
        connect(12);
        Symbol[] all = IntStream.range(0, 12).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
        demand(all);
        ScriptedLimit finnhub = new ScriptedLimit(9, 3);
        live(finnhub, 30_000);
        assertEquals(demand.symbols, finnhub.carried);
        assertEquals(9, demand.symbols.size());
        assertEquals(9, sync.limit());
    }

    @Test
    void commandThatWasTooFastIsSentAgainAfterAPause() {
        demand(A, B);
        drain();
        assertTrue(sync.tooFast("Too many commands, at most 10 a second; not carried out: \"" + begin(B) + "\""));
        assertEquals(List.of(), drain());
        advance(2_000);
        assertEquals(List.of(begin(B)), drain());
        demand(A);
        drain();
        sync.tooFast("Too many commands, at most 10 a second; not carried out: \"" + end(B) + "\"");
        advance(2_000);
        assertEquals(List.of(end(B)), drain());
    }

    private void connect(int slots) {
        demand.most = slots;
        sync = new DemandSync(demand, () -> now);
    }

    private void demand(Symbol... symbols) {
        demand.symbols = new LinkedHashSet<>(List.of(symbols));
        demand.version++;
    }

    private void trade(Symbol symbol) {
        sync.traded(List.of(new SymbolTrade(symbol, new Trade(1, 1, 1))));
    }

    private void complain() {
        sync.complained();
    }

    private void advance(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** What Finnhub refuses is demanded no longer. */
    private void live(ScriptedLimit finnhub, int millis) {
        for (int left = millis / 100; left > 0; left--) {
            finnhub.take(drain());
            List<Symbol> refused = sync.takeOverLimit();
            demand(demand.symbols.stream().filter(symbol -> !refused.contains(symbol)).toArray(Symbol[]::new));
            advance(100);
        }
    }

    private List<String> drainFor(int millis) {
        List<String> commands = new ArrayList<>();
        for (int left = millis / 100; left > 0; left--) {
            commands.addAll(drain());
            advance(100);
        }
        return commands;
    }

    private List<String> drain() {
        List<String> commands = new ArrayList<>();
        for (Optional<String> next = sync.next(); next.isPresent(); next = sync.next()) {
            commands.add(next.get());
        }
        return commands;
    }

    private static String begin(Symbol symbol) {
        return FinnhubCodec.subscribe(symbol);
    }

    private static String end(Symbol symbol) {
        return FinnhubCodec.unsubscribe(symbol);
    }

    private static final class ScriptedDemand implements Demand {
        private Set<Symbol> symbols = Set.of();
        private long version;
        private int copies;
        private int most = 50;

        @Override
        public int mostSymbols() {
            return most;
        }

        @Override
        public void addListener(Demand.Listener listener) {
            throw new UnsupportedOperationException("the difference is compared without signals");
        }

        @Override
        public Set<Symbol> demandedSymbols() {
            copies++;
            return new LinkedHashSet<>(symbols);
        }

        @Override
        public long demandVersion() {
            return version;
        }
    }

    /** A Finnhub that carries so many symbols, and sends its error so often for each other one, after all commands of the moment. */
    private final class ScriptedLimit {
        private final Set<Symbol> carried = new LinkedHashSet<>();
        private final int most;
        private final int copies;
        private boolean isStalled;
        private int errors;

        ScriptedLimit(int most, int copies) {
            this.most = most;
            this.copies = copies;
        }

        void take(List<String> commands) {
            for (String command : commands) {
                Symbol symbol = new Symbol(command.replaceFirst(".*\"symbol\":\"", "").replaceFirst("\".*", ""));
                if (command.contains("unsubscribe")) {
                    carried.remove(symbol);
                } else if (carried.size() < most) {
                    carried.add(symbol);
                } else {
                    errors += copies;
                }
            }
            if (!isStalled) {
                flow();
            }
        }

        /** The errors under way arrive. */
        void flow() {
            isStalled = false;
            for (; errors > 0; errors--) {
                complain();
            }
        }
    }
}
