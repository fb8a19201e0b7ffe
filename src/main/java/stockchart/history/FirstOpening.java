package stockchart.history;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.OptionalLong;
import stockchart.history.store.CandleStore;

/**
 * What is done when this process first opens a store: the time since the last process was alive becomes a gap, and candles of other
 * made-up prices are deleted. Confined to the writer's thread.
 */
final class FirstOpening implements StoreAccess.Opened {
    private static final String PRICES = "prices";

    private final OptionalInt prices;
    private boolean isDone;

    /** @param prices identifies the simulated prices; empty for real ones */
    FirstOpening(OptionalInt prices) {
        this.prices = prices;
    }

    @Override
    public void prepare(CandleStore store) throws SQLException {
        if (prices.isPresent() && !store.number(PRICES).equals(OptionalLong.of(prices.getAsInt()))) {
            store.clear();
            store.keep(PRICES, prices.getAsInt());
        }
        OptionalLong alive = store.number(CandleStore.ALIVE);
        if (!isDone && alive.isPresent()) {
            store.beginGaps(alive.getAsLong());
        }
        if (!isDone) {
            Rehearsal.run(store);
        }
        isDone = true;
    }
}
