package stockchart.hub;

/** Signalled when the demanded symbols may have changed. Called by the thread that changed them; must not block. */
@FunctionalInterface
public interface DemandListener {
    /** Carries no data on purpose: the listener reads {@link Demand#demandedSymbols()}, so a lost signal does no lasting harm. */
    void demandChanged();
}
