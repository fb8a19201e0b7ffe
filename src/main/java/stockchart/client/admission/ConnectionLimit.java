package stockchart.client.admission;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stockchart.client.protocol.CloseReason;

/**
 * How many clients are in, in all and of each address. A place is taken by a connection that is open, never by one that only
 * might open: such a place could not be given back if nothing came of it. Any thread.
 */
public final class ConnectionLimit {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger taken = new AtomicInteger();
    /** Without those of which nobody is in. */
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionLimit(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** How many are taken. */
    public int taken() {
        return taken.get();
    }

    /** Says whether none is free. */
    public boolean areAllTaken() {
        return taken.get() >= most;
    }

    /** Says whether an address has all it may have. */
    public boolean areAllTakenBy(String address) {
        return byAddress.getOrDefault(address, 0) >= mostPerAddress;
    }

    /**
     * Takes a place, which the taker gives back once however it goes on.
     *
     * @return why the taker has to leave at once; empty if it may stay
     */
    public Optional<CloseReason> take(String address) {
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        if (taken.incrementAndGet() > most) {
            return Optional.of(CloseReason.SERVER_FULL);
        }
        return ofAddress > mostPerAddress ? Optional.of(CloseReason.ADDRESS_FULL) : Optional.empty();
    }

    public void giveBack(String address) {
        taken.decrementAndGet();
        byAddress.computeIfPresent(address, (same, held) -> held == 1 ? null : held - 1);
    }
}
