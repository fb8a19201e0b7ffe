package stockchart.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.SerialExecutor;

/**
 * Paces the updates of each symbol: the first trade after a pause is released at once, those that follow within the interval of
 * {@link AdaptiveThrottle} together when it ends. One periodic {@link #sweep} replaces a timer per symbol.
 *
 * <p>Viewers are signalled on managed threads, never on the caller's. A channel always uses the same lane and waits there at most
 * once; what its tape gains meanwhile is included when its turn comes. So a machine that cannot keep up merges updates and never
 * builds a backlog.
 *
 * <p>Any thread may report that a channel has grown; one thread at a time sweeps. A channel that fails is logged and does not delay
 * the others.
 */
final class Dispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final LongSupplier nanoTime;
    private final AdaptiveThrottle throttle;
    private final SerialExecutor[] lanes;
    private final Queue<Channel> waiting = new ConcurrentLinkedQueue<>();
    private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.WARNING);

    /** @param nanoTime the monotonic clock, nanoseconds */
    Dispatcher(Executor executor, LongSupplier nanoTime, int updatesPerSecond, int lanes) {
        this.nanoTime = nanoTime;
        this.throttle = new AdaptiveThrottle(TimeUnit.SECONDS.toNanos(1) / updatesPerSecond, lanes);
        this.lanes = IntStream.range(0, lanes).mapToObj(lane -> new SerialExecutor(executor, nanoTime))
                .toArray(SerialExecutor[]::new);
    }

    /** Assigns a new channel to a lane, before other threads see it. */
    Channel add(Channel channel) {
        SerialExecutor lane = lanes[Math.floorMod(channel.tape().symbol().hashCode(), lanes.length)];
        channel.onRelease(lane.coalescing(() -> signalViewers(channel)));
        return channel;
    }

    /** Trades were appended to the channel's tape. */
    void grew(Channel channel) {
        try {
            switch (channel.grew(nanoTime.getAsLong(), throttle.interval())) {
                case NOW -> channel.release();
                case ON_SWEEP -> await(channel);
                case ALREADY_WAITING -> { }
            }
        } catch (Throwable failure) {
            fail(channel, failure);
        }
    }

    /** Releases what has waited for its interval. */
    void sweep() {
        throttle.adjust(nanoTime.getAsLong());
        for (Iterator<Channel> each = waiting.iterator(); each.hasNext(); ) {
            Channel channel = each.next();
            try {
                if (channel.swept(nanoTime.getAsLong(), throttle.interval())) {
                    channel.release();
                    each.remove();
                }
            } catch (Throwable failure) {
                // It keeps its place, and is released when it is due again.
                fail(channel, failure);
            }
        }
        for (SerialExecutor lane : lanes) {
            lane.resume();
        }
    }

    AdaptiveThrottle throttle() {
        return throttle;
    }

    /** How long a lane has had work and completed none, in nanoseconds. */
    long stalledFor(long now) {
        long longest = 0;
        for (SerialExecutor lane : lanes) {
            longest = Math.max(longest, lane.stalledFor(now));
        }
        return longest;
    }

    private void await(Channel channel) {
        boolean isQueued = false;
        try {
            isQueued = waiting.add(channel);
        } finally {
            if (!isQueued) {
                channel.notQueued();
            }
        }
    }

    private void signalViewers(Channel channel) {
        long start = nanoTime.getAsLong();
        for (Subscription viewer : channel.viewers()) {
            try {
                viewer.subscriber().changed();
            } catch (Throwable failure) {
                fail(channel, failure);
            }
        }
        throttle.addWork(nanoTime.getAsLong() - start);
    }

    private void fail(Channel channel, Throwable failure) {
        failed.log(() -> "A viewer of " + channel.tape().symbol() + " could not be signalled; the others are not affected",
                failure);
    }
}
