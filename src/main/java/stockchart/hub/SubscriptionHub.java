package stockchart.hub;

import stockchart.market.Symbol;

/** Where clients subscribe. Any thread. */
public interface SubscriptionHub {
    /** Registers a subscriber; without it, subscribing is refused. */
    void register(Subscriber subscriber);

    /**
     * Subscribes to a symbol, whether there is a slot for it or not; {@link Subscription#state()} says which, and changes later. A
     * second call for the same symbol returns the same subscription, and tries again to get it a slot. For a subscriber that was
     * removed or never registered the subscription has ended.
     */
    Subscription subscribe(Subscriber subscriber, Symbol symbol);

    /** Ends a subscription; does nothing if it has ended already. */
    void unsubscribe(Subscription subscription);

    /** Ends all subscriptions of a subscriber and refuses new ones: nothing of it stays behind. */
    void remove(Subscriber subscriber);

    /** The feed's state as last published; {@code DOWN} while that state cannot be believed. */
    FeedStatus status();

    /** How many symbols the feed may carry at once; fewer than configured while it is known to carry fewer. */
    int slots();

    /** How long a symbol waits between two updates; longer than configured while the machine is too busy. */
    AdaptiveThrottle throttle();

    /**
     * One who watches symbols: a browser session. Calls come from managed threads, several at once; none may block. After
     * {@link Subscriptions#remove} a call that had already begun may still arrive, and is to be ignored.
     */
    interface Subscriber {
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
}
