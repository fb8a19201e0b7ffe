package stockchart.hub;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import stockchart.hub.Claim.Rank;
import stockchart.platform.concurrent.TokenBucket;

/**
 * Decides which symbol gives its slot up to one that waits while every slot is in use, in this order: a symbol whose last viewer
 * has left, one of hidden pages only, one whose market is closed, one that the feed sends no trades of, a watchlist row if a chart
 * waits; of equals the one longest without a trade. When none of these gives way, an address that holds more than its share gives
 * up one slot.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Times are of the monotonic clock, in nanoseconds.
 */
final class SlotTurnover {
    /** So many slots change hands at once, */
    static final int MOVES = 20;
    /** and then so many a second: each costs Finnhub two commands, and clients that come and go must not make it many. */
    static final int MOVES_PER_SECOND = 1;

    private final SlotTable table;
    private final WaitingLine line;
    private final TokenBucket moves;

    SlotTurnover(SlotTable table, WaitingLine line, long now) {
        this.table = table;
        this.line = line;
        this.moves = new TokenBucket(MOVES, MOVES_PER_SECOND, now);
    }

    /** A slot that changes hands. */
    record Move(Channel from, Channel to) {}

    /** The symbol that gets the next slot; empty if none waits. */
    Optional<Channel> next(long now) {
        return line.inOrder().stream().filter(channel -> !channel.claim().isHeldBack(now)).findFirst();
    }

    /**
     * The slot that changes hands now; empty if none does.
     *
     * @param next the symbol that gets the next slot
     */
    Optional<Move> move(Channel next, long now) {
        return leastDeserving(next.claim().rank(), now).filter(least -> moves.take(now)).map(least -> new Move(least, next))
                .or(() -> share(now));
    }

    /** The symbol of the lowest priority, if it may give its slot up to one of that rank. */
    private Optional<Channel> leastDeserving(Rank waiting, long now) {
        return table.channels().stream().filter(channel -> channel.claim().givesWayTo(waiting, now))
                .max(Comparator.comparing((Channel channel) -> channel.claim().rank())
                        .thenComparing(channel -> now - channel.unusedSince()));
    }

    /** One slot of an address that holds more than its share, for a symbol watched from one that holds fewer. */
    private Optional<Move> share(long now) {
        int most = table.shares().most();
        Set<String> asked = new HashSet<>();
        for (Channel waiting : line.inOrder()) {
            for (String address : waiting.addresses()) {
                if (!waiting.claim().isHeldBack(now) && table.shares().of(address) + 1 < most && asked.add(address)) {
                    Rank rank = waiting.claim().rank();
                    Optional<Channel> surplus = table.shares()
                            .surplus(table.channels(), held -> mayShare(held, rank, now), address);
                    if (surplus.isPresent() && moves.take(now)) {
                        return Optional.of(new Move(surplus.get(), waiting));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayShare(Channel held, Rank waiting, long now) {
        return held.claim().rank().compareTo(waiting) >= 0 && held.claim().mayGiveWay(now);
    }
}
