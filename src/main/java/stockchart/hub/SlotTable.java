package stockchart.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stockchart.hub.Claim.Rank;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;

/**
 * The symbols that have a slot: those that the feed is to carry. {@link SlotAllocator} decides which they are.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}; the version may be read without it. Times are of the monotonic clock, in
 * nanoseconds. Bounded by {@link SlotLimit}.
 */
final class SlotTable {
    /** In the order in which they got their slots. */
    private final Map<Symbol, Channel> carried = new LinkedHashMap<>();
    private final AddressShares shares = new AddressShares();
    /** How long each symbol that has got a slot had waited, in nanoseconds, since they were last taken. */
    private final List<Long> waits = new ArrayList<>();
    /** Written under the lock, read without it. */
    private volatile long version;

    /** Gives a symbol a slot. */
    void add(Channel channel, long now) {
        carried.put(channel.tape().symbol(), channel);
        version++;
        shares.gain(channel);
        if (!channel.viewers().isEmpty()) {
            waits.add(now - channel.claim().waitingSince());
        }
        channel.claim().slotTaken(now);
        channel.setState(State.STREAMED);
    }

    /** Takes a symbol's slot away, for a reason that is its next state. */
    void remove(Channel channel, State next, long now) {
        carried.remove(channel.tape().symbol());
        version++;
        shares.lose(channel);
        channel.claim().slotLost(now);
        channel.setState(next);
    }

    /** The channel of a symbol that has a slot. */
    Optional<Channel> get(Symbol symbol) {
        return Optional.ofNullable(carried.get(symbol));
    }

    int size() {
        return carried.size();
    }

    /** The channels, in the order in which they got their slots; a view. */
    Collection<Channel> channels() {
        return carried.values();
    }

    /** In the same order, but those without viewers that are only recorded last: the feed may carry fewer. */
    Set<Symbol> symbols() {
        Set<Symbol> symbols = new LinkedHashSet<>();
        Set<Symbol> last = new LinkedHashSet<>();
        carried.forEach((symbol, channel) -> (channel.claim().rank() == Rank.RECORDED ? last : symbols).add(symbol));
        symbols.addAll(last);
        return symbols;
    }

    /** Changes whenever the set of symbols does. May be read without the lock. */
    long version() {
        return version;
    }

    /** How many slots the clients of each address use. */
    AddressShares shares() {
        return shares;
    }

    List<Long> takeWaits() {
        List<Long> taken = List.copyOf(waits);
        waits.clear();
        return taken;
    }

    /** The symbols with their number of viewers, without those of other nodes. */
    Map<Symbol, Integer> viewers() {
        Map<Symbol, Integer> viewers = new LinkedHashMap<>();
        carried.forEach((symbol, channel) -> viewers.put(symbol, channel.ownViewers()));
        return viewers;
    }

    /** How many slots there are of each use, by the word of its rank. */
    Map<String, Integer> uses() {
        Map<Rank, Integer> ranks = new EnumMap<>(Rank.class);
        carried.values().forEach(channel -> ranks.merge(channel.claim().rank(), 1, Integer::sum));
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (Rank rank : Rank.values()) {
            uses.put(rank.word(), ranks.getOrDefault(rank, 0));
        }
        return uses;
    }

    /** Those that linger and whose last viewer left at least this long ago. */
    List<Channel> idleFor(long nanos, long now) {
        return carried.values().stream().filter(channel -> channel.claim().rank() == Rank.LINGERING)
                .filter(channel -> now - channel.idleSince() >= nanos).toList();
    }
}
