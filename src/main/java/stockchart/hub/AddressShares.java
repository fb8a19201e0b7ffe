package stockchart.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many of the carried symbols the clients of each address watch, so that one address does not hold all slots while another wants
 * one: then an address that holds more gives one up to an address that holds fewer. Nothing is taken from anybody while slots are
 * free, or from a symbol that somebody watches whose address holds few.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the viewers there are.
 */
final class AddressShares {
    /** Without those that watch nothing. */
    private final Map<String, Integer> held = new HashMap<>();

    void gain(String address) {
        held.merge(address, 1, Integer::sum);
    }

    void lose(String address) {
        held.computeIfPresent(address, (same, symbols) -> symbols == 1 ? null : symbols - 1);
    }

    /**
     * The symbol to give up for another one of an address: of those that are watched from addresses only which would still hold as
     * much as this one then does, one of the greediest, and of these the one carried last. So it cannot be taken back in turn.
     *
     * @param carried the longest carried first
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

    /** What that address holds which holds least of those that watch a symbol; not exactly if that is less than a bound. */
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
