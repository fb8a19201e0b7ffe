package stockchart.hub;

import java.util.Set;
import stockchart.market.Symbol;

/** The symbols that are wanted, as a level to compare with and not as a series of events. Any thread. */
public interface Demand {
    /** The symbols the feed should carry now, the longest wanted first; a copy, never more than {@link #mostSymbols()}. */
    Set<Symbol> demandedSymbols();

    /** A number that differs whenever the demanded symbols do; cheap to read. */
    long demandVersion();

    /** The most symbols that are ever demanded at once: the configured number of slots. */
    int mostSymbols();

    /** Adds a listener and signals it once, because the demand may have changed before. */
    void addListener(DemandListener listener);
}
