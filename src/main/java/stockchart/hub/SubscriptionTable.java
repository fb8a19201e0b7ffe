package stockchart.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stockchart.hub.Subscription.Role;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;

/**
 * Which subscriber watches which symbol. A new subscription is refused if there is no room for it: the waiting line is full and no
 * symbol in it has a lower priority.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the clients' limits of symbols.
 */
final class SubscriptionTable {
    private final Map<Subscriber, Map<Symbol, Subscription>> subscribers = new HashMap<>();
    private final Channels channels;
    private final SlotAllocator slots;
    private final RefusedSymbols refused;
    private final LongSupplier nanoTime;
    /** Ended because there was no room for them, and not signalled yet. */
    private final List<Subscription> expelled = new ArrayList<>();

    /**
     * @param refusals how many symbols are remembered that Finnhub does not carry
     * @param nanoTime the monotonic clock in nanoseconds
     */
    SubscriptionTable(Channels channels, SlotAllocator slots, int refusals, LongSupplier nanoTime) {
        this.channels = channels;
        this.slots = slots;
        this.refused = new RefusedSymbols(refusals);
        this.nanoTime = nanoTime;
    }

    void register(Subscriber subscriber) {
        subscribers.putIfAbsent(subscriber, new LinkedHashMap<>());
    }

    List<Subscriber> subscribers() {
        return List.copyOf(subscribers.keySet());
    }

    /**
     * The subscriber's subscription to a symbol, a new one if it has none; an ended one if the subscriber is not registered, or if
     * there is no room.
     */
    Subscription join(Subscriber subscriber, Symbol symbol, Role role, long now) {
        Map<Symbol, Subscription> own = subscribers.get(subscriber);
        if (own == null) {
            Subscription ended = new Subscription(subscriber, channels.create(symbol), role);
            ended.end();
            return ended;
        }
        Subscription known = own.get(symbol);
        if (known != null) {
            slots.changeRole(known, role);
            return known;
        }
        Channel channel = channels.getOrAdd(symbol);
        if (refused.contains(symbol)) {
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

    /** Removes one symbol from the full line for another one, if there is one of lower priority. */
    private boolean makeRoom(Subscriber subscriber, Role role, long now) {
        Optional<Channel> leaving = slots.evictedFor(role, subscriber.address());
        leaving.ifPresent(channel -> {
            List<Subscription> viewers = slots.expel(channel, now);
            viewers.forEach(Subscription::endWithoutRoom);
            forget(viewers);
            channels.removeIfUnused(channel);
        });
        return leaving.isPresent();
    }

    /** Ends a subscription; does nothing if it is not the subscriber's. */
    void leave(Subscription subscription, long now) {
        Map<Symbol, Subscription> own = subscribers.get(subscription.subscriber());
        if (own != null && own.get(subscription.symbol()) == subscription) {
            end(subscription, now);
            // Last: after a failure on the way, the subscriber still has it, and so it ends with the subscriber.
            own.remove(subscription.symbol());
        }
    }

    /** Removes a subscriber with all its subscriptions. */
    void remove(Subscriber subscriber) {
        Map<Symbol, Subscription> own = subscribers.getOrDefault(subscriber, Map.of());
        for (Iterator<Subscription> each = own.values().iterator(); each.hasNext();) {
            // The one that is left first has been idle for longest.
            end(each.next(), nanoTime.getAsLong());
            each.remove();
        }
        // Last: after a failure on the way, another call removes the rest.
        subscribers.remove(subscriber);
    }

    private void end(Subscription subscription, long now) {
        subscription.end();
        slots.leave(subscription, now);
        channels.removeIfUnused(subscription.channel());
    }

    /** Finnhub does not carry a symbol. If too many such symbols are remembered already, its subscriptions end. */
    void notCarried(Symbol symbol, long now) {
        slots.notCarried(symbol, now).filter(channel -> !refused.add(symbol, now)).ifPresent(channel -> {
            List<Subscription> viewers = slots.expel(channel, now);
            viewers.forEach(Subscription::endNotCarried);
            forget(viewers);
        });
    }

    /** Requests again the symbols that Finnhub refused some minutes ago, if they are wanted. */
    void requestAgain(long now) {
        for (Symbol symbol : refused.takeDue(now)) {
            Channel channel = channels.get(symbol);
            if (channel != null) {
                slots.allowAgain(channel);
            }
        }
    }

    /** One more symbol without viewers gets a slot to be recorded, or one loses it, if it is time. */
    void recordUnwatched(long now) {
        slots.nextToRecord(symbol -> mayBeRecorded(symbol, now), now)
                .ifPresent(symbol -> slots.record(channels.getOrAdd(symbol), now));
    }

    private boolean mayBeRecorded(Symbol symbol, long now) {
        Channel channel = channels.get(symbol);
        return !refused.contains(symbol) && (channel == null || channel.viewers().isEmpty()
                && channel.state() == Subscription.State.WAITING && !channel.claim().isHeldBack(now));
    }

    private void forget(List<Subscription> ended) {
        ended.forEach(viewer -> subscribers.get(viewer.subscriber()).remove(viewer.symbol(), viewer));
        expelled.addAll(ended);
    }

    /** Returns the subscriptions that have ended because there was no room for them, each once. */
    List<Subscription> takeExpelled() {
        List<Subscription> taken = List.copyOf(expelled);
        expelled.clear();
        return taken;
    }

    /**
     * The symbols that Finnhub reports as not carried, each until it is requested again. Kept without viewers too, so that a
     * client that reconnects does not cause another request each time.
     *
     * <p>Bounded by the number of slots. <b>Guarded</b> by the lock of {@link Subscriptions}.
     */
    static final class RefusedSymbols {
        /** Such refusals last for days, or end with Finnhub's next list; a delay of minutes does no harm. */
        static final long PAUSE = TimeUnit.MINUTES.toNanos(5);

        private final int most;
        /** When each is to be requested again; the earliest first, since all pauses are equal. */
        private final Map<Symbol, Long> due = new LinkedHashMap<>();

        RefusedSymbols(int most) {
            this.most = most;
        }

        /** Returns whether there was room to remember the symbol. */
        boolean add(Symbol symbol, long now) {
            due.remove(symbol);
            boolean hasRoom = due.size() < most;
            if (hasRoom) {
                due.put(symbol, now + PAUSE);
            }
            return hasRoom;
        }

        boolean contains(Symbol symbol) {
            return due.containsKey(symbol);
        }

        /** Removes and returns those whose pause is over. */
        List<Symbol> takeDue(long now) {
            if (due.isEmpty()) {
                return List.of();
            }
            List<Symbol> over = new ArrayList<>();
            for (Map.Entry<Symbol, Long> next : due.entrySet()) {
                if (now - next.getValue() < 0) {
                    break;
                }
                over.add(next.getKey());
            }
            over.forEach(due::remove);
            return over;
        }
    }
}
