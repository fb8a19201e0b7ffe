package stockchart.hub;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.Tape;

/**
 * The hub's side towards a cluster: puts what the log says onto the tapes, and what was decided into the slots.
 *
 * <p>Any thread. What it changes of the hub it changes under the lock of {@link Subscriptions}.
 */
final class NodeSide implements NodeHub {
    private final Changes changes;
    private final Channels channels;
    private final SlotAllocator slots;
    private final QuoteIntake quotes;
    private final SlotMirror mirror;
    private final SupervisedStatus feed;
    private final Dispatcher dispatcher;
    private final Runnable feedNotice;
    private final LongAdder unwantedTrades;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** Takes prints made of quotes; null on a server alone. */
    private volatile Consumer<List<SymbolTrade>> quotePrints;
    private final AtomicLong wishesVersion = new AtomicLong();
    private volatile Supplier<Optional<ClusterStatus>> cluster = Optional::empty;

    /** Carries out a change under the lock, at a time of the monotonic clock, with all that follows from it. */
    interface Changes {
        <T> T make(LongFunction<T> change);
    }

    /**
     * What it is made of: all of the hub's.
     *
     * @param feedNotice has all clients look at the feed's state
     */
    record Parts(Changes changes, Channels channels, SlotAllocator slots, QuoteIntake quotes, SlotMirror mirror,
            SupervisedStatus feed, Dispatcher dispatcher, Runnable feedNotice, LongAdder unwantedTrades, Clock clock,
            LongSupplier nanoTime) {}

    NodeSide(Parts parts) {
        this.changes = parts.changes();
        this.channels = parts.channels();
        this.slots = parts.slots();
        this.quotes = parts.quotes();
        this.mirror = parts.mirror();
        this.feed = parts.feed();
        this.dispatcher = parts.dispatcher();
        this.feedNotice = parts.feedNotice();
        this.unwantedTrades = parts.unwantedTrades();
        this.clock = parts.clock();
        this.nanoTime = parts.nanoTime();
    }

    private void change(LongConsumer what) {
        changes.make(now -> {
            what.accept(now);
            return Optional.empty();
        });
    }

    /** What clients want changes. */
    void wishesChange() {
        wishesVersion.incrementAndGet();
    }

    /** Takes a print made of a quote, if it goes through a log; returns whether it does. */
    boolean takes(SymbolTrade print) {
        Consumer<List<SymbolTrade>> log = quotePrints;
        if (log != null) {
            log.accept(List.of(print));
        }
        return log != null;
    }

    /** What the node reports; empty on a server alone. */
    Optional<ClusterStatus> cluster() {
        return cluster.get();
    }

    @Override
    public void reportBy(Supplier<Optional<ClusterStatus>> status) {
        cluster = status;
    }

    @Override
    public void joinCluster(Consumer<List<SymbolTrade>> prints) {
        quotePrints = prints;
        follow();
    }

    @Override
    public long end(Symbol symbol, long epoch) {
        Channel channel = channels.get(symbol);
        return channel == null || channel.tape().epoch() != epoch ? 0 : channel.tape().end();
    }

    @Override
    public void begin(Symbol symbol, long epoch, long first, List<Trade> known) {
        Channel channel = changes.make(now -> {
            Channel following = channels.getOrAdd(symbol);
            following.followed(true);
            return following;
        });
        if (channel.tape().epoch() == epoch) {
            append(symbol, epoch, first, known);
        } else {
            channel.tape().begin(epoch, first, known, nanoTime.getAsLong());
            channel.restarted();
        }
    }

    @Override
    public void append(Symbol symbol, long epoch, long first, List<Trade> trades) {
        Channel channel = channels.get(symbol);
        if (channel == null || channel.tape().epoch() != epoch) {
            unwantedTrades.add(trades.size());
            return;
        }
        long now = nanoTime.getAsLong();
        for (int i = 0; i < trades.size(); i++) {
            if (channel.tape().append(first + i, trades.get(i), now) == Tape.Taken.HOLE) {
                channel.tape().begin(epoch, first + i, trades.subList(i, trades.size()), now);
                channel.restarted();
                return;
            }
        }
        dispatcher.grew(channel);
    }

    @Override
    public void ended(Symbol symbol) {
        change(now -> {
            Channel channel = channels.get(symbol);
            if (channel != null) {
                channel.followed(false);
                channels.removeIfUnused(channel);
            }
        });
    }

    @Override
    public void received(List<SymbolTrade> prints) {
        long now = nanoTime.getAsLong();
        for (SymbolTrade print : prints) {
            Channel channel = channels.get(print.symbol());
            if (channel != null && channel.tradeReceived(now)) {
                change(same -> slots.tradeReceived(channel));
            }
        }
    }

    @Override
    public void feedChanged(FeedStatus status) {
        long ago = TimeUnit.MILLISECONDS.toNanos(Math.max(0, clock.millis() - status.since()));
        change(now -> {
            feed.publish(status);
            slots.feedChanged(feed.recorded(), now - ago);
        });
        feedNotice.run();
    }

    @Override
    public void cutOff(OptionalLong since) {
        change(now -> feed.cutOff(since));
        feedNotice.run();
    }

    @Override
    public void lead(Map<String, Map<Symbol, Wish>> wishes) {
        change(now -> {
            mirror.lead(wishes, now);
            quotes.takeOver(channels.stream());
        });
    }

    @Override
    public void follow() {
        change(now -> mirror.follow());
    }

    @Override
    public void remoteWishes(Map<String, Map<Symbol, Wish>> wishes) {
        change(now -> {
            if (!mirror.isMirroring()) {
                mirror.remoteWishes(wishes, now);
            }
        });
    }

    @Override
    public Map<Symbol, Wish> wishes() {
        return changes.make(now -> SlotMirror.wishes(channels.stream()));
    }

    @Override
    public long wishesVersion() {
        return wishesVersion.get();
    }

    @Override
    public Slots decisions() {
        return changes.make(mirror::decisions);
    }

    @Override
    public void mirror(Slots decided, boolean isAll) {
        change(now -> {
            if (mirror.isMirroring()) {
                mirror.mirror(decided, isAll, now);
            }
        });
    }

    @Override
    public void forget(Set<Symbol> symbols) {
        change(now -> {
            if (mirror.isMirroring()) {
                symbols.forEach(symbol -> mirror.forget(symbol, now));
            }
        });
    }
}
