package stockchart.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stockchart.market.Symbol;
import stockchart.tape.GapLog.Gap;

/**
 * The symbols the feed carries, never more than it may, and which symbol gives up its slot when there is none. A symbol whose last
 * viewer has left lingers in its slot until the linger is over or another symbol needs the slot. Notes in each symbol's gaps when
 * it is not recorded: without a slot, or while the feed is not live. <b>Guarded</b> by the lock of {@link Subscriptions}.
 */
final class SlotAllocator {
    private final int total;
    private final long linger;
    /** How many symbols the feed has been found to carry, if that is less than the total. */
    private int limit = Integer.MAX_VALUE;
    /** Written under the lock, read without it. */
    private volatile long version;
    /** In the order in which they got their slots. */
    private final Map<Symbol, Channel> carried = new LinkedHashMap<>();
    private final AddressShares shares = new AddressShares();
    /** Symbols that lost their slots without a single trade, the earliest first. */
    private final Map<Symbol, Channel> untraded = new LinkedHashMap<>();
    /** Why none of the carried symbols is recorded; empty if all are. */
    private Optional<Gap.Cause> feedGap;

    /** @param linger nanoseconds */
    SlotAllocator(int total, long linger, FeedStatus.State feed) {
        this.total = total;
        this.linger = linger;
        this.feedGap = feed.gapCause();
    }

    /** The feed has changed to this state. */
    void feedIs(FeedStatus.State feed) {
        feedGap = feed.gapCause();
        carried.values().forEach(channel -> channel.gaps().note(feedGap));
    }

    /** Says whether the symbol has a slot or can get one; frees the slots that have lingered longest if none is free. */
    boolean makeRoom(Symbol symbol, long now) {
        if (carried.containsKey(symbol)) {
            return true;
        }
        // More than one if the feed was found to carry fewer symbols than have slots.
        boolean isIdle = true;
        while (isIdle && carried.size() >= total()) {
            Optional<Channel> lingering = longestIdle(carried.values(), now);
            lingering.ifPresent(channel -> free(channel.tape().symbol()));
            isIdle = lingering.isPresent();
        }
        return carried.size() < total();
    }

    /** The slot that an address may take when none is free, because others hold more than it does. */
    Optional<Channel> surplusFor(String address) {
        return shares.surplus(carried.values(), address);
    }

    /** Adds a viewer to a channel, which may have a slot or not. */
    void join(Channel channel, Subscription subscription) {
        if (channel.add(subscription) && carried.containsKey(channel.tape().symbol())) {
            shares.gain(subscription.subscriber().address());
        }
    }

    /** Gives the channel its slot, after room was made. */
    void take(Channel channel) {
        if (carried.put(channel.tape().symbol(), channel) == null) {
            version++;
            channel.addresses().forEach(shares::gain);
            untraded.remove(channel.tape().symbol());
        }
        channel.become(Subscription.State.STREAMED);
        channel.gaps().note(feedGap);
    }

    /** Removes a viewer from its channel and says whether it was the last one: then the slot is available. */
    boolean leave(Subscription subscription, long now) {
        Channel channel = subscription.channel();
        boolean isLast = channel.remove(subscription, now);
        boolean isCarried = carried.containsKey(subscription.symbol());
        String address = subscription.subscriber().address();
        if (isCarried && !channel.addresses().contains(address)) {
            shares.lose(address);
        }
        boolean idle = isLast && isCarried;
        if (idle && linger == 0) {
            free(subscription.symbol());
        }
        return idle;
    }

    /** Frees the slot of a symbol, whose subscriptions then wait, and returns its channel. */
    Optional<Channel> free(Symbol symbol) {
        return free(symbol, Subscription.State.WAITING);
    }

    /** Frees the slot of a symbol that Finnhub does not carry, and returns its channel. */
    Optional<Channel> refuse(Symbol symbol) {
        return free(symbol, Subscription.State.REFUSED);
    }

    private Optional<Channel> free(Symbol symbol, Subscription.State next) {
        Optional<Channel> freed = Optional.ofNullable(carried.remove(symbol));
        freed.ifPresent(channel -> {
            version++;
            channel.become(next);
            channel.addresses().forEach(shares::lose);
            channel.gaps().note(Optional.of(Gap.Cause.UNRECORDED));
            if (channel.tape().isEmpty()) {
                untraded.put(symbol, channel);
            }
        });
        return freed;
    }

    /** Frees the slots whose linger is over and says whether there was one. */
    boolean endLingers(long now) {
        List<Channel> over = carried.values().stream()
                .filter(channel -> channel.viewers().isEmpty() && now - channel.idleSince() >= linger).toList();
        over.forEach(channel -> free(channel.tape().symbol()));
        return !over.isEmpty();
    }

    int used() {
        return carried.size();
    }

    /** How many slots there are; fewer than configured while the feed is known to carry fewer. */
    int total() {
        return Math.min(total, limit);
    }

    int configured() {
        return total;
    }

    /** The feed carries at most this many symbols, as far as is known. Those carried stay: the feed reports which it refuses. */
    void carryAtMost(int most) {
        limit = most;
    }

    /** Changes whenever the set of carried symbols does. May be read without the lock. */
    long version() {
        return version;
    }

    Set<Symbol> symbols() {
        return new LinkedHashSet<>(carried.keySet());
    }

    Map<Symbol, Integer> viewers() {
        Map<Symbol, Integer> viewers = new LinkedHashMap<>();
        carried.forEach((symbol, channel) -> viewers.put(symbol, channel.viewers().size()));
        return viewers;
    }

    /**
     * The unwatched channel that is least likely to be missed: one that was never traded, whose name may be made up, the longest
     * without a slot first; otherwise the one whose last viewer left first.
     */
    Optional<Channel> leastMissed(Iterable<Channel> among, long now) {
        untraded.values().removeIf(channel -> !channel.tape().isEmpty());
        return untraded.values().stream().filter(channel -> channel.viewers().isEmpty()).findFirst()
                .or(() -> longestIdle(among, now));
    }

    /** A channel is dropped. */
    void forget(Symbol symbol) {
        free(symbol);
        untraded.remove(symbol);
    }

    /** Of the unwatched channels, the one whose last viewer left first. */
    private static Optional<Channel> longestIdle(Iterable<Channel> among, long now) {
        List<Channel> idle = new ArrayList<>();
        among.forEach(channel -> {
            if (channel.viewers().isEmpty()) {
                idle.add(channel);
            }
        });
        return idle.stream().max(Comparator.comparingLong(channel -> now - channel.idleSince()));
    }

    /**
     * How many of the carried symbols the clients of each address watch, so that one address does not hold all slots while another
     * needs one: then an address that holds more gives one up to an address that holds fewer. No slot is taken while slots are
     * free, and none from a symbol that is also watched from an address holding few.
     *
     * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the viewers there are.
     */
    static final class AddressShares {
        /** Without addresses that watch nothing. */
        private final Map<String, Integer> held = new HashMap<>();

        void gain(String address) {
            held.merge(address, 1, Integer::sum);
        }

        void lose(String address) {
            held.computeIfPresent(address, (same, symbols) -> symbols == 1 ? null : symbols - 1);
        }

        /**
         * The symbol whose slot goes to another symbol of an address. Candidates are watched only from addresses that would still
         * hold at least as many slots as this one then does; of those it is one whose holders hold most, and of these the one
         * carried last. So the slot cannot be taken back in turn.
         *
         * @param carried in the order in which they got their slots
         */
        Optional<Channel> surplus(Collection<Channel> carried, String wanting) {
            int most = held.getOrDefault(wanting, 0) + 1;
            Optional<Channel> chosen = Optional.empty();
            for (Channel channel : carried) {
                int least = least(channel, most);
                if (least > most || least == most && chosen.isPresent()) {
                    most = least;
                    chosen = Optional.of(channel);
                }
            }
            return chosen;
        }

        /** The fewest slots that any address watching a symbol holds; not exact if that is less than a bound. */
        private int least(Channel channel, int bound) {
            int least = Integer.MAX_VALUE;
            for (String address : channel.addresses()) {
                least = Math.min(least, held.getOrDefault(address, 0));
                if (least < bound) {
                    return least;
                }
            }
            return least;
        }
    }
}
