package stockchart.tape;

import java.util.List;

/**
 * The candles of one tape and interval that have changed since they were last taken. Immutable.
 *
 * @param candles oldest first; the last one may still be open
 * @param lostFrom from when on changed candles have left the tape's memory before they were taken, in milliseconds since 1970-01-01
 *     UTC
 * @param lostTo until when, exclusive; the same as {@code lostFrom} if none has
 */
public record CandleChanges(List<KeptCandle> candles, long lostFrom, long lostTo) {
    static final CandleChanges NONE = new CandleChanges(List.of(), 0, 0);

    public CandleChanges {
        candles = List.copyOf(candles);
    }
}
