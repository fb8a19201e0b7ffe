package stockchart.client.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.AdaptiveThrottle;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionHub;

/**
 * What a client is told unasked, besides trades: the feed's state, and how often symbols are updated while the machine is too busy
 * to do it as often as configured. Compares what was told with what is, so nothing waits in a queue, and what has passed before a
 * client could take it is never told.
 *
 * <p><b>Confined</b> to the client's send loop, but for {@link #isFeedUnknown} and {@link #recoveryIsDue}.
 */
final class StatusUpdates {
    /** Telling everybody of the pace costs exactly when the machine has least to spare. */
    static final long PACE_PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final SubscriptionHub hub;
    private final LongSupplier nanoTime;
    /** What was last told, null before the first. */
    private volatile FeedStatus feed;
    /** What was last told, null before the first: nobody needs to be told that all is as it should be. */
    private volatile AdaptiveThrottle.Status pace;
    private volatile long paceTold;

    /** @param nanoTime the monotonic clock, nanoseconds */
    StatusUpdates(SubscriptionHub hub, LongSupplier nanoTime) {
        this.hub = hub;
        this.nanoTime = nanoTime;
    }

    /** The message to send now, empty if the client knows all. */
    Optional<String> next() {
        FeedStatus presentFeed = hub.status();
        if (!presentFeed.equals(feed)) {
            feed = presentFeed;
            return Optional.of(MessageCodec.status(presentFeed));
        }
        AdaptiveThrottle.Status presentPace = hub.throttle().status();
        return isUnknown(presentPace) ? tell(presentPace, nanoTime.getAsLong()) : Optional.empty();
    }

    /** Says whether the feed's state is another than the client was told. Any thread. */
    boolean isFeedUnknown() {
        return !hub.status().equals(feed);
    }

    /**
     * Says whether the client still believes the machine to be busy. Whoever gets trades hears of the recovery with the next
     * one; for the others somebody has to ask. Any thread.
     */
    boolean recoveryIsDue(long now) {
        AdaptiveThrottle.Status present = hub.throttle().status();
        return !present.busy() && isUnknown(present) && mayTellPace(now);
    }

    private Optional<String> tell(AdaptiveThrottle.Status present, long now) {
        if (!mayTellPace(now)) {
            return Optional.empty();
        }
        paceTold = now;
        pace = present;
        return Optional.of(MessageCodec.pace(present));
    }

    private boolean isUnknown(AdaptiveThrottle.Status present) {
        AdaptiveThrottle.Status told = pace;
        return told == null ? present.busy() : !present.equals(told);
    }

    private boolean mayTellPace(long now) {
        return pace == null || now - paceTold >= PACE_PAUSE;
    }
}
