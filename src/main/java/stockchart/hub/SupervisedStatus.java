package stockchart.hub;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The feed's state as clients see it: what the feed has published, or {@code DOWN} while the application does not make progress,
 * because then the thread that should publish may be the one that hangs.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}; {@link #present} and {@link #superviseBy} need no lock.
 */
final class SupervisedStatus {
    private final Clock clock;
    /** What the feed reports of itself. */
    private FeedStatus published;
    /** The supervisor's last answer. */
    private boolean isBelieved = true;
    private volatile BooleanSupplier supervisor = () -> true;
    private volatile FeedStatus present;
    /** Whether this server has no prices of the other nodes of its cluster, and since when. */
    private OptionalLong cutOff = OptionalLong.empty();

    SupervisedStatus(FeedStatus first, Clock clock) {
        this.clock = clock;
        this.published = first;
        this.present = first;
    }

    /** The state that clients see now. Any thread. */
    FeedStatus present() {
        return present;
    }

    /** Sets the check whether the published state is to be believed; it must return at once. Any thread. */
    void superviseBy(BooleanSupplier isLive) {
        supervisor = isLive;
    }

    /** The feed has published a state; checks the supervisor as well. */
    void publish(FeedStatus next) {
        published = next;
        isBelieved = supervisor.getAsBoolean();
        show(next);
    }

    /** This server has no prices of the other nodes since then, or has them again. What it missed may still come: that is no gap. */
    void cutOff(OptionalLong since) {
        cutOff = since;
        show(published);
    }

    /** The state of the recording: as clients see it, but for what this server is cut off from. */
    FeedStatus.State recorded() {
        return isBelieved ? published.state() : FeedStatus.State.DOWN;
    }

    private void show(FeedStatus next) {
        present = !isBelieved ? down() : cutOff.isEmpty() ? next
                : new FeedStatus(FeedStatus.State.DOWN, next.simulated(), cutOff.getAsLong(), cutOff);
    }

    /** Checks the supervisor again, and returns whether its answer and with it the present state have changed. */
    boolean recheck() {
        boolean isLive = supervisor.getAsBoolean();
        boolean changed = isLive != isBelieved;
        if (changed) {
            isBelieved = isLive;
            show(new FeedStatus(published.state(), published.simulated(), clock.millis()));
        }
        return changed;
    }

    /** The time of day was set by so many milliseconds: states began when they began, which is another time of day now. */
    void clockWasSet(long millis) {
        published = published.moved(millis);
        present = present.moved(millis);
        cutOff = cutOff.isPresent() ? OptionalLong.of(cutOff.getAsLong() + millis) : cutOff;
    }

    private FeedStatus down() {
        return new FeedStatus(FeedStatus.State.DOWN, published.simulated(), clock.millis());
    }
}
