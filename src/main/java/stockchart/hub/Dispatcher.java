package stockchart.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.SerialExecutor;

/**
 * Paces the updates of each symbol: a trade that comes seldom is released at once, those that come more often than the interval of
 * {@link AdaptiveThrottle} together when the next one is due. One {@link #sweep} for all, when the earliest is due, replaces a
 * timer per symbol; while nothing waits, nothing runs. A wake-up that never comes is made up for by the periodic sweep.
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
    /** With many symbols one is due all the time; this many sweeps within an interval are enough. */
    private static final int SWEEPS_EACH_INTERVAL = 8;

    private final LongSupplier nanoTime;
    private final AdaptiveThrottle throttle;
    private final SerialExecutor[] lanes;
    private final Queue<Channel> waiting = new ConcurrentLinkedQueue<>();
    private final RateLimitedLog failed = new RateLimitedLog(LOG, Level.WARNING);
    private volatile LongConsumer wakeUp = time -> { };
    private volatile long lastSweep;

    /** @param nanoTime the monotonic clock, nanoseconds */
    Dispatcher(Executor executor, LongSupplier nanoTime, int updatesPerSecond, int lanes) {
        this.nanoTime = nanoTime;
        this.throttle = new AdaptiveThrottle(TimeUnit.SECONDS.toNanos(1) / updatesPerSecond, lanes);
        this.lastSweep = nanoTime.getAsLong();
        this.lanes = IntStream.range(0, lanes).mapToObj(lane -> new SerialExecutor(executor, nanoTime))
                .toArray(SerialExecutor[]::new);
    }

    /** Sets what has {@link #sweep} called at a time of the monotonic clock, or earlier, or not at all; must not block. */
    void wakeBy(LongConsumer caller) {
        wakeUp = caller;
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
            long interval = throttle.interval();
            switch (channel.grew(nanoTime.getAsLong(), interval)) {
                case NOW -> channel.release();
                case LATER -> await(channel, interval);
                case ALREADY_WAITING -> { }
            }
        } catch (Throwable failure) {
            fail(channel, failure);
        }
    }

    /** Releases what is due; the next sweep is requested for when more will be. */
    void sweep() {
        long start = nanoTime.getAsLong();
        lastSweep = start;
        throttle.adjust(start);
        long interval = throttle.interval();
        boolean isMore = false;
        long earliest = 0;
        for (Iterator<Channel> each = waiting.iterator(); each.hasNext(); ) {
            Channel channel = each.next();
            try {
                if (channel.swept(nanoTime.getAsLong(), interval)) {
                    channel.release();
                    each.remove();
                    continue;
                }
            } catch (Throwable failure) {
                // It keeps its place, and is released when it is due again.
                fail(channel, failure);
            }
            long due = channel.due(interval);
            earliest = isMore && earliest - due < 0 ? earliest : due;
            isMore = true;
        }
        for (SerialExecutor lane : lanes) {
            lane.resume();
        }
        if (isMore) {
            sweepAt(earliest, interval);
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

    private void await(Channel channel, long interval) {
        boolean isQueued = false;
        try {
            isQueued = waiting.add(channel);
        } finally {
            if (!isQueued) {
                channel.notQueued();
            }
        }
        sweepAt(channel.due(interval), interval);
    }

    private void sweepAt(long due, long interval) {
        long soonest = lastSweep + interval / SWEEPS_EACH_INTERVAL;
        wakeUp.accept(due - soonest > 0 ? due : soonest);
    }

    private void signalViewers(Channel channel) {
        long start = nanoTime.getAsLong();
        List<Subscription> viewers = channel.viewers();
        for (Subscription viewer : viewers) {
            try {
                viewer.subscriber().changed();
            } catch (Throwable failure) {
                fail(channel, failure);
            }
        }
        if (channel.isExtra(start, throttle.configured())) {
            throttle.addExtraFrames(viewers.size());
        }
        throttle.addWork(nanoTime.getAsLong() - start);
    }

    private void fail(Channel channel, Throwable failure) {
        failed.log(() -> "A viewer of " + channel.tape().symbol() + " could not be signalled; the others are not affected",
                failure);
    }
}
