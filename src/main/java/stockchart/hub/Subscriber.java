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
     * Finnhub does not carry this symbol: the subscription has ended, if it {@linkplain Subscription#isRefused() says so}, or its
     * tape does not grow for now, until Finnhub carries the symbol after all.
     */
    void refused(Subscription subscription);
}
