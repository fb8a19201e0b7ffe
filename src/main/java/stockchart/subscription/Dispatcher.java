package stockchart.subscription;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Paces the updates of each symbol: the first trade after a pause is handed on at once, those that follow within the interval
 * together when it ends; {@link Pace} says how long that is. One recurring {@link #sweep} does the waiting.
 *
 * <p>Any thread may say that a channel grew; one at a time sweeps.
 */
final class Dispatcher {
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final DispatchLane[] lanes;
    private final Queue<Channel> waiting = new ConcurrentLinkedQueue<>();

    /** @param nanoTime the monotonic clock, nanoseconds */
    Dispatcher(Executor executor, LongSupplier nanoTime, int updatesPerSecond, int lanes) {
        this.nanoTime = nanoTime;
        this.pace = new Pace(TimeUnit.SECONDS.toNanos(1) / updatesPerSecond, lanes);
        this.lanes = IntStream.range(0, lanes).mapToObj(lane -> new DispatchLane(executor, nanoTime, pace))
                .toArray(DispatchLane[]::new);
    }

    /** Trades were appended to the channel's tape. */
    void grew(Channel channel) {
        switch (channel.grew(nanoTime.getAsLong(), pace.interval())) {
            case FLUSH -> flush(channel);
            case WAIT -> waiting.add(channel);
            case ALREADY_WAITS -> { }
        }
    }

    /** Hands on what has waited long enough. */
    void sweep() {
        pace.adjust(nanoTime.getAsLong());
        for (int left = waiting.size(); left > 0; left--) {
            Channel channel = waiting.remove();
            if (channel.swept(nanoTime.getAsLong(), pace.interval())) {
                flush(channel);
            } else {
                waiting.add(channel);
            }
        }
        for (DispatchLane lane : lanes) {
            lane.resume();
        }
    }

    Pace pace() {
        return pace;
    }

    private void flush(Channel channel) {
        if (channel.tape().release()) {
            lanes[Math.floorMod(channel.tape().symbol().hashCode(), lanes.length)].offer(channel);
        }
    }
}
