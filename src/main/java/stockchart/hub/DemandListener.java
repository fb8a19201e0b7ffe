package stockchart.hub;

/** Told that the demanded symbols may have changed. Called by the thread that changed them; must not block. */
@FunctionalInterface
public interface DemandListener {
    /** Says nothing about what changed: whoever hears it asks for {@link Subscriptions#demandedSymbols()}. */
    void demandChanged();
}
