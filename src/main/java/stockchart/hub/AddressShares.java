package stockchart.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many of some symbols the clients of each address watch, so that one address does not hold all places while another needs one:
 * then an address that holds more gives one up to an address that holds fewer.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded by the viewers there are.
 */
final class AddressShares {
    /** Without addresses that watch nothing. */
    private final Map<String, Integer> held = new HashMap<>();

    void gain(String address) {
        held.merge(address, 1, Integer::sum);
    }

    void lose(String address) {
        held.computeIfPresent(address, (same, symbols) -> symbols == 1 ? null : symbols - 1);
    }

    void gain(Channel channel) {
        channel.addresses().forEach(this::gain);
    }

    void lose(Channel channel) {
        channel.addresses().forEach(this::lose);
    }

    /** The most that any address holds. */
    int most() {
        return held.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    int of(String address) {
        return held.getOrDefault(address, 0);
    }

    /**
     * The symbol whose place goes to another symbol of an address. Candidates are watched only from addresses that would still hold
     * at least as many as this one then does; of those it is one whose holders hold most, and of these the last. So the place
     * cannot be taken back in turn.
     *
     * @param among the symbols counted here
     * @param mayGo which of them can lose their places
     */
    Optional<Channel> surplus(Collection<Channel> among, Predicate<Channel> mayGo, String wanting) {
        int most = of(wanting) + 1;
        Optional<Channel> chosen = Optional.empty();
        for (Channel channel : among) {
            int least = least(channel, most);
            if ((least > most || least == most && chosen.isPresent()) && mayGo.test(channel)) {
                most = least;
                chosen = Optional.of(channel);
            }
        }
        return chosen;
    }

    /** The fewest places that any address watching a symbol holds; not exact if that is less than a bound. */
    private int least(Channel channel, int bound) {
        int least = Integer.MAX_VALUE;
        for (String address : channel.addresses()) {
            least = Math.min(least, of(address));
            if (least < bound) {
                return least;
            }
        }
        return least;
    }
}
