package stockchart.history.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.KeptCandle;

/**
 * What is written in one transaction. Everything in it replaces what is there, so that writing it twice changes nothing. Immutable.
 *
 * @param candles of seconds and minutes, by symbol and width, oldest first
 * @param gaps that are new or have changed
 * @param gone gaps that were written and did not happen after all
 * @param folds what is to be folded into hours and days once the minutes are written
 * @param alive until when everything is written, in milliseconds since 1970-01-01 UTC; empty if something is left
 * @param begun since when symbols are recorded whose first candles may be in it, in milliseconds since 1970-01-01 UTC
 */
public record Batch(Map<Series, List<KeptCandle>> candles, List<KeptGap> gaps, List<KeptGap> gone, List<Fold> folds,
        OptionalLong alive, Map<Symbol, Long> begun) {
    public Batch {
        candles = Map.copyOf(candles);
        gaps = List.copyOf(gaps);
        gone = List.copyOf(gone);
        folds = List.copyOf(folds);
        begun = Map.copyOf(begun);
    }

    /** One of symbols that have candles already. */
    public Batch(Map<Series, List<KeptCandle>> candles, List<KeptGap> gaps, List<KeptGap> gone, List<Fold> folds, OptionalLong alive) {
        this(candles, gaps, gone, folds, alive, Map.of());
    }

    /**
     * The candles of one symbol and width from one source.
     *
     * @param source {@link #OWN}, or the name of a provider, at most 16 characters
     */
    public record Series(Symbol symbol, Width width, String source) {
        /** The source of what was recorded here. */
        public static final String OWN = "own";

        /** Candles recorded here. */
        public Series(Symbol symbol, Width width) {
            this(symbol, width, OWN);
        }
    }

    /**
     * A gap of one symbol.
     *
     * @param width candles of this width and of shorter ones miss it: a second's candles may be lost while those of minutes are not
     */
    public record KeptGap(Symbol symbol, Gap gap, Width width) {}

    /**
     * Minutes to be folded into the hours and days they are in.
     *
     * @param from the start of the first minute, in milliseconds since 1970-01-01 UTC
     * @param to the start of the last minute
     */
    public record Fold(Symbol symbol, TradingDay day, long from, long to) {}
}
