package stockchart.hub;

/**
 * One who watches symbols: a browser session. Calls come from managed threads, several at once; none may block. After
 * {@link Subscriptions#remove} a call that had already begun may still arrive, and is to be ignored.
 */
public interface Subscriber {
    /** The address that this one's share of the slots counts for; always the same. */
    default String address() {
        return "";
    }

    /**
     * Something this subscriber watches has changed: a tape has grown, or the feed's state is another. Says no more, because
     * the subscriber's own cursors say what is new for it; signals may be merged or repeated.
     */
    void changed();

    /**
     * The subscription has lost its slot, or Finnhub does not carry its symbol. The subscriber reads {@link Subscription#state()},
     * which may have changed again since; signals may be repeated.
     */
    void stateChanged(Subscription subscription);
}
