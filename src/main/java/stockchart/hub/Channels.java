package stockchart.hub;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import stockchart.market.Symbol;
import stockchart.tape.GapLog;
import stockchart.tape.Tape;

/**
 * The channels that are kept, one per symbol, those included that have lost their viewers. Bounded: beyond
 * {@link SubscriptionSettings#tapes()} the channels without viewers are dropped, in the {@link EvictionOrder}.
 *
 * <p>Writes are <b>guarded</b> by the lock of {@link Subscriptions}; trades are routed by {@link #get} without it.
 */
final class Channels {
    private final SubscriptionSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Dispatcher dispatcher;
    private final EvictionOrder eviction;
    private final Map<Symbol, Channel> bySymbol = new ConcurrentHashMap<>();
    private long lastEpoch;

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
        return dispatcher.add(new Channel(new Tape(symbol, lastEpoch, settings.tapeSize(), clock), new GapLog(clock, nanoTime)));
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
