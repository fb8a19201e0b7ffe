package stockchart.history.backfill;

import java.util.Optional;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;

/** Where the rows of symbols are found. Any thread; never blocks. */
public interface Listings {
    /** The row of a symbol; empty if no list has it, or not yet. */
    Optional<Listing> find(Symbol symbol);

    /** Whether the lists are there. */
    boolean areThere();
}
