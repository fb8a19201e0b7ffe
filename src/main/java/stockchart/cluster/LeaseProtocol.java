package stockchart.cluster;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import stockchart.cluster.redis.ClusterStore.Board;
import stockchart.cluster.redis.ClusterStore.Request;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;

/**
 * Decides what one node does about the lease. The caller makes the {@link #next} call to the store, passes on its answer, and
 * asks again; it also passes on what the log says and when the feed is closed. Nothing blocks here and nothing is called.
 *
 * <p>A holder counts on its lease for less time than the store keeps it, by its own monotonic clock from the moment at which it
 * sent the last good renewal: it has given up before another node can begin. A node that stood still finds that out with its
 * first look at the clock. What it writes nevertheless is refused by the store, because the fence differs.
 *
 * <p>After every new connection a node does not request the lease for as long as one lasts: the store may have been started
 * again and have forgotten a lease that its holder still counts on.
 *
 * <p>Any thread. State is <b>guarded</b> by this object's monitor; {@link #isMine} reads without it.
 */
public final class LeaseProtocol {
    private final String node;
    private final LeaseTiming timing;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private volatile State state = State.DETACHED;
    /** Until when the feed may be open, on the monotonic clock; means something only while {@link #mayFeed}. */
    private volatile long deadline;
    private volatile boolean mayFeed;
    /** Null unless this node counts on one, or gives it up. */
    private Lease lease;
    /** Given up, and perhaps still kept by the store; null if there is none. */
    private Lease released;
    /** Since when it takes over. */
    private long takingSince;
    /** The highest fence of an entry that this node has read. */
    private long readFence;
    private boolean isStopping;
    /** Whether this node requests the lease no more, and still reads. */
    private volatile boolean isLeaving;
    /** Whether the store is known to have no lease, so that it may be requested. */
    private boolean isFree;
    private long nextLook;
    private long nextRenewal;
    /** Before this the lease is not requested. */
    private long earliestRequest;

    /** What a node is now. */
    public enum State {
        /** Without the store: it shows what it has. */
        DETACHED,
        /** It reads what the holder publishes. */
        FOLLOWER,
        /** It has the lease and reads the log up to the entry that says so; nothing of an earlier holder comes after that. */
        TAKING_OVER,
        /** It has the lease and the feed. */
        HOLDER,
        /** It closes the feed and publishes what it has received, then gives the lease back. */
        RETIRING,
        /** It takes no part any more. */
        STOPPED
    }

    /** A call to be made to the store. */
    public enum Call { LOOK, REQUEST, RENEW, RELEASE }

    /**
     * @param node the node's name, which no other process has or had
     * @param nanoTime the monotonic clock, nanoseconds
     * @param chance a number from 0 to 1, 1 excluded, a new one on every call
     */
    public LeaseProtocol(String node, LeaseTiming timing, LongSupplier nanoTime, DoubleSupplier chance) {
        this.node = node;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.nextLook = nanoTime.getAsLong();
        this.earliestRequest = nextLook;
        this.deadline = nextLook;
    }

    /** Returns whether this node may have the connection to Finnhub now. Cheap; asked before everything that is done with it. */
    public boolean isMine() {
        return mayFeed && nanoTime.getAsLong() - deadline < 0;
    }

    public State state() {
        return state;
    }

    /** The lease under which this node may publish; empty if it has none. */
    public synchronized Optional<Lease> lease() {
        return Optional.ofNullable(lease).filter(own -> nanoTime.getAsLong() - deadline < 0);
    }

    /**
     * The call to be made now; empty if there is none yet. One at a time: its answer or failure comes before the next. If there
     * is no connection, the caller makes one, says so by {@link #connected}, and asks again: what was to be done on the old one
     * may be wrong on the new one.
     */
    public synchronized Optional<Call> next() {
        long now = nanoTime.getAsLong();
        if (lease != null && now - deadline >= 0) {
            retire();
        }
        if (state == State.TAKING_OVER && now - takingSince >= timing.lease().toNanos()) {
            // This node cannot read the log, and another one may.
            giveUp();
        }
        // Not before the feed is closed: another node would open its own.
        if (released != null && state != State.RETIRING) {
            return due(now, nextLook, Call.RELEASE);
        }
        return switch (state) {
            case STOPPED -> Optional.empty();
            case TAKING_OVER, HOLDER -> due(now, nextRenewal, Call.RENEW).or(() -> due(now, nextLook, Call.LOOK));
            case RETIRING -> lease == null ? Optional.empty() : due(now, nextRenewal, Call.RENEW);
            case FOLLOWER -> isFree && !isLeaving && now - earliestRequest >= 0 ? Optional.of(Call.REQUEST)
                    : due(now, nextLook, Call.LOOK);
            case DETACHED -> due(now, nextLook, Call.LOOK);
        };
    }

    private static Optional<Call> due(long now, long when, Call call) {
        return now - when >= 0 ? Optional.of(call) : Optional.empty();
    }

    /** A connection to the store was made, another than before. */
    public synchronized void connected() {
        earliestRequest = later(earliestRequest, nanoTime.getAsLong() + timing.lease().toNanos());
        if (state == State.DETACHED) {
            state = State.FOLLOWER;
        }
    }

    /** A call has no answer. */
    public synchronized void failed() {
        long retry = nanoTime.getAsLong() + LeaseTiming.RETRY.toNanos();
        nextLook = retry;
        nextRenewal = retry;
        isFree = false;
        if (state == State.FOLLOWER) {
            state = State.DETACHED;
        }
    }

    /** The board was read. */
    public synchronized void looked(Board board) {
        long now = nanoTime.getAsLong();
        boolean isHeldByOther = board.lease().filter(held -> !held.node().equals(node)).isPresent();
        long wait = (lease == null ? LeaseTiming.LOOK : LeaseTiming.HOLDER_LOOK).toNanos();
        nextLook = now + (isHeldByOther ? Math.min(wait, board.left().toNanos() + spread()) : wait);
        // One under this node's name that it does not count on is an earlier request's: it is given again under a new number.
        isFree = !isHeldByOther;
        if (lease != null && !board.lease().filter(lease::equals).isPresent()) {
            lose();
        }
    }

    /** What this node says on the board has changed. */
    public synchronized void lookSoon() {
        long now = nanoTime.getAsLong();
        nextLook = state == State.DETACHED || nextLook - now < 0 ? nextLook : now;
    }

    /** The board was read, and this node may not take part yet: it does not request the lease. */
    public synchronized void lookedOnly() {
        nextLook = nanoTime.getAsLong() + LeaseTiming.LOOK.toNanos();
        isFree = false;
    }

    /** The lease was requested. @param sent when, on the monotonic clock */
    public synchronized void requested(long sent, Request answer) {
        isFree = false;
        nextLook = nanoTime.getAsLong() + Math.min(LeaseTiming.LOOK.toNanos(), answer.left().toNanos() + spread());
        if (answer.lease().isPresent() && (isLeaving || state != State.FOLLOWER)) {
            // Stopped or leaving meanwhile.
            released = answer.lease().get();
            nextLook = nanoTime.getAsLong();
        } else if (answer.lease().isPresent()) {
            lease = answer.lease().get();
            extend(sent);
            state = State.TAKING_OVER;
            takingSince = nanoTime.getAsLong();
            // The log may be faster than the answer.
            reached(readFence);
        }
    }

    /** The lease was renewed, or the store has answered that it is over. @param sent when, on the monotonic clock */
    public synchronized void renewed(long sent, boolean isDone) {
        if (lease == null) {
            return;
        }
        if (!isDone) {
            lose();
        } else if (nanoTime.getAsLong() - deadline < 0) {
            extend(sent);
        } else {
            // The feed may have been closed for it, and what it received thrown away.
            retire();
        }
    }

    private void extend(long sent) {
        deadline = sent + timing.usable().toNanos();
        nextRenewal = sent + timing.renewal().toNanos();
    }

    /** The store has answered a release. */
    public synchronized void released() {
        released = null;
    }

    /** The store has refused what this node wrote under a lease. */
    public synchronized void fenced(Lease under) {
        if (under.equals(lease)) {
            lose();
        }
    }

    /**
     * The log was read up to an entry. Fences in it never go down, so nothing of an earlier lease follows one of the own. Its
     * number would not do: the store may have begun another log since.
     *
     * @param fence the entry's
     */
    public synchronized void reached(long fence) {
        readFence = Math.max(readFence, fence);
        if (state == State.TAKING_OVER && lease != null && readFence >= lease.fence()) {
            state = State.HOLDER;
            mayFeed = true;
        }
    }

    /** An entry of the log was read. */
    public synchronized void read(LogEntry entry) {
        if (entry.content() instanceof LogEntry.Holder) {
            isFree = false;
        } else if (entry.content() instanceof LogEntry.Released && state == State.FOLLOWER) {
            // The connection was closed before the lease was given back. All followers may ask at once: one of them gets it.
            isFree = true;
            earliestRequest = later(earliestRequest, nanoTime.getAsLong() + LeaseTiming.GRACE.toNanos());
        }
    }

    /** Gives up the lease if there is one: the feed cannot keep up, or the numbers of trades are in doubt. */
    public synchronized void giveUp() {
        if (lease != null && state != State.RETIRING) {
            state = State.RETIRING;
            mayFeed = false;
        }
    }

    /** This node gives back the lease, requests none any more, and goes on reading. A request under way is given back as well. */
    public synchronized void leave() {
        isLeaving = true;
        giveUp();
    }

    /** Returns whether this node has said that it leaves, or has left. */
    boolean isLeaving() {
        return isLeaving || state == State.STOPPED;
    }

    /** This node is to take no part any more; a lease is given back first. */
    public synchronized void stop() {
        isStopping = true;
        giveUp();
        if (state != State.RETIRING) {
            state = State.STOPPED;
        }
    }

    /**
     * The feed is closed, and everything that it received was published or cannot be any more. May be called at any time while
     * {@link #isMine} is false.
     */
    public synchronized void drained() {
        if (state == State.RETIRING) {
            released = lease == null ? released : lease;
            lease = null;
            state = isStopping ? State.STOPPED : State.FOLLOWER;
            nextLook = nanoTime.getAsLong();
        }
    }

    /** The lease to be given back. */
    public synchronized Optional<Lease> toRelease() {
        return Optional.ofNullable(released);
    }

    /** The time is over: nothing can be published under this lease any more, but the store may still keep it. */
    private void retire() {
        released = lease;
        lose();
    }

    /** The store does not have this lease any more, or not for this node. */
    private void lose() {
        lease = null;
        mayFeed = false;
        state = State.RETIRING;
    }

    private long spread() {
        return (long) (LeaseTiming.SPREAD.toNanos() * chance.getAsDouble());
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
