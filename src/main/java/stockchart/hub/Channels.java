package stockchart.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import stockchart.market.Symbol;
import stockchart.tape.GapLog;
import stockchart.tape.Tape;

/**
 * The channels that are kept, one per symbol, those included that have lost their viewers. Bounded: beyond
 * {@link SubscriptionSettings#tapes()} the channels without viewers are dropped, in the {@link EvictionOrder}; those that are
 * recorded without viewers, fewer than there are slots, stay.
 *
 * <p>Writes are <b>guarded</b> by the lock of {@link Subscriptions}; trades are routed by {@link #get} without it.
 */
final class Channels {
    /** Longer than a database needs for a day of candles on a busy machine, short enough for a reader who waits for a chart. */
    private static final long PAST_NANOS = Duration.ofSeconds(2).toNanos();

    private final SubscriptionSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Dispatcher dispatcher;
    private final EvictionOrder eviction;
    private final Map<Symbol, Channel> bySymbol = new ConcurrentHashMap<>();
    private long lastEpoch;
    /** Whether candles are kept beyond their tapes. */
    private volatile boolean isKept;
    private boolean hasBegun;

    /** @param nanoTime the monotonic clock, nanoseconds */
    Channels(SubscriptionSettings settings, Clock clock, LongSupplier nanoTime, Dispatcher dispatcher,
            EvictionOrder eviction) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.dispatcher = dispatcher;
        this.eviction = eviction;
    }

    /** The channel of a symbol, null if none is kept. Any thread; every trade passes here. */
    Channel get(Symbol symbol) {
        return bySymbol.get(symbol);
    }

    /** The channel of a symbol, a new one if none is kept. */
    Channel getOrAdd(Symbol symbol) {
        return bySymbol.computeIfAbsent(symbol, this::create);
    }

    /**
     * A channel that is not kept. Epochs are times, so that no two runs of the server give the same one, and no two tapes of one
     * run do.
     */
    Channel create(Symbol symbol) {
        lastEpoch = Math.max(clock.millis(), lastEpoch + 1);
        long now = nanoTime.getAsLong();
        Channel channel = dispatcher.add(
                new Channel(new Tape(symbol, lastEpoch, settings.tapeSize(), clock), new GapLog(clock, nanoTime), now));
        if (isKept) {
            channel.awaitPast(now + PAST_NANOS);
            hasBegun = true;
        }
        return channel;
    }

    /** Candles are kept from now on. Any thread. */
    void keep() {
        isKept = true;
    }

    /** Returns whether a tape has begun since the last call. */
    boolean takeBegun() {
        boolean begun = hasBegun;
        hasBegun = false;
        return begun;
    }

    /** All that are kept, in no order. */
    Stream<Channel> stream() {
        return bySymbol.values().stream();
    }

    /** Those there are now, in no order. Any thread. */
    List<CandleSource.Recording> recordings() {
        return bySymbol.values().stream().map(Channel::recording).toList();
    }

    /** The symbols that are or were watched, in no order. Under the lock. */
    List<CandleSource.Watched> watched(long now) {
        return bySymbol.values().stream().filter(Channel::wasWatched).map(channel -> {
            int viewers = channel.viewers().size();
            Duration ago = viewers > 0 ? Duration.ZERO : Duration.ofNanos(now - channel.idleSince());
            return new CandleSource.Watched(channel.tape().symbol(), viewers, ago, !channel.tape().isEmpty());
        }).toList();
    }

    /** Drops a channel whose last viewer has left, if nothing can be known of its symbol. */
    void removeIfUnused(Channel channel) {
        if (channel.isUnused()) {
            bySymbol.remove(channel.tape().symbol(), channel);
        }
    }

    /** Drops channels beyond the bound, together with their slots. */
    void evict(SlotAllocator slots) {
        boolean isIdle = true;
        while (isIdle && bySymbol.size() > settings.tapes() + slots.line().size()) {
            long now = nanoTime.getAsLong();
            Optional<Channel> dropped = eviction.first(bySymbol.values(), now);
            dropped.ifPresent(channel -> {
                bySymbol.remove(channel.tape().symbol());
                slots.forget(channel, now);
                eviction.forget(channel);
            });
            isIdle = dropped.isPresent();
        }
    }
}
