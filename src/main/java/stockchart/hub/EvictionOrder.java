package stockchart.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.hub.Claim.Rank;
import stockchart.market.Symbol;

/**
 * Which channel without viewers is dropped first when too many are kept: one that was never traded, whose name may be made up, the
 * longest without a slot first; otherwise the one whose last viewer left first. One that is recorded without viewers stays, and so
 * does one whose trades come through a cluster's log.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the channels there are.
 */
final class EvictionOrder {
    /** Symbols that lost their slots without a single trade, the earliest first. */
    private final Map<Symbol, Channel> untraded = new LinkedHashMap<>();

    void slotTaken(Channel channel) {
        untraded.remove(channel.tape().symbol());
    }

    void slotLost(Channel channel) {
        if (channel.tape().isEmpty()) {
            untraded.put(channel.tape().symbol(), channel);
        }
    }

    /** A channel is dropped. */
    void forget(Channel channel) {
        untraded.remove(channel.tape().symbol());
    }

    /** The channel to drop next; empty if each has viewers or is recorded. */
    Optional<Channel> first(Iterable<Channel> among, long now) {
        untraded.values().removeIf(channel -> !channel.tape().isEmpty());
        return untraded.values().stream().filter(channel -> channel.viewers().isEmpty() && !channel.isFollowed()).findFirst()
                .or(() -> longestIdle(among, now));
    }

    private static Optional<Channel> longestIdle(Iterable<Channel> among, long now) {
        List<Channel> idle = new ArrayList<>();
        among.forEach(channel -> {
            if (channel.viewers().isEmpty() && !channel.isFollowed() && channel.claim().rank() != Rank.RECORDED) {
                idle.add(channel);
            }
        });
        return idle.stream().max(Comparator.comparingLong(channel -> now - channel.idleSince()));
    }
}
