package stockchart.firstvisit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;

class FirstDaysTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");

    private final List<Symbol> fetched = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private List<Symbol> symbols = List.of();
    private final FirstDays days = new FirstDays(() -> symbols, (symbol, then) -> {
        fetched.add(symbol);
        waiting.add(then);
    }, 3);

    @Test
    void oneDayIsFetchedAfterTheOtherAndTheFirstIsEnough() {
        assertTrue(days.step());
        symbols = List.of(AAPL, MSFT);
        assertFalse(days.step());
        assertEquals(List.of(AAPL), fetched);
        assertFalse(days.isReady());
        waiting.get(0).run();
        assertTrue(days.isReady());
        assertEquals(List.of(AAPL, MSFT), fetched);
        waiting.get(1).run();
        assertFalse(days.step());
        assertEquals(2, fetched.size());
    }

    @Test
    void nothingWaitsForSymbolsForEver() {
        assertTrue(days.step());
        assertTrue(days.step());
        assertFalse(days.isReady());
        assertFalse(days.step());
        assertTrue(days.isReady());
        symbols = List.of(AAPL);
        assertFalse(days.step());
        assertEquals(List.of(), fetched);
    }
}
