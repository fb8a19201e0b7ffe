package stockchart.hub;

import java.util.Set;
import stockchart.market.Symbol;

/** The symbols that are wanted, as a level to compare with and not as a series of events. Any thread. */
public interface Demand {
    /** The symbols the feed should carry now, the longest wanted first; a copy, never more than there are slots. */
    Set<Symbol> demandedSymbols();

    /** Another number whenever the demanded symbols are others; cheap to ask for. */
    long demandVersion();
}
