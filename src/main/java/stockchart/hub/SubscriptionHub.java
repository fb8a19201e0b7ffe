package stockchart.hub;

import java.util.Optional;
import stockchart.market.Symbol;

/** Where clients subscribe. Any thread. */
public interface SubscriptionHub {
    /** Registers a subscriber; without it, subscribing is refused. */
    void register(Subscriber subscriber);

    /**
     * Subscribes to a symbol; a second call for the same symbol returns the same subscription.
     *
     * @return empty if every slot is in use, or if the subscriber was removed or never registered
     */
    Optional<Subscription> subscribe(Subscriber subscriber, Symbol symbol);

    /** Ends a subscription; does nothing if it has ended already. */
    void unsubscribe(Subscription subscription);

    /** Ends all subscriptions of a subscriber and refuses new ones: nothing of it stays behind. */
    void remove(Subscriber subscriber);

    /** The feed's state as last published; {@code DOWN} while that state cannot be believed. */
    FeedStatus status();

    /** How many symbols the feed may carry at once; fewer than configured while it is known to carry fewer. */
    int slots();

    /** How long a symbol waits between two updates; longer than configured while the machine is too busy. */
    Pace pace();
}
