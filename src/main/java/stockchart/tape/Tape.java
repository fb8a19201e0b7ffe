package stockchart.tape;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.TradeTime;

/**
 * The bounded, sequence-numbered log of one symbol's recent trades, and the candles they make. The first trade has sequence
 * number 1.
 *
 * <p>Appending makes a trade known; {@linkplain #release() releasing} lets readers see it, so that many trades reach them in one
 * step. When the tape is full the oldest trade is overwritten, and a reader that still wanted it is told how many it missed; if that
 * was the last one readers may see, the next one is released, so that there always is a trade to tell it with.
 *
 * <p>Trades go into the candles when they are released, many at a time: then candles change no more often than readers are told of
 * trades, and whoever joins gets trades and candles that end at the same number.
 *
 * <p><b>Guarded</b> by its own monitor for a few lines at a time: one writer (the feed), many readers. The ring starts small and
 * grows with the trades, so a quiet symbol costs little.
 */
public final class Tape {
    private static final int FIRST_SIZE = 64;

    private final Symbol symbol;
    private final long epoch;
    private final int capacity;
    private final Clock clock;
    private final CandleLog seconds = new CandleLog(CandleInterval.SECOND);
    private final CandleLog minutes = new CandleLog(CandleInterval.MINUTE);
    /** Weak, so that what is remembered only in case another reader comes is gone with the next collection. */
    private final Map<CandleInterval, WeakReference<CandleSlice>> latestCandles = new EnumMap<>(CandleInterval.class);
    private Trade[] ring;
    /** When each came in. */
    private long[] arrivals;
    private long end;
    /** Written under the monitor, read without it by readers that only ask whether there is something new. */
    private volatile long released;
    private TapeSlice latest;
    /** The number of the last trade that has gone into the candles. */
    private long inCandles;

    /**
     * @param epoch tells this tape's sequence numbers from those of any other tape of the symbol; 0 to 2^53 - 1, so that
     *     JavaScript can hold it
     * @param capacity the number of trades kept, 1 or more
     * @param clock what the times of trades are compared with
     */
    public Tape(Symbol symbol, long epoch, int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A tape needs room for a trade, not " + capacity);
        }
        this.symbol = symbol;
        this.epoch = epoch;
        this.capacity = capacity;
        this.clock = clock;
        this.ring = new Trade[Math.min(FIRST_SIZE, capacity)];
        this.arrivals = new long[ring.length];
    }

    /** The symbol whose trades these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** Tells this tape's sequence numbers from any other's. */
    public long epoch() {
        return epoch;
    }

    /**
     * Appends a trade; readers see it after the next {@link #release()}.
     *
     * @param arrived when it came in, on the monotonic clock in nanoseconds
     */
    public synchronized void append(Trade trade, long arrived) {
        if (end == ring.length && ring.length < capacity) {
            Trade[] larger = Arrays.copyOf(ring, (int) Math.min(capacity, ring.length * 2L));
            // Both or, for want of memory, neither.
            arrivals = Arrays.copyOf(arrivals, larger.length);
            ring = larger;
        }
        if (end - ring.length == inCandles) {
            addToCandles(inCandles + 1);
        }
        int at = (int) (end % ring.length);
        ring[at] = trade;
        arrivals[at] = arrived;
        end++;
        if (released > 0 && end - ring.length >= released) {
            released = end - ring.length + 1;
        }
    }

    /** Says whether the symbol was never traded. */
    public synchronized boolean isEmpty() {
        return end == 0;
    }

    /** Lets readers see everything appended so far, and says whether that is more than before. */
    public synchronized boolean release() {
        boolean grown = released < end;
        released = end;
        addToCandles(end);
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
     */
    public synchronized TapeSlice slice(long after, int most) {
        long from = after < 0 || after > released ? 0 : after;
        long oldest = Math.max(0, end - ring.length);
        long start = Math.min(released, Math.max(Math.max(from, oldest), released - most));
        if (latest == null || !latest.spans(from, start, released)) {
            latest = new TapeSlice(this, from, start, released, copy(start, released), arrivals[(int) (start % ring.length)]);
        }
        return latest;
    }

    /** Says whether every visible trade after a sequence number is still here, and the number is one this tape gave. */
    public synchronized boolean holdsAllAfter(long after) {
        return after >= 0 && after <= released && after >= end - ring.length;
    }

    /**
     * The candles that the visible trades have made, but for those of a trade whose {@linkplain TradeTime time} cannot be right.
     * Readers who ask for the same get the same slice, so its text is built once for all of them.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC; 0 for all
     */
    public synchronized CandleSlice candles(CandleInterval interval, long from) {
        addToCandles(released);
        WeakReference<CandleSlice> reference = latestCandles.get(interval);
        CandleSlice known = from == 0 && reference != null ? reference.get() : null;
        if (known != null && known.end() == inCandles) {
            return known;
        }
        CandleLog log = interval == CandleInterval.SECOND ? seconds : minutes;
        CandleSlice slice = new CandleSlice(this, interval, inCandles, log.since(from));
        if (from == 0) {
            latestCandles.put(interval, new WeakReference<>(slice));
        }
        return slice;
    }

    /** Puts the trades up to a number into the candles. A trade that is overwritten before it was released is put there first. */
    private void addToCandles(long last) {
        long now = inCandles < last ? clock.millis() : 0;
        for (; inCandles < last; inCandles++) {
            Trade trade = ring[(int) (inCandles % ring.length)];
            if (TradeTime.isPlausible(trade.time(), now)) {
                seconds.add(trade);
                minutes.add(trade);
            }
        }
    }

    private List<Trade> copy(long start, long stop) {
        Trade[] trades = new Trade[(int) (stop - start)];
        for (int i = 0; i < trades.length; i++) {
            trades[i] = ring[(int) ((start + i) % ring.length)];
        }
        return List.of(trades);
    }
}
