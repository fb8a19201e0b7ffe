package stockchart.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.SerialExecutor;

/**
 * Signals subscribers about what is not on a tape: the feed's state has changed, or a subscription has. Runs on a managed thread,
 * one notice after the other; if there is no thread, the notices wait for the next sweep.
 *
 * <p>Any thread. The queue is bounded by the feed, which uses the same threads: while none is free its state does not change
 * either.
 */
final class StatusBroadcaster {
    private static final Logger LOG = System.getLogger(StatusBroadcaster.class.getName());

    private final SerialExecutor lane;
    private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.WARNING);

    /** @param nanoTime the monotonic clock, nanoseconds */
    StatusBroadcaster(Executor executor, LongSupplier nanoTime) {
        lane = new SerialExecutor(executor, nanoTime);
    }

    /** @param all called when the notice is delivered */
    void feedChanged(Supplier<List<Subscriber>> all) {
        lane.execute(() -> all.get().forEach(subscriber -> signal(subscriber::changed)));
    }

    void stateChanged(List<Subscription> changed) {
        lane.execute(() -> changed.forEach(subscription -> signal(() -> subscription.subscriber().stateChanged(subscription))));
    }

    /** The periodic step. */
    void resume() {
        lane.resume();
    }

    /** How long a notice has waited or been under way and none was completed, in nanoseconds. */
    long stalledFor(long now) {
        return lane.stalledFor(now);
    }

    private void signal(Runnable notice) {
        try {
            notice.run();
        } catch (Throwable failure) {
            failed.log(() -> "A client could not be signalled; the others are not affected", failure);
        }
    }
}
