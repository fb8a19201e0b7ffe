package stockchart.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import stockchart.hub.Subscription.Role;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.ClockJumps;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.tape.Candle.Interval;

/**
 * The hub, behind all its roles: takes trades and quotes, routes them to the viewers of their symbols, and changes who watches what
 * and which symbols have a slot of the feed under one lock. {@link SubscriptionTable} knows the subscriptions, {@link Channels} the
 * symbols with their tapes.
 *
 * <p>Having viewers, having a slot and being recorded are three separate facts. A symbol holds a slot while it has a viewer, and
 * lingers in it for a short time after the last one left; while slots are free, more symbols have one without viewers, to be
 * recorded. When all slots are in use, the symbol waits in line, and gets quotes meanwhile; {@link SlotAllocator} decides who
 * streams. Tapes outlive their viewers, within a bound.
 *
 * <p>Any thread. Writes are <b>guarded</b> by one private lock; no callback runs while it is held.
 */
public final class Subscriptions implements SubscriptionHub, TradeSink, Demand, Polling, CandleSource, HubStats {
    private static final Logger LOG = System.getLogger(Subscriptions.class.getName());

    private final RateLimitedLog failedListeners = new RateLimitedLog(LOG, Level.ERROR);
    private final RateLimitedLog jumped = new RateLimitedLog(LOG, Level.WARNING);
    private final LongSupplier nanoTime;
    /** Confined to the sweep. */
    private final ClockJumps clockJumps;
    private final StatusBroadcaster notices;
    private final Dispatcher dispatcher;
    private final Object lock = new Object();
    /** Written under the lock, read by routing without it. */
    private final Channels channels;
    /** Guarded by the lock. */
    private final SlotAllocator slots;
    /** Guarded by the lock. */
    private final QuoteIntake quotes;
    /** Guarded by the lock. */
    private final SubscriptionTable table;
    /** Guarded by the lock. */
    private final SlotMirror mirror;
    private final NodeSide node;
    private final LongAdder unwantedTrades = new LongAdder();
    /** Written under the lock. */
    private final SupervisedStatus feed;
    private final List<Demand.Listener> demandListeners = new CopyOnWriteArrayList<>();
    private volatile LongConsumer waitListener = nanos -> { };
    /** Called when a tape has begun; nothing if candles are not kept. */
    private volatile Runnable keeper = () -> { };

    /**
     * @param nanoTime the monotonic clock in nanoseconds
     * @param executor runs the signals to subscribers
     * @param lanes how many signals may run at once
     */
    public Subscriptions(SubscriptionSettings settings, FeedStatus first, Clock clock, LongSupplier nanoTime,
            Executor executor, int lanes) {
        EvictionOrder eviction = new EvictionOrder();
        this.slots = new SlotAllocator(settings, eviction, first.state(), nanoTime.getAsLong());
        this.quotes = new QuoteIntake(slots, clock);
        this.feed = new SupervisedStatus(first, clock);
        this.nanoTime = nanoTime;
        this.clockJumps = new ClockJumps(clock, nanoTime);
        this.notices = new StatusBroadcaster(executor, nanoTime);
        this.dispatcher = new Dispatcher(executor, nanoTime, settings.updatesPerSecond(), lanes);
        this.channels = new Channels(settings, clock, nanoTime, dispatcher, eviction);
        this.table = new SubscriptionTable(channels, slots, settings.slots() + settings.waiting(), nanoTime);
        this.mirror = new SlotMirror(channels, slots, table);
        this.node = new NodeSide(new NodeSide.Parts(this::changeAndGet, channels, slots, quotes, mirror, feed, dispatcher,
                () -> notices.feedChanged(this::allSubscribers), unwantedTrades, clock, nanoTime));
    }

    @Override
    public void addListener(Demand.Listener listener) {
        demandListeners.add(listener);
        listener.demandChanged();
    }

    @Override
    public void register(Subscriber subscriber) {
        synchronized (lock) {
            table.register(subscriber);
        }
    }

    @Override
    public Subscription subscribe(Subscriber subscriber, Symbol symbol, Role role) {
        return changeAndGet(now -> {
            node.wishesChange();
            Subscription joined = table.join(subscriber, symbol, role, now);
            mirror.expect(joined.channel(), now);
            return joined;
        });
    }

    @Override
    public void unsubscribe(Subscription subscription) {
        change(now -> {
            node.wishesChange();
            table.leave(subscription, now);
        });
    }

    @Override
    public void remove(Subscriber subscriber) {
        change(now -> {
            node.wishesChange();
            table.remove(subscriber);
        });
    }

    @Override
    public Set<Symbol> demandedSymbols() {
        synchronized (lock) {
            return slots.table().symbols();
        }
    }

    @Override
    public long demandVersion() {
        return slots.table().version();
    }

    @Override
    public void carryAtMost(int most) {
        change(now -> slots.limit().carryAtMost(most));
    }

    @Override
    public void publish(List<SymbolTrade> prints) {
        List<Channel> touched = new ArrayList<>(4);
        long now = nanoTime.getAsLong();
        try {
            for (SymbolTrade print : prints) {
                Channel channel = channels.get(print.symbol());
                if (channel == null) {
                    unwantedTrades.increment();
                    continue;
                }
                channel.tape().append(print.trade(), now);
                if (!touched.contains(channel)) {
                    touched.add(channel);
                }
            }
        } finally {
            // Even if one trade fails, those before it must not wait for the next message.
            touched.forEach(dispatcher::grew);
        }
        for (Channel channel : touched) {
            if (channel.tradeReceived(now)) {
                change(same -> slots.tradeReceived(channel));
            }
        }
    }

    @Override
    public void publish(FeedStatus next) {
        change(now -> {
            feed.publish(next);
            slots.feedChanged(feed.recorded(), now);
        });
        notices.feedChanged(this::allSubscribers);
    }

    /** The role that a node of a cluster sees. */
    public NodeHub node() {
        return node;
    }

    /** Sets the check whether everything that prices depend on makes progress; it must return at once and not call the hub. */
    public void superviseBy(BooleanSupplier isLive) {
        feed.superviseBy(isLive);
    }

    /** Checks the supervisor again. While it returns false, the feed counts as down whatever it has published. Any thread. */
    public void supervise() {
        boolean isOther = changeAndGet(now -> {
            boolean changed = feed.recheck();
            // Even if the state has not changed: the last call may have failed here.
            slots.feedChanged(feed.recorded(), now);
            return changed;
        });
        if (isOther) {
            notices.feedChanged(this::allSubscribers);
        }
    }

    @Override
    public void refused(Symbol symbol) {
        change(now -> slots.refusedForLimit(symbol, now));
    }

    @Override
    public void notCarried(Symbol symbol) {
        change(now -> table.notCarried(symbol, now));
    }

    @Override
    public List<Candidate> candidates() {
        synchronized (lock) {
            return mirror.isMirroring() ? List.of() : quotes.candidates(nanoTime.getAsLong());
        }
    }

    @Override
    public void setPollIntervals(Map<Symbol, Long> intervals) {
        change(now -> {
            if (!mirror.isMirroring()) {
                quotes.setPollIntervals(intervals, channels);
            }
        });
    }

    @Override
    public boolean isWatched(Symbol symbol) {
        Channel channel = channels.get(symbol);
        return channel != null && !channel.viewers().isEmpty();
    }

    @Override
    public Optional<Trade> lastTrade(Symbol symbol) {
        return Optional.ofNullable(channels.get(symbol)).flatMap(channel -> channel.tape().last());
    }

    @Override
    public void quoteReceived(Symbol symbol, double price, long time) {
        Channel channel = channels.get(symbol);
        if (channel == null) {
            return;
        }
        boolean isLive = feed.present().state() == FeedStatus.State.LIVE;
        boolean isPrint = changeAndGet(now -> !mirror.isMirroring() && quotes.take(channel, price, time, isLive, now));
        if (isPrint && !node.takes(new SymbolTrade(symbol, new Trade(price, time, 0)))) {
            channel.tape().append(new Trade(price, time, 0), nanoTime.getAsLong());
            dispatcher.grew(channel);
        }
    }

    @Override
    public void setClosedCheck(Predicate<Symbol> isClosed) {
        synchronized (lock) {
            quotes.setClosedCheck(isClosed);
        }
    }

    @Override
    public List<Recording> recordings() {
        return channels.recordings();
    }

    @Override
    public void keepBy(Runnable listener) {
        keeper = listener;
        channels.keep();
    }

    @Override
    public void restore(Recording recording, Past past) {
        recording.tape().restore(Interval.SECOND, past.seconds());
        recording.tape().restore(Interval.MINUTE, past.minutes());
        synchronized (lock) {
            recording.gaps().restore(past.gaps());
        }
        waitNoLonger(recording);
    }

    @Override
    public void waitNoLonger(Recording recording) {
        Channel channel = channels.get(recording.symbol());
        if (channel != null && channel.tape() == recording.tape()) {
            channel.pastIsKnown();
        }
    }

    @Override
    public List<Watched> watched() {
        synchronized (lock) {
            return channels.watched(nanoTime.getAsLong());
        }
    }

    @Override
    public void record(List<Symbol> inOrder) {
        synchronized (lock) {
            slots.recording().want(inOrder);
        }
    }

    /** Sets what has {@link #releaseDue} called at a time of the monotonic clock in nanoseconds; must not block. */
    public void wakeBy(LongConsumer caller) {
        dispatcher.wakeBy(caller);
    }

    /** Releases trades that had to wait until now. Never at the same time as {@link #sweep}. */
    public void releaseDue() {
        dispatcher.sweep();
    }

    /**
     * The periodic step, about five times a second: does what time alone makes due, such as the end of a linger, and makes up for a
     * lost {@link #releaseDue}. One thread at a time.
     */
    public void sweep() {
        clockJumps.next().ifPresent(this::clockWasSet);
        dispatcher.sweep();
        notices.resume();
        change(now -> {
            slots.endLingers(now);
            if (!mirror.isMirroring()) {
                table.requestAgain(now);
            }
            table.recordUnwatched(now);
            mirror.expire(now);
            if (!mirror.isMirroring()) {
                quotes.checkClosed(now);
            }
        });
    }

    /** Clients get the present state again, whose beginning is another time of day now. */
    private void clockWasSet(long millis) {
        jumped.log(() -> "This machine's clock went " + (millis > 0 ? "forward" : "back") + " by " + Math.abs(millis)
                + " ms: it was set, or the machine slept; gaps keep their lengths and move with the clock");
        change(now -> feed.clockWasSet(millis));
        notices.feedChanged(this::allSubscribers);
    }

    @Override
    public FeedStatus status() {
        return feed.present();
    }

    @Override
    public Optional<ClusterStatus> cluster() {
        return node.cluster();
    }

    @Override
    public Map<Symbol, Integer> viewers() {
        synchronized (lock) {
            return slots.table().viewers();
        }
    }

    @Override
    public SlotUse slotUse() {
        synchronized (lock) {
            return slots.use(nanoTime.getAsLong());
        }
    }

    @Override
    public void onWaited(LongConsumer listener) {
        waitListener = listener;
    }

    @Override
    public int slots() {
        synchronized (lock) {
            return slots.limit().total(nanoTime.getAsLong());
        }
    }

    @Override
    public int mostSymbols() {
        return slots.limit().configured();
    }

    @Override
    public AdaptiveThrottle throttle() {
        return dispatcher.throttle();
    }

    @Override
    public long unwantedTrades() {
        return unwantedTrades.sum();
    }

    /** How long a signal or notice has waited or been under way and none was completed, in nanoseconds. */
    public long stalledFor(long now) {
        return Math.max(dispatcher.stalledFor(now), notices.stalledFor(now));
    }

    /** Changes something under the lock, allocates slots, and signals the subscribers concerned; receives the monotonic time. */
    private void change(LongConsumer change) {
        changeAndGet(now -> {
            change.accept(now);
            return null;
        });
    }

    /** As {@link #change}, with a result; a subscription that is the result is not signalled, because the caller reads it. */
    private <T> T changeAndGet(LongFunction<T> change) {
        T answered;
        List<Subscription> concerned = new ArrayList<>();
        List<Long> waits;
        boolean isOtherDemand;
        boolean hasBegun;
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            long before = slots.table().version();
            answered = change.apply(now);
            slots.allocate(now);
            channels.evict(slots);
            isOtherDemand = before != slots.table().version();
            waits = slots.table().takeWaits();
            hasBegun = channels.takeBegun();
            slots.tiers().takeChanged().forEach(channel -> concerned.addAll(channel.viewers()));
            concerned.remove(answered);
            concerned.addAll(table.takeExpelled());
        }
        if (!concerned.isEmpty()) {
            notices.stateChanged(concerned);
        }
        waits.forEach(waitListener::accept);
        if (hasBegun) {
            signalKeeper();
        }
        if (isOtherDemand) {
            notifyDemandListeners();
        }
        return answered;
    }

    /** A lost signal does no harm, because the feed compares by itself; so a failing listener must not stop the caller. */
    private void notifyDemandListeners() {
        for (Demand.Listener listener : demandListeners) {
            try {
                listener.demandChanged();
            } catch (Throwable failure) {
                failedListeners.log(() -> "A change of the demand could not be signalled; the feed compares again within a second",
                        failure);
            }
        }
    }

    /** As above: the keeper looks by itself every few seconds. */
    private void signalKeeper() {
        try {
            keeper.run();
        } catch (Throwable failure) {
            failedListeners.log(() -> "A tape that has begun could not be reported; its past is read within seconds", failure);
        }
    }

    private List<Subscriber> allSubscribers() {
        synchronized (lock) {
            return table.subscribers();
        }
    }
}
