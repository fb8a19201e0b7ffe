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
import java.util.function.LongSupplier;
import stockchart.hub.Subscription.State;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.tape.GapLog.Gap;

/**
 * The hub: which subscriber watches which symbol, which symbols have a slot of the feed, and their tapes.
 *
 * <p>Having viewers, having a slot and being recorded are three separate facts. A symbol holds a slot while it has a viewer, and
 * lingers in it for a short time after the last one left. When all slots are in use and another symbol needs one, the symbol that
 * has lingered longest gives its slot up at once, or else one of an address that holds more than its share. A subscription without
 * a slot waits. Tapes outlive their viewers, within a bound.
 *
 * <p>Any thread. Writes are <b>guarded</b> by one private lock; no callback runs while it is held.
 */
public final class Subscriptions implements SubscriptionHub, TradeSink, Demand, HubStats {
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
    private final Map<Subscriber, Map<Symbol, Subscription>> subscribers = new HashMap<>();
    private final LongAdder unwantedTrades = new LongAdder();
    /** Written under the lock. */
    private final SupervisedStatus feed;
    private final List<Demand.Listener> demandListeners = new CopyOnWriteArrayList<>();

    /**
     * @param nanoTime the monotonic clock in nanoseconds
     * @param executor runs the signals to subscribers
     * @param lanes how many signals may run at once
     */
    public Subscriptions(SubscriptionSettings settings, FeedStatus first, Clock clock, LongSupplier nanoTime,
            Executor executor, int lanes) {
        this.slots = new SlotAllocator(settings.slots(), settings.linger().toNanos(), first.state());
        this.refusedSymbols = new RefusedSymbols(settings.slots());
        this.feed = new SupervisedStatus(first, clock);
        this.nanoTime = nanoTime;
        this.notices = new StatusBroadcaster(executor, nanoTime);
        this.dispatcher = new Dispatcher(executor, nanoTime, settings.updatesPerSecond(), lanes);
        this.channels = new Channels(settings, clock, nanoTime, dispatcher);
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
    public Subscription subscribe(Subscriber subscriber, Symbol symbol) {
        Subscription subscription;
        List<Subscription> displaced = new ArrayList<>();
        boolean changed;
        synchronized (lock) {
            long before = slots.version();
            subscription = join(subscriber, symbol);
            if (subscription.state() == State.WAITING || subscription.state() == State.REFUSED) {
                seekSlot(subscription, displaced);
            }
            changed = before != slots.version();
        }
        if (!displaced.isEmpty()) {
            notices.stateChanged(displaced);
        }
        tellOfDemand(changed);
        return subscription;
    }

    @Override
    public void unsubscribe(Subscription subscription) {
        boolean slotFreed;
        synchronized (lock) {
            Map<Symbol, Subscription> own = subscribers.get(subscription.subscriber());
            slotFreed = own != null && own.get(subscription.symbol()) == subscription && leave(subscription);
            if (own != null) {
                // Last: after a failure on the way, the subscriber still has it, and so it ends with the subscriber.
                own.remove(subscription.symbol(), subscription);
            }
        }
        tellOfDemand(slotFreed);
    }

    @Override
    public void remove(Subscriber subscriber) {
        boolean slotFreed = false;
        synchronized (lock) {
            Map<Symbol, Subscription> own = subscribers.getOrDefault(subscriber, Map.of());
            for (Iterator<Subscription> each = own.values().iterator(); each.hasNext();) {
                slotFreed |= leave(each.next());
                each.remove();
            }
            // Last: after a failure on the way, another call removes the rest.
            subscribers.remove(subscriber);
        }
        tellOfDemand(slotFreed);
    }

    @Override
    public Set<Symbol> demandedSymbols() {
        synchronized (lock) {
            return slots.symbols();
        }
    }

    @Override
    public long demandVersion() {
        return slots.version();
    }

    @Override
    public void carryAtMost(int most) {
        synchronized (lock) {
            slots.carryAtMost(most);
        }
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
    }

    @Override
    public void publish(FeedStatus next) {
        synchronized (lock) {
            feed.publish(next);
            slots.feedIs(feed.present().state());
        }
        notices.feedChanged(this::allSubscribers);
    }

    /** Sets the check whether everything that prices depend on makes progress; it must return at once and not call the hub. */
    public void superviseBy(BooleanSupplier isLive) {
        feed.superviseBy(isLive);
    }

    /** Asks the supervisor again. While it answers no, the feed counts as down whatever it has published. Any thread. */
    public void supervise() {
        boolean changed;
        synchronized (lock) {
            changed = feed.recheck();
            // Even if the state has not changed: the last call may have failed here.
            slots.feedIs(feed.present().state());
        }
        if (changed) {
            notices.feedChanged(this::allSubscribers);
        }
    }

    @Override
    public void refused(Symbol symbol) {
        List<Subscription> viewers;
        synchronized (lock) {
            viewers = slots.free(symbol).map(Channel::viewers).orElse(List.of());
        }
        notices.stateChanged(viewers);
        tellOfDemand(true);
    }

    @Override
    public void notCarried(Symbol symbol) {
        List<Subscription> viewers;
        synchronized (lock) {
            viewers = slots.refuse(symbol).map(this::remember).orElse(List.of());
        }
        notices.stateChanged(viewers);
        tellOfDemand(true);
    }

    /** The periodic step, about fifty times a second: releases trades that had to wait, and ends lingers. One thread at a time. */
    public void sweep() {
        dispatcher.sweep();
        notices.resume();
        boolean changed;
        synchronized (lock) {
            long before = slots.version();
            slots.endLingers(nanoTime.getAsLong());
            askAgain(nanoTime.getAsLong());
            changed = before != slots.version();
        }
        tellOfDemand(changed);
    }

    @Override
    public FeedStatus status() {
        return feed.present();
    }

    @Override
    public Map<Symbol, Integer> viewers() {
        synchronized (lock) {
            return slots.viewers();
        }
    }

    @Override
    public int slots() {
        synchronized (lock) {
            return slots.total();
        }
    }

    @Override
    public int mostSymbols() {
        return slots.configured();
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

    /** A lost signal does no harm, because the feed compares by itself; so a failing listener must not stop the caller. */
    private void tellOfDemand(boolean changed) {
        if (!changed) {
            return;
        }
        for (Demand.Listener listener : demandListeners) {
            try {
                listener.demandChanged();
            } catch (Throwable failure) {
                unheard.tell(() -> "A change of the demand could not be signalled; the feed compares again within a second",
                        failure);
            }
        }
    }

    /** The subscriber's subscription to a symbol, a new one if it has none; an ended one if the subscriber is not registered. */
    private Subscription join(Subscriber subscriber, Symbol symbol) {
        Map<Symbol, Subscription> own = subscribers.get(subscriber);
        if (own == null) {
            Subscription refused = new Subscription(subscriber, channels.create(symbol));
            refused.end();
            return refused;
        }
        Subscription present = own.get(symbol);
        if (present != null) {
            return present;
        }
        Channel channel = channels.getOrAdd(symbol);
        Subscription joined = new Subscription(subscriber, channel);
        // First: whatever fails on the way, it ends with the subscriber.
        own.put(symbol, joined);
        slots.join(channel, joined);
        return joined;
    }

    /**
     * Gives the symbol a slot if one is free, lingers, or is held by an address with more than its share; unless the symbol is
     * refused for now.
     */
    private void seekSlot(Subscription subscription, List<Subscription> displaced) {
        Channel channel = subscription.channel();
        Symbol symbol = subscription.symbol();
        if (refusedSymbols.contains(symbol)) {
            // The tape may have been dropped and created anew since the refusal.
            if (channel.state() != State.REFUSED) {
                channel.become(State.REFUSED);
            }
        } else if (slots.makeRoom(symbol, nanoTime.getAsLong()) || displace(subscription.subscriber().address(), displaced)) {
            slots.take(channel);
            channels.dropLeastMissed(slots);
            return;
        }
        channel.gaps().note(Optional.of(Gap.Cause.UNRECORDED));
    }

    /** Frees a slot of an address that holds more than this one, if there is one. */
    private boolean displace(String address, List<Subscription> displaced) {
        Optional<Channel> surplus = slots.surplusFor(address);
        surplus.flatMap(channel -> slots.free(channel.tape().symbol())).map(Channel::viewers).ifPresent(displaced::addAll);
        return surplus.isPresent();
    }

    /** Says whether a slot has become available. */
    private boolean leave(Subscription subscription) {
        subscription.end();
        boolean slotFreed = slots.leave(subscription, nanoTime.getAsLong());
        channels.removeIfUnused(subscription.channel());
        return slotFreed;
    }

    /** Requests again the symbols that Finnhub refused some minutes ago, if they are wanted. */
    private void askAgain(long now) {
        for (Symbol symbol : refusedSymbols.takeDue(now)) {
            Channel channel = channels.get(symbol);
            boolean isWanted = channel != null && !channel.viewers().isEmpty();
            if (isWanted && slots.makeRoom(symbol, now)) {
                slots.take(channel);
            } else if (isWanted) {
                refusedSymbols.add(symbol, now);
            }
        }
    }

    /** Remembers a refused symbol and returns the subscriptions concerned; if too many symbols are remembered already, they end. */
    private List<Subscription> remember(Channel channel) {
        long now = nanoTime.getAsLong();
        if (refusedSymbols.add(channel.tape().symbol(), now)) {
            return channel.viewers();
        }
        List<Subscription> ended = channel.removeAll(now);
        for (Subscription viewer : ended) {
            viewer.end();
            subscribers.get(viewer.subscriber()).remove(viewer.symbol(), viewer);
        }
        return ended;
    }

    private List<Subscriber> allSubscribers() {
        synchronized (lock) {
            return List.copyOf(subscribers.keySet());
        }
    }
}
