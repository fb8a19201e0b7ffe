package stockchart.tape;

import java.util.List;
import java.util.function.BiFunction;
import stockchart.market.Symbol;
import stockchart.tape.Candle.Interval;

/**
 * The candles of one tape and interval as they stood after one of its trades. Shared by all readers that request the same.
 *
 * <p>Immutable but for the encoded form it caches, which any thread may request.
 */
public final class CandleSlice {
    private final Symbol symbol;
    private final long epoch;
    private final Interval interval;
    private final long end;
    private final List<Candle> candles;
    /** The last form built, null before. */
    private volatile Form form;

    private record Form(Object basis, Object built) {}

    CandleSlice(Symbol symbol, long epoch, Interval interval, long end, List<Candle> candles) {
        this.symbol = symbol;
        this.epoch = epoch;
        this.interval = interval;
        this.end = end;
        this.candles = List.copyOf(candles);
    }

    /** The symbol whose candles these are. */
    public Symbol symbol() {
        return symbol;
    }

    /** The epoch of the sequence number. */
    public long epoch() {
        return epoch;
    }

    /** How much time each candle stands for. */
    public Interval interval() {
        return interval;
    }

    /** The sequence number of the last trade that is in the candles, 0 before the first. */
    public long end() {
        return end;
    }

    /** Those with a trade, oldest first. */
    public List<Candle> candles() {
        return candles;
    }

    /**
     * This slice in the form in which it is sent, built by the first caller.
     *
     * @param basis what else the form is made from; an equal one returns the same form, another one a new form
     * @param encoder always to the same type
     */
    @SuppressWarnings("unchecked")
    public <B, T> T form(B basis, BiFunction<CandleSlice, B, T> encoder) {
        Form known = form;
        if (known == null || !known.basis.equals(basis)) {
            known = new Form(basis, encoder.apply(this, basis));
            form = known;
        }
        return (T) known.built;
    }
}
