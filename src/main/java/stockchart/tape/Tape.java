package stockchart.tape;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.tape.Candle.Interval;

/**
 * The bounded, sequence-numbered log of one symbol's recent trades, and the candles made from them. The first trade has the number
 * after the start: 1 for a tape that numbers trades itself. A tape that follows another tape, which has numbered the trades
 * already, takes each trade at its number.
 *
 * <p>Appending stores a trade; {@linkplain #release() releasing} makes it visible to readers, so that many trades reach them in one
 * step. When the tape is full the oldest trade is overwritten, and a reader that still needed it gets the number of trades it
 * missed. If the overwritten trade was the last visible one, the next one is released, so that there is always a trade to report
 * the loss with.
 *
 * <p>Trades go into the candles when they are released, many at a time: candles then change no more often than readers are
 * signalled, and a joining reader gets trades and candles that end at the same number.
 *
 * <p><b>Guarded</b> by its own monitor for a few lines at a time: one writer (the feed), many readers. The ring starts small and
 * grows with the trades, so a quiet symbol costs little.
 */
public final class Tape {
    private static final int FIRST_SIZE = 64;

    private final Symbol symbol;
    private final int capacity;
    private final Clock clock;
    private final CandleLog seconds = new CandleLog(Interval.SECOND);
    private final CandleLog minutes = new CandleLog(Interval.MINUTE);
    /** Weak, because a slice is kept only in case another reader requests it; the next garbage collection may drop it. */
    private final Map<Interval, WeakReference<CandleSlice>> latestCandles = new EnumMap<>(Interval.class);
    /** Written under the monitor; readers compare it without. */
    private volatile Series series;
    /** The number of the last trade before this tape. */
    private long start;
    private Trade[] ring;
    /** When each trade arrived, on the monotonic clock in nanoseconds. */
    private long[] arrivals;
    private long end;
    /** Written under the monitor; read without it by readers that only check whether there is something new. */
    private volatile long released;
    private TapeSlice latest;
    /** The number of the last trade that has gone into the candles. */
    private long inCandles;
    /** When that was, in milliseconds since 1970-01-01 UTC: at most one release after its arrival. */
    private long newestAt;
    /** From when on the tape has had all trades of a series that others began, in milliseconds since 1970-01-01 UTC. */
    private long completeFrom = Long.MAX_VALUE;

    /**
     * One series of numbers. Immutable.
     *
     * @param epoch distinguishes these numbers from those of any other series of the symbol
     * @param known the number of the last trade that was there already when the tape began to follow the series
     */
    public record Series(long epoch, long known) {}

    /** What happened to a trade that came with its number. */
    public enum Taken {
        /** It is on the tape. */
        APPENDED,
        /** The tape has a trade with this number already; this one was skipped. */
        KNOWN,
        /** Trades before it are missing, so it was not appended: numbers on a tape have no holes. */
        HOLE
    }

    /**
     * A tape that starts at number 0, so that its first trade has number 1.
     *
     * @param epoch distinguishes this tape's sequence numbers from those of any other tape of the symbol; 0 to 2^53 - 1, so that
     *     JavaScript can hold it
     * @param capacity the number of trades kept, 1 or more
     * @param clock what the times of trades are compared with
     */
    public Tape(Symbol symbol, long epoch, int capacity, Clock clock) {
        this(symbol, epoch, 0, capacity, clock);
    }

    /**
     * A tape that starts at any number.
     *
     * @param start the number of the last trade before the first one on this tape, 0 to 2^53 - 1
     */
    public Tape(Symbol symbol, long epoch, long start, int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A tape needs room for a trade, not " + capacity);
        }
        if (start < 0) {
            throw new IllegalArgumentException("A tape starts at 0 or a later number, not " + start);
        }
        this.symbol = symbol;
        this.series = new Series(epoch, start);
        this.capacity = capacity;
        this.clock = clock;
        this.start = start;
        this.end = start;
        this.released = start;
        this.inCandles = start;
        this.ring = new Trade[Math.min(FIRST_SIZE, capacity)];
        this.arrivals = new long[ring.length];
    }

    /** The symbol whose trades these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** Distinguishes this tape's sequence numbers from those of any other tape. */
    public long epoch() {
        return series.epoch();
    }

    /** The series of numbers that the tape has now: always the same, unless it {@linkplain #begin begins} another one. */
    public Series series() {
        return series;
    }

    /** The number of the last trade appended, visible or not. */
    public synchronized long end() {
        return end;
    }

    /**
     * Goes on with another series of numbers, whose trades are numbered elsewhere. Trades of the one before are no longer on the
     * tape; its candles stay, and those of the new trades follow. All of it is visible at once.
     *
     * @param epoch of the series; the same as before if only trades between are missing
     * @param first the number of the first trade, 1 or more
     * @param known the first trades of it, as far as there are any already
     * @param arrived when they arrived, on the monotonic clock in nanoseconds
     */
    public synchronized void begin(long epoch, long first, List<Trade> known, long arrived) {
        addToCandles(end);
        boolean isOther = epoch != series.epoch();
        start = first - 1;
        end = start;
        inCandles = start;
        ring = new Trade[Math.min(FIRST_SIZE, capacity)];
        arrivals = new long[ring.length];
        latest = null;
        latestCandles.clear();
        released = start;
        boolean isWhole = !isOther || known.isEmpty();
        if (isOther && first == 1 && known.isEmpty()) {
            // Another server may have kept candles of these trades when those from before the tape are read.
            completeFrom = Math.min(completeFrom, minute(clock.millis()));
        } else if (!isWhole) {
            // What was kept of these trades may be in candles already, or come back from a database: they replace it. The minute in
            // which the series has begun is whole, any other one may have begun with trades that are not known here.
            completeFrom = first == 1 ? minute(Math.max(epoch, known.get(0).time()))
                    : minute(known.get(0).time()) + Interval.MINUTE.millis();
            seconds.dropFrom(completeFrom);
            minutes.dropFrom(completeFrom);
        }
        newestAt = clock.millis();
        for (Trade trade : known) {
            put(trade, arrived);
            inCandles = end;
            if (isWhole || trade.time() >= completeFrom) {
                addToCandles(trade);
            }
        }
        released = end;
        if (isOther) {
            series = new Series(epoch, end);
        }
    }

    /**
     * Appends a trade under the next number; readers see it after the next {@link #release()}.
     *
     * @param arrived when it arrived, on the monotonic clock in nanoseconds
     */
    public synchronized void append(Trade trade, long arrived) {
        put(trade, arrived);
    }

    /**
     * Appends a trade that comes with its number, if it is the next one; readers see it after the next {@link #release()}.
     *
     * @param number of the trade, 1 or more
     * @param arrived when it arrived, on the monotonic clock in nanoseconds
     */
    public synchronized Taken append(long number, Trade trade, long arrived) {
        Taken taken = number <= end ? Taken.KNOWN : number > end + 1 ? Taken.HOLE : Taken.APPENDED;
        if (taken == Taken.APPENDED) {
            put(trade, arrived);
        }
        return taken;
    }

    private void put(Trade trade, long arrived) {
        if (end - start == ring.length && ring.length < capacity) {
            Trade[] larger = Arrays.copyOf(ring, (int) Math.min(capacity, ring.length * 2L));
            // Both or, if memory runs out, neither.
            arrivals = Arrays.copyOf(arrivals, larger.length);
            ring = larger;
        }
        if (end - ring.length == inCandles) {
            addToCandles(inCandles + 1);
        }
        int at = place(end);
        ring[at] = trade;
        arrivals[at] = arrived;
        end++;
        if (released > start && end - ring.length >= released) {
            released = end - ring.length + 1;
        }
    }

    /** Returns whether the symbol was never traded. */
    public synchronized boolean isEmpty() {
        return end == start;
    }

    /** The last trade appended, visible or not; empty if there was none. */
    public synchronized Optional<Trade> last() {
        return end == start ? Optional.empty() : Optional.of(ring[place(end - 1)]);
    }

    /** Makes everything appended so far visible to readers, and returns whether anything was new. */
    public synchronized boolean release() {
        boolean grown = released < end;
        released = end;
        addToCandles(end);
        return grown;
    }

    /** Returns whether anything appended is not visible yet. */
    public synchronized boolean hasUnreleased() {
        return released < end;
    }

    /** The sequence number of the last visible trade; before the first, the number the tape starts at. */
    public long released() {
        return released;
    }

    /**
     * The visible trades after a sequence number, the newest {@code most} of them if there are more. Readers at the same position
     * get the same slice, so its text is built once for all of them.
     *
     * @param after the last sequence number the reader has, 0 for none; a number this tape never assigned counts as 0
     */
    public synchronized TapeSlice slice(long after, int most) {
        long from = after < 0 || after > released ? 0 : after;
        long oldest = Math.max(start, end - ring.length);
        long first = Math.min(released, Math.max(Math.max(from, oldest), released - most));
        if (latest == null || !latest.spans(from, first, released)) {
            latest = new TapeSlice(symbol, series.epoch(), from, first, released, copy(first, released), arrivals[place(first)],
                    newestAt);
        }
        return latest;
    }

    /**
     * Returns whether every visible trade after a sequence number is still on the tape, and the number was assigned by this tape.
     */
    public synchronized boolean holdsAllAfter(long after) {
        return after >= start && after <= released && after >= end - ring.length;
    }

    /**
     * The candles made from the visible trades, without trades whose time is not {@linkplain Trade#isPlausible plausible}. Readers
     * that request the same get the same slice, so its text is built once for all of them.
     *
     * @param from only candles that start at or after this time, in milliseconds since 1970-01-01 UTC; 0 for all
     */
    public synchronized CandleSlice candles(Interval interval, long from) {
        addToCandles(released);
        WeakReference<CandleSlice> reference = latestCandles.get(interval);
        CandleSlice known = from == 0 && reference != null ? reference.get() : null;
        if (known != null && known.end() == inCandles) {
            return known;
        }
        CandleSlice slice = new CandleSlice(symbol, series.epoch(), interval, inCandles, log(interval).since(from));
        if (from == 0) {
            latestCandles.put(interval, new WeakReference<>(slice));
        }
        return slice;
    }

    /**
     * The candles that have changed since they were last taken, the open one included; they count as taken. So what keeps them
     * needs no queue: what it has not taken waits here, as long as the tape holds it.
     *
     * @param most how many candles at most
     */
    public synchronized CandleChanges takeChanges(Interval interval, int most) {
        addToCandles(released);
        return log(interval).takeChanges(most);
    }

    /**
     * The start of the oldest candle that has changed since they were last taken, in milliseconds since 1970-01-01 UTC; {@link
     * Long#MAX_VALUE} if none has. All of them count as taken: another server keeps them.
     */
    public synchronized long takeChanged(Interval interval) {
        addToCandles(released);
        return log(interval).takeChanged();
    }

    /** Counts all candles that start at or after a time, in milliseconds since 1970-01-01 UTC, as changed once more. */
    public synchronized void markChanged(Interval interval, long from) {
        log(interval).markChanged(from);
    }

    /** How many intervals have candles that changed and were not taken: 0 to 2. */
    public synchronized int untaken() {
        return (seconds.isChanged() ? 1 : 0) + (minutes.isChanged() ? 1 : 0);
    }

    /**
     * Adds candles that were kept from before this tape, oldest first; trades that have arrived meanwhile follow them. Those of times
     * from which the tape has all trades are left out.
     */
    public synchronized void restore(Interval interval, List<KeptCandle> earlier) {
        log(interval).restore(earlier.stream().filter(kept -> kept.candle().start() < completeFrom).toList());
        latestCandles.remove(interval);
    }

    private static long minute(long time) {
        return Interval.MINUTE.millis() * Interval.MINUTE.number(time);
    }

    private CandleLog log(Interval interval) {
        return interval == Interval.SECOND ? seconds : minutes;
    }

    /** Puts the trades up to a number into the candles. A trade that is overwritten before it was released is put there first. */
    private void addToCandles(long last) {
        if (inCandles < last) {
            newestAt = clock.millis();
        }
        for (; inCandles < last; inCandles++) {
            addToCandles(ring[place(inCandles)]);
        }
    }

    private void addToCandles(Trade trade) {
        if (trade.isPlausible(newestAt)) {
            seconds.add(trade);
            minutes.add(trade);
        }
    }

    private List<Trade> copy(long first, long stop) {
        Trade[] trades = new Trade[(int) (stop - first)];
        for (int i = 0; i < trades.length; i++) {
            trades[i] = ring[place(first + i)];
        }
        return List.of(trades);
    }

    /** The place in the ring of the trade after a number. */
    private int place(long number) {
        return (int) ((number - start) % ring.length);
    }
}
