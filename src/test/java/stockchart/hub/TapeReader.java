package stockchart.hub;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.tape.Tape;
import stockchart.tape.TapeSlice;

/**
 * A subscriber that reads on every signal and verifies what it gets: of each tape every trade once and in order, or how many are
 * missing. Prices of one symbol count up by one, so on one tape price and sequence number always differ by the same number.
 *
 * <p>Signalled by any thread, driven by one; <b>guarded</b> by its own monitor, never held while the registry is called.
 */
final class TapeReader implements Subscriber {
    private final SubscriptionHub hub;
    private final Collection<Throwable> failures;
    /** Price of a tape's trades less their sequence number, found by the first who reads the tape; shared by all readers. */
    private final ConcurrentMap<Tape, Long> offsets;
    private final Map<Symbol, Subscription> watched = new HashMap<>();
    /** Kept when a symbol is left, so that coming back resumes. */
    private final Map<Tape, Long> positions = new HashMap<>();

    TapeReader(SubscriptionHub hub, Collection<Throwable> failures, ConcurrentMap<Tape, Long> offsets) {
        this.hub = hub;
        this.failures = failures;
        this.offsets = offsets;
    }

    /** Watches what was subscribed to, from where it stood if the tape is the same. */
    void join(Subscription subscription) {
        synchronized (this) {
            watched.put(subscription.symbol(), subscription);
        }
        changed();
        stateChanged(subscription);
    }

    synchronized Optional<Subscription> leave(Symbol symbol) {
        return Optional.ofNullable(watched.remove(symbol));
    }

    synchronized void leaveAll() {
        watched.clear();
    }

    synchronized List<Subscription> watched() {
        return List.copyOf(watched.values());
    }

    /** The number of the last trade read from a tape. */
    synchronized long position(Tape tape) {
        return positions.getOrDefault(tape, 0L);
    }

    @Override
    public synchronized void changed() {
        try {
            watched.values().forEach(subscription -> read(subscription.tape()));
        } catch (RuntimeException | AssertionError failure) {
            failures.add(failure);
        }
    }

    @Override
    public void stateChanged(Subscription subscription) {
        if (subscription.state() == Subscription.State.ENDED && forget(subscription)) {
            hub.unsubscribe(subscription);
        }
    }

    private synchronized boolean forget(Subscription subscription) {
        return watched.remove(subscription.symbol(), subscription);
    }

    private void read(Tape tape) {
        long position = position(tape);
        TapeSlice slice = tape.slice(position, Integer.MAX_VALUE);
        List<Trade> trades = slice.trades();
        long start = position + slice.missed();
        if (slice.end() < position || slice.end() != start + trades.size() || slice.missed() > 0 && trades.isEmpty()) {
            throw new AssertionError(tape.symbol() + ": from " + position + " to " + slice.end() + " with " + trades.size()
                    + " trades, missed " + slice.missed());
        }
        for (int i = 0; i < trades.size(); i++) {
            verify(tape, start + i + 1, (long) trades.get(i).price());
        }
        positions.put(tape, slice.end());
    }

    private void verify(Tape tape, long sequence, long price) {
        Long known = offsets.putIfAbsent(tape, price - sequence);
        if (known != null && known != price - sequence) {
            throw new AssertionError(tape.symbol() + " " + sequence + " is " + price + " and should be " + (known + sequence));
        }
    }
}
