package stockchart.tape;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import stockchart.market.Symbol;
import stockchart.market.Trade;

/**
 * The trades between a reader's cursor and the visible end of the tape. Shared by all readers at the same position.
 *
 * <p>Immutable but for the encoded forms it caches, which any thread may request.
 */
public final class TapeSlice {
    /** The number of forms in which a slice can be encoded: one for each dialect and kind of message. */
    public static final int FORMS = 4;

    private final Symbol symbol;
    private final long epoch;
    private final long after;
    private final long start;
    private final long end;
    private final List<Trade> trades;
    private final long arrived;
    private final long newestAt;
    private final AtomicReferenceArray<Object> forms = new AtomicReferenceArray<>(FORMS);

    TapeSlice(Symbol symbol, long epoch, long after, long start, long end, List<Trade> trades, long arrived, long newestAt) {
        this.symbol = symbol;
        this.epoch = epoch;
        this.after = after;
        this.start = start;
        this.end = end;
        this.trades = trades;
        this.arrived = arrived;
        this.newestAt = newestAt;
    }

    /** The symbol whose trades these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** The epoch of the sequence numbers. */
    public long epoch() {
        return epoch;
    }

    /** The sequence number of the last trade, or the cursor itself if nothing is new: the reader's next position. */
    public long end() {
        return end;
    }

    /** How many trades after the cursor are not in this slice because they were overwritten or left out. */
    public long missed() {
        return start - after;
    }

    /** The trades in the order they arrived. */
    public List<Trade> trades() {
        return trades;
    }

    /** When the first of them arrived, on the monotonic clock in nanoseconds; meaningless if there is none. */
    public long arrived() {
        return arrived;
    }

    /**
     * When the last of them became visible, in milliseconds since 1970-01-01 UTC by the server's clock, if its own time is later
     * than that: a price is no younger than its arrival.
     */
    public OptionalLong arrivedBeforeItsTime() {
        boolean isAhead = !trades.isEmpty() && trades.get(trades.size() - 1).time() > newestAt;
        return isAhead ? OptionalLong.of(newestAt) : OptionalLong.empty();
    }

    /**
     * This slice in one of its forms, built by the first caller.
     *
     * @param form 0 to {@link #FORMS} - 1, each always with an encoder to the same type
     */
    @SuppressWarnings("unchecked")
    public <T> T form(int form, Function<TapeSlice, T> encoder) {
        T known = (T) forms.get(form);
        if (known == null) {
            known = encoder.apply(this);
            forms.set(form, known);
        }
        return known;
    }

    boolean spans(long otherAfter, long otherStart, long otherEnd) {
        return after == otherAfter && start == otherStart && end == otherEnd;
    }
}
