package stockchart.hub;

import stockchart.market.Symbol;

/** Where clients subscribe. Any thread. */
public interface SubscriptionHub {
    /** Registers a subscriber; subscriptions of an unregistered one are refused. */
    void register(Subscriber subscriber);

    /**
     * Subscribes to a symbol, whether there is a slot for it or not; {@link Subscription#state()} says which, and changes later. A
     * second call for the same symbol returns the same subscription and tries again to get a slot. For a subscriber that was
     * removed or never registered, the returned subscription has ended.
     */
    Subscription subscribe(Subscriber subscriber, Symbol symbol);

    /** Ends a subscription; does nothing if it has ended already. */
    void unsubscribe(Subscription subscription);

    /** Ends all subscriptions of a subscriber and refuses new ones. */
    void remove(Subscriber subscriber);

    /** The feed's state as last published; {@code DOWN} while that state cannot be believed. */
    FeedStatus status();

    /** How many symbols the feed may carry at once; fewer than configured while it is known to carry fewer. */
    int slots();

    /** How long a symbol waits between two updates; longer than configured while the machine is too busy. */
    AdaptiveThrottle throttle();

    /**
     * Watches symbols: a client's session. Called by managed threads, several at once; no method may block. A call that had begun
     * before {@link Subscriptions#remove} may still arrive afterwards and is to be ignored.
     */
    interface Subscriber {
        /** The address to whose share of the slots this subscriber counts; always the same. */
        default String address() {
            return "";
        }

        /**
         * A tape this subscriber watches has grown, or the feed's state has changed. Carries no data, because the subscriber's own
         * cursors say what is new for it; signals may be merged or repeated.
         */
        void changed();

        /**
         * The subscription has lost its slot, or Finnhub does not carry its symbol. The subscriber reads
         * {@link Subscription#state()}, which may have changed again since; signals may be repeated.
         */
        void stateChanged(Subscription subscription);
    }
}
