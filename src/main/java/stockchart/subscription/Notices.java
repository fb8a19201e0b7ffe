package stockchart.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import stockchart.container.LimitedLog;
import stockchart.container.SerialLane;

/**
 * Tells subscribers what is not found on a tape: that the feed's state has changed, that a symbol was refused. On a managed
 * thread, one notice after the other; if there is none, the notices wait for the next sweep.
 *
 * <p>Any thread. Bounded by the feed, which has the same threads: while none is free its state does not change either.
 */
final class Notices {
    private static final Logger LOG = System.getLogger(Notices.class.getName());

    private final SerialLane lane;
    private final LimitedLog failed = new LimitedLog(LOG, Level.WARNING);

    Notices(Executor executor) {
        lane = new SerialLane(executor);
    }

    /** @param all asked when the notice's turn comes */
    void stateChanged(Supplier<List<Subscriber>> all) {
        lane.execute(() -> all.get().forEach(subscriber -> tell(subscriber::changed)));
    }

    void refused(List<Subscription> ended) {
        lane.execute(() -> ended.forEach(subscription -> tell(() -> subscription.subscriber().refused(subscription))));
    }

    /** The recurring step. */
    void resume() {
        lane.resume();
    }

    private void tell(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException failure) {
            failed.tell(() -> "A browser failed to hear of the feed; the others go on", failure);
        }
    }
}
