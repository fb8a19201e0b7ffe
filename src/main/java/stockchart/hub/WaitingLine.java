package stockchart.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stockchart.hub.Claim.Place;

/**
 * The symbols that wait for a slot, the next one first: charts before watchlist rows, symbols that the feed may send no trades
 * of behind those, symbols of hidden pages last; among equals, the one subscribed first.
 *
 * <p><b>Guarded</b> by the lock of {@link Subscriptions}. Bounded: when the line is full, an address that has more symbols in it
 * than another one loses its last to the other.
 */
final class WaitingLine {
    private final int most;
    private final TreeMap<Place, Channel> inOrder = new TreeMap<>();
    /** Where each stands, because its rank may have changed since. */
    private final Map<Channel, Place> places = new HashMap<>();
    private final AddressShares shares = new AddressShares();

    /** @param most how many symbols may wait */
    WaitingLine(int most) {
        this.most = most;
    }

    /** Adds a symbol, or moves it to where its claim puts it now. */
    void put(Channel channel) {
        Place next = channel.claim().place();
        Place before = places.put(channel, next);
        if (before == null) {
            shares.gain(channel);
        }
        if (!next.equals(before)) {
            if (before != null) {
                inOrder.remove(before);
            }
            inOrder.put(next, channel);
        }
    }

    void remove(Channel channel) {
        Place place = places.remove(channel);
        if (place != null) {
            inOrder.remove(place);
            shares.lose(channel);
        }
    }

    boolean contains(Channel channel) {
        return places.containsKey(channel);
    }

    /** The symbols, the next one first; a view. */
    Collection<Channel> inOrder() {
        return inOrder.values();
    }

    Optional<Channel> last() {
        return Optional.ofNullable(inOrder.lastEntry()).map(Map.Entry::getValue);
    }

    int size() {
        return places.size();
    }

    /** Returns whether one more may wait. */
    boolean hasRoom() {
        return size() < most;
    }

    /** The symbol that has to leave a full line so that another one of an address may wait; empty if that one has its share. */
    Optional<Channel> surplusFor(String address) {
        return shares.surplus(inOrder(), channel -> true, address);
    }

    AddressShares shares() {
        return shares;
    }
}
