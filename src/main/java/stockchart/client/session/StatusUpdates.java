package stockchart.client.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.AdaptiveThrottle;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionHub;

/**
 * Messages besides replies and trades: the feed's state, and the update interval while the machine is too busy to keep the
 * configured one. Compares the state last sent with the present one, so nothing is queued, and a state that is over before the
 * client could receive it is never sent.
 *
 * <p><b>Confined</b> to the send loop, but for {@link #isFeedUnknown} and {@link #recoveryIsDue}.
 */
final class StatusUpdates {
    /** Between two messages about the interval: sending them to all clients costs most when the machine is busiest. */
    static final long PACE_PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final SubscriptionHub hub;
    private final LongSupplier nanoTime;
    /** What was last sent, null before the first. */
    private volatile FeedStatus feed;
    /** What was last sent, null before the first: the configured interval needs no message. */
    private volatile AdaptiveThrottle.Status pace;
    private volatile long paceSent;

    /** @param nanoTime the monotonic clock, nanoseconds */
    StatusUpdates(SubscriptionHub hub, LongSupplier nanoTime) {
        this.hub = hub;
        this.nanoTime = nanoTime;
    }

    /** The message to send now, empty if the client is up to date. */
    Optional<String> next() {
        FeedStatus presentFeed = hub.status();
        if (!presentFeed.equals(feed)) {
            feed = presentFeed;
            return Optional.of(MessageCodec.status(presentFeed));
        }
        AdaptiveThrottle.Status presentPace = hub.throttle().status();
        return isUnknown(presentPace) ? pace(presentPace, nanoTime.getAsLong()) : Optional.empty();
    }

    /** Returns whether the feed's state differs from the one last sent. Any thread. */
    boolean isFeedUnknown() {
        return !hub.status().equals(feed);
    }

    /**
     * Returns whether the state last sent to the client is busy, although the machine has recovered. A client that receives trades
     * is sent the recovery with the next one; for idle clients the periodic check calls this. Any thread.
     */
    boolean recoveryIsDue(long now) {
        AdaptiveThrottle.Status present = hub.throttle().status();
        return !present.busy() && isUnknown(present) && maySendPace(now);
    }

    private Optional<String> pace(AdaptiveThrottle.Status present, long now) {
        if (!maySendPace(now)) {
            return Optional.empty();
        }
        paceSent = now;
        pace = present;
        return Optional.of(MessageCodec.pace(present));
    }

    private boolean isUnknown(AdaptiveThrottle.Status present) {
        AdaptiveThrottle.Status known = pace;
        return known == null ? present.busy() : !present.equals(known);
    }

    private boolean maySendPace(long now) {
        return pace == null || now - paceSent >= PACE_PAUSE;
    }
}
