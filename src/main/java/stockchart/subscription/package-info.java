/**
 * Who wants what: the symbols in demand, the browsers that want them, the recent trades of each, and the
 * times when nobody recorded any.
 *
 * <p>Entry type: {@link stockchart.subscription.SubscriptionRegistry}, which hands out the one
 * {@link stockchart.subscription.Subscriptions}. {@code feed} reads the demand and publishes trades and its state;
 * {@code browser} subscribes and reads tapes; the two meet only here, through the ports
 * {@link stockchart.subscription.DemandListener} and {@link stockchart.subscription.Subscriber}. Imports {@code market},
 * {@code settings} and {@code container}.
 *
 * <p>Writes are guarded by one private lock, routing reads immutable lists without it, and nobody is called while it is held.
 * Subscribers are signalled by managed threads, never by the thread that publishes. It sends nothing and knows no message.
 */
package stockchart.subscription;
