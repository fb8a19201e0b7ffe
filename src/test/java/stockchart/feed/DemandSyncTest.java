package stockchart.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;

class DemandSyncTest {
    private static final Symbol A = new Symbol("A");
    private static final Symbol B = new Symbol("B");
    private static final Symbol C = new Symbol("C");

    private Set<Symbol> demanded = Set.of();
    private final DemandSync sync = new DemandSync(() -> demanded);

    @Test
    void newConnectionAsksForEverything() {
        demand(A, B);
        assertEquals(List.of(FinnhubCodec.subscribe(A), FinnhubCodec.subscribe(B)), drain());
        assertEquals(List.of(), drain());
    }

    @Test
    void endsComeBeforeBeginnings() {
        demand(A, B);
        drain();
        demand(B, C);
        assertEquals(List.of(FinnhubCodec.unsubscribe(A), FinnhubCodec.subscribe(C)), drain());
    }

    @Test
    void demandThatChangesOnTheWayIsMadeGood() {
        demand(A, B);
        assertEquals(Optional.of(FinnhubCodec.subscribe(A)), sync.next());
        demand(A);
        assertEquals(List.of(FinnhubCodec.subscribe(B), FinnhubCodec.unsubscribe(B)), drain());
    }

    @Test
    void refusalConcernsTheLastOneSent() {
        demand(A, B);
        drain();
        assertEquals(Optional.of(B), sync.refuseLast());
        demand(A);
        assertEquals(List.of(FinnhubCodec.unsubscribe(B)), drain());
        assertEquals(Optional.of(A), sync.refuseLast());
        assertEquals(Optional.empty(), sync.refuseLast());
    }

    @Test
    void refusedSymbolIsAskedForAgainIfDemandedAgain() {
        demand(A, B);
        drain();
        sync.refuseLast();
        assertEquals(List.of(FinnhubCodec.unsubscribe(B), FinnhubCodec.subscribe(B)), drain());
    }

    private void demand(Symbol... symbols) {
        demanded = new LinkedHashSet<>(List.of(symbols));
    }

    private List<String> drain() {
        List<String> commands = new ArrayList<>();
        for (Optional<String> next = sync.next(); next.isPresent(); next = sync.next()) {
            commands.add(next.get());
        }
        return commands;
    }
}
