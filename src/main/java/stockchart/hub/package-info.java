/**
 * The subscription hub: which client watches which symbol, which symbols have a slot of the feed, and the tape of each.
 *
 * <p>Entry type: {@link stockchart.hub.SubscriptionRegistry}, which hands out the one {@link stockchart.hub.Subscriptions}.
 * {@code feed} reads the demand and publishes trades and its state; {@code client} subscribes and reads tapes; they meet only here,
 * through the ports {@link stockchart.hub.Demand.Listener} and {@link stockchart.hub.SubscriptionHub.Subscriber}. Imports
 * {@code tape}, {@code market}, {@code settings} and {@code platform}.
 *
 * <p>Writes are guarded by one private lock, routing reads immutable lists without it, and no callback runs while it is held.
 * Subscribers are signalled on managed threads, never on the thread that publishes. This package sends nothing and knows no message
 * format.
 */
package stockchart.hub;
