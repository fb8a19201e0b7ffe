package stockchart.market;

import java.util.Arrays;
import java.util.List;

/**
 * The bounded, sequence-numbered log of one symbol's recent trades. The first trade has sequence number 1.
 *
 * <p>Appending makes a trade known; {@linkplain #release() releasing} lets readers see it, so that many trades reach them in one
 * step. When the tape is full the oldest trade is overwritten, and a reader that still wanted it is told how many it missed. The
 * newest visible trade is always there, however many wait behind it, so that whoever is behind gets a price.
 *
 * <p><b>Guarded</b> by its own monitor for a few lines at a time: one writer (the feed), many readers. The ring starts small and
 * grows with the trades, so a quiet symbol costs little.
 */
public final class Tape {
    private static final int FIRST_SIZE = 64;

    private final Symbol symbol;
    private final long epoch;
    private final int capacity;
    private Trade[] ring;
    private long end;
    /** Written under the monitor, read without it by readers that only ask whether there is something new. */
    private volatile long released;
    /** The last trade readers may see; null before the first. */
    private Trade newest;
    private TapeSlice latest;

    /**
     * @param epoch tells this tape's sequence numbers from those of any other tape of the symbol; 0 to 2^53 - 1, so that
     *     JavaScript can hold it
     * @param capacity the number of trades kept, 1 or more
     */
    public Tape(Symbol symbol, long epoch, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A tape needs room for a trade, not " + capacity);
        }
        this.symbol = symbol;
        this.epoch = epoch;
        this.capacity = capacity;
        this.ring = new Trade[Math.min(FIRST_SIZE, capacity)];
    }

    /** The symbol whose trades these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** Tells this tape's sequence numbers from any other's. */
    public long epoch() {
        return epoch;
    }

    /** Appends a trade; readers see it after the next {@link #release()}. */
    public synchronized void append(Trade trade) {
        if (end == ring.length && ring.length < capacity) {
            ring = Arrays.copyOf(ring, (int) Math.min(capacity, ring.length * 2L));
        }
        ring[(int) (end % ring.length)] = trade;
        end++;
    }

    /** Lets readers see everything appended so far, and says whether that is more than before. */
    public synchronized boolean release() {
        boolean grown = released < end;
        if (grown) {
            newest = ring[(int) ((end - 1) % ring.length)];
        }
        released = end;
        return grown;
    }

    /** The sequence number of the last trade readers may see, 0 before the first. */
    public long released() {
        return released;
    }

    /**
     * The visible trades after a sequence number, the newest {@code most} of them if there are more. Readers at the same place
     * get the same slice, so its text is built once for all of them.
     *
     * @param after the last sequence number the reader has, 0 for none; one this tape never gave counts as 0
     * @param most 1 or more
     */
    public synchronized TapeSlice slice(long after, int most) {
        long from = after < 0 || after > released ? 0 : after;
        long oldest = Math.max(0, end - ring.length);
        long start = Math.max(from, Math.min(released - 1, Math.max(oldest, released - most)));
        if (latest == null || !latest.spans(from, start, released)) {
            boolean overwritten = start < released && start < oldest;
            latest = new TapeSlice(this, from, start, released, overwritten ? List.of(newest) : copy(start, released));
        }
        return latest;
    }

    private List<Trade> copy(long start, long stop) {
        Trade[] trades = new Trade[(int) (stop - start)];
        for (int i = 0; i < trades.length; i++) {
            trades[i] = ring[(int) ((start + i) % ring.length)];
        }
        return List.of(trades);
    }
}
