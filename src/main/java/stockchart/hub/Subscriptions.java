package stockchart.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * The hub: which subscriber watches which symbol, which symbols have a slot of the feed, and their tapes.
 *
 * <p>Having viewers, having a slot and being recorded are three separate facts. A symbol holds a slot while it has a viewer, and
 * lingers in it for a short time after the last one left. When all slots are in use, the symbol waits in line, and gets quotes
 * meanwhile; {@link SlotAllocator} decides who streams. Tapes outlive their viewers, within a bound.
 *
 * <p>Any thread. Writes are <b>guarded</b> by one private lock; no callback runs while it is held.
 */
public final class Subscriptions implements SubscriptionHub, TradeSink, Demand, Polling, HubStats {
    private static final Logger LOG = System.getLogger(Subscriptions.class.getName());

    private final RateLimitedLog unheard = new RateLimitedLog(LOG, Level.ERROR);
    private final LongSupplier nanoTime;
    private final StatusBroadcaster notices;
    private final Dispatcher dispatcher;
    private final Object lock = new Object();
    /** Written under the lock, read by routing without it. */
    private final Channels channels;
    /** Guarded by the lock. */
    private final SlotAllocator slots;
    /** Guarded by the lock. */
    private final RefusedSymbols refusedSymbols;
    /** Guarded by the lock. */
    private final QuoteIntake quotes;
    /** Guarded by the lock. */
    private final Map<Subscriber, Map<Symbol, Subscription>> subscribers = new HashMap<>();
    private final LongAdder unwantedTrades = new LongAdder();
    /** Written under the lock. */
    private final SupervisedStatus feed;
    private final List<Demand.Listener> demandListeners = new CopyOnWriteArrayList<>();
    private volatile LongConsumer waitListener = nanos -> { };
    /** Ended because there was no room for them, and not signalled yet. Guarded by the lock. */
    private final List<Subscription> expelled = new ArrayList<>();

    /**
     * @param nanoTime the monotonic clock in nanoseconds
     * @param executor runs the signals to subscribers
     * @param lanes how many signals may run at once
     */
    public Subscriptions(SubscriptionSettings settings, FeedStatus first, Clock clock, LongSupplier nanoTime,
            Executor executor, int lanes) {
        EvictionOrder eviction = new EvictionOrder();
        this.slots = new SlotAllocator(settings, eviction, first.state(), nanoTime.getAsLong());
        this.refusedSymbols = new RefusedSymbols(settings.slots() + settings.waiting());
        this.quotes = new QuoteIntake(slots, clock);
        this.feed = new SupervisedStatus(first, clock);
        this.nanoTime = nanoTime;
        this.notices = new StatusBroadcaster(executor, nanoTime);
        this.dispatcher = new Dispatcher(executor, nanoTime, settings.updatesPerSecond(), lanes);
        this.channels = new Channels(settings, clock, nanoTime, dispatcher, eviction);
    }

    @Override
    public void addListener(Demand.Listener listener) {
        demandListeners.add(listener);
        listener.demandChanged();
    }

    @Override
    public void register(Subscriber subscriber) {
        synchronized (lock) {
            subscribers.putIfAbsent(subscriber, new LinkedHashMap<>());
        }
    }

    @Override
    public Subscription subscribe(Subscriber subscriber, Symbol symbol, Role role) {
        return answer(now -> join(subscriber, symbol, role, now));
    }

    @Override
    public void unsubscribe(Subscription subscription) {
        change(now -> {
            Map<Symbol, Subscription> own = subscribers.get(subscription.subscriber());
            if (own != null && own.get(subscription.symbol()) == subscription) {
                leave(subscription, now);
                // Last: after a failure on the way, the subscriber still has it, and so it ends with the subscriber.
                own.remove(subscription.symbol());
            }
        });
    }

    @Override
    public void remove(Subscriber subscriber) {
        change(now -> {
            Map<Symbol, Subscription> own = subscribers.getOrDefault(subscriber, Map.of());
            for (Iterator<Subscription> each = own.values().iterator(); each.hasNext();) {
                // The one that is left first has been idle for longest.
                leave(each.next(), nanoTime.getAsLong());
                each.remove();
            }
            // Last: after a failure on the way, another call removes the rest.
            subscribers.remove(subscriber);
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
            if (channel.heard(now)) {
                change(same -> slots.heard(channel));
            }
        }
    }

    @Override
    public void publish(FeedStatus next) {
        change(now -> {
            feed.publish(next);
            slots.feedIs(feed.present().state());
        });
        notices.feedChanged(this::allSubscribers);
    }

    /** Sets the check whether everything that prices depend on makes progress; it must return at once and not call the hub. */
    public void superviseBy(BooleanSupplier isLive) {
        feed.superviseBy(isLive);
    }

    /** Asks the supervisor again. While it answers no, the feed counts as down whatever it has published. Any thread. */
    public void supervise() {
        boolean isOther = answer(now -> {
            boolean changed = feed.recheck();
            // Even if the state has not changed: the last call may have failed here.
            slots.feedIs(feed.present().state());
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
        change(now -> slots.notCarried(symbol, now).ifPresent(channel -> remember(channel, now)));
    }

    @Override
    public List<Candidate> candidates() {
        synchronized (lock) {
            return quotes.candidates(nanoTime.getAsLong());
        }
    }

    @Override
    public void polledEvery(Map<Symbol, Long> intervals) {
        change(now -> quotes.polledEvery(intervals, channels));
    }

    @Override
    public boolean isWatched(Symbol symbol) {
        Channel channel = channels.get(symbol);
        return channel != null && !channel.viewers().isEmpty();
    }

    @Override
    public void quoted(Symbol symbol, double price, long time) {
        Channel channel = channels.get(symbol);
        if (channel == null) {
            return;
        }
        boolean isLive = feed.present().state() == FeedStatus.State.LIVE;
        boolean isPrint = answer(now -> quotes.take(channel, price, time, isLive, now));
        if (isPrint) {
            channel.tape().append(new Trade(price, time, 0), nanoTime.getAsLong());
            dispatcher.grew(channel);
        }
    }

    @Override
    public void closedBy(Predicate<Symbol> isClosed) {
        synchronized (lock) {
            quotes.closedBy(isClosed);
        }
    }

    /** The periodic step, about fifty times a second: releases trades that had to wait, and ends lingers. One thread at a time. */
    public void sweep() {
        dispatcher.sweep();
        notices.resume();
        change(now -> {
            slots.endLingers(now);
            askAgain(now);
            quotes.judge(now);
        });
    }

    @Override
    public FeedStatus status() {
        return feed.present();
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

    /** Changes something under the lock, gives slots away, and signals those whom it concerns; is given the monotonic time. */
    private void change(LongConsumer change) {
        answer(now -> {
            change.accept(now);
            return null;
        });
    }

    /** As {@link #change}, with a result; a subscription that is the result is not signalled, because the return says all of it. */
    private <T> T answer(LongFunction<T> change) {
        T answered;
        List<Subscription> concerned = new ArrayList<>();
        List<Long> waits;
        boolean isOtherDemand;
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            long before = slots.table().version();
            answered = change.apply(now);
            slots.allocate(now);
            channels.evict(slots);
            isOtherDemand = before != slots.table().version();
            waits = slots.table().takeWaits();
            slots.tiers().takeChanged().forEach(channel -> concerned.addAll(channel.viewers()));
            concerned.remove(answered);
            concerned.addAll(expelled);
            expelled.clear();
        }
        if (!concerned.isEmpty()) {
            notices.stateChanged(concerned);
        }
        waits.forEach(waitListener::accept);
        if (isOtherDemand) {
            tellOfDemand();
        }
        return answered;
    }

    /** A lost signal does no harm, because the feed compares by itself; so a failing listener must not stop the caller. */
    private void tellOfDemand() {
        for (Demand.Listener listener : demandListeners) {
            try {
                listener.demandChanged();
            } catch (Throwable failure) {
                unheard.tell(() -> "A change of the demand could not be signalled; the feed compares again within a second",
                        failure);
            }
        }
    }

    /**
     * The subscriber's subscription to a symbol, a new one if it has none; an ended one if the subscriber is not registered, or if
     * there is no room.
     */
    private Subscription join(Subscriber subscriber, Symbol symbol, Role role, long now) {
        Map<Symbol, Subscription> own = subscribers.get(subscriber);
        if (own == null) {
            Subscription refused = new Subscription(subscriber, channels.create(symbol), role);
            refused.end();
            return refused;
        }
        Subscription known = own.get(symbol);
        if (known != null) {
            slots.changeRole(known, role);
            return known;
        }
        Channel channel = channels.getOrAdd(symbol);
        if (refusedSymbols.contains(symbol)) {
            // The tape may have been dropped and created anew since the refusal.
            slots.forbid(channel);
        }
        Subscription joined = new Subscription(subscriber, channel, role);
        if (slots.admits(channel, now) || makeRoom(subscriber, role, now)) {
            own.put(symbol, joined);
            slots.join(channel, joined, now);
        } else {
            joined.endWithoutRoom();
            channels.removeIfUnused(channel);
        }
        return joined;
    }

    /** Has one symbol leave the full line for another one, if there is one that deserves its place less. */
    private boolean makeRoom(Subscriber subscriber, Role role, long now) {
        Optional<Channel> leaving = slots.toLeave(role, subscriber.address());
        leaving.ifPresent(channel -> {
            List<Subscription> viewers = slots.expel(channel, now);
            viewers.forEach(Subscription::endWithoutRoom);
            forget(viewers);
            channels.removeIfUnused(channel);
        });
        return leaving.isPresent();
    }

    private void leave(Subscription subscription, long now) {
        subscription.end();
        slots.leave(subscription, now);
        channels.removeIfUnused(subscription.channel());
    }

    /** Requests again the symbols that Finnhub refused some minutes ago, if they are wanted. */
    private void askAgain(long now) {
        for (Symbol symbol : refusedSymbols.takeDue(now)) {
            Channel channel = channels.get(symbol);
            if (channel != null) {
                slots.allowAgain(channel);
            }
        }
    }

    /** Remembers a refused symbol; if too many are remembered already, its subscriptions end. */
    private void remember(Channel channel, long now) {
        if (!refusedSymbols.add(channel.tape().symbol(), now)) {
            List<Subscription> viewers = slots.expel(channel, now);
            viewers.forEach(Subscription::endNotCarried);
            forget(viewers);
        }
    }

    private void forget(List<Subscription> ended) {
        ended.forEach(viewer -> subscribers.get(viewer.subscriber()).remove(viewer.symbol(), viewer));
        expelled.addAll(ended);
    }

    private List<Subscriber> allSubscribers() {
        synchronized (lock) {
            return List.copyOf(subscribers.keySet());
        }
    }
}
