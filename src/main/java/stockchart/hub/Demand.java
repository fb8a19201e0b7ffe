package stockchart.hub;

import java.util.Set;
import stockchart.market.Symbol;

/** The symbols that are wanted, as a level to compare with, not as a series of events. Any thread. */
public interface Demand {
    /** The symbols the feed should carry now, the longest wanted first; a copy, never more than {@link #mostSymbols()}. */
    Set<Symbol> demandedSymbols();

    /** A number that differs whenever the demanded symbols do; cheap to read. */
    long demandVersion();

    /** The most symbols that are ever demanded at once: the configured number of slots. */
    int mostSymbols();

    /** Adds a listener and signals it once, because the demand may have changed before. */
    void addListener(Listener listener);

    /** Signalled when the demanded symbols may have changed. Called by the thread that changed them; must not block. */
    @FunctionalInterface
    interface Listener {
        /**
         * Carries no data on purpose: the listener reads {@link Demand#demandedSymbols()}, so a lost signal does no lasting harm.
         */
        void demandChanged();
    }
}
