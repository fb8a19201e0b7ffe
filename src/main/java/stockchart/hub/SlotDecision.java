package stockchart.hub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import stockchart.hub.Subscription.Role;
import stockchart.hub.Subscription.State;
import stockchart.market.Symbol;

/**
 * What the hub of the leading node has decided about one symbol. Immutable.
 *
 * @param state whether it has a slot, waits or was refused; never ended
 * @param use what it has its slot for, or waits for: a word of {@link HubStats.SlotUse#uses}
 * @param inactivity why the feed sends no trades of it, although it could have a slot
 * @param every how often its quote is fetched, in milliseconds; 0 if it is not
 * @param position the place in line; 0 if it is not in line
 */
public record SlotDecision(Symbol symbol, State state, String use, Optional<Tier.Why> inactivity, long every, int position) {
    /**
     * All decisions, or those that have changed. Immutable.
     *
     * @param total how many slots there are
     */
    public record Slots(int total, List<SlotDecision> decisions) {
        public Slots {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * What the clients of one node want a symbol for. Immutable.
     *
     * @param role of the most demanding client
     * @param addresses stand for those of the clients, a few at most: each counts for its share of the slots
     */
    public record Wish(Role role, Set<String> addresses) {
        /** So many addresses count at most. */
        public static final int MOST_ADDRESSES = 8;

        public Wish {
            addresses = Set.copyOf(addresses);
        }
    }
}
