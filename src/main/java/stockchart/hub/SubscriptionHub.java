package stockchart.hub;

import stockchart.market.Symbol;

/** Where clients subscribe. Any thread. */
public interface SubscriptionHub {
    /** Registers a subscriber; subscriptions of an unregistered one are refused. */
    void register(Subscriber subscriber);

    /**
     * Subscribes to a symbol, whether there is a slot for it or not; {@link Subscription#tier()} shows how its prices come, and
     * changes later. A second call for the same symbol returns the same subscription and changes its role. For a subscriber that
     * was removed or never registered, and when the waiting line is full, the returned subscription has ended.
     *
     * @param role what the prices are for; decides, together with the order of arrival, which symbol has a slot
     */
    Subscription subscribe(Subscriber subscriber, Symbol symbol, Subscription.Role role);

    /** As the other method, for a chart. */
    default Subscription subscribe(Subscriber subscriber, Symbol symbol) {
        return subscribe(subscriber, symbol, Subscription.Role.CHART);
    }

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

        /** Returns whether it stands for clients of another node of a cluster, which are that node's to count and to serve. */
        default boolean isRemote() {
            return false;
        }

        /**
         * A tape this subscriber watches has grown, or the feed's state has changed. Carries no data, because the subscriber's own
         * cursors determine what is new for it; signals may be merged or repeated.
         */
        void changed();

        /**
         * The subscription's prices come in another way now, or for another reason, or it has ended because there was no room. The
         * subscriber reads {@link Subscription#state()} and {@link Subscription#tier()}, which may have changed again since;
         * signals may be repeated, and none is sent for another place in line.
         */
        void stateChanged(Subscription subscription);
    }
}
