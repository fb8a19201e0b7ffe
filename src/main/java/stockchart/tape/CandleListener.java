package stockchart.tape;

import stockchart.market.Symbol;

/**
 * Receives the candles of a tape once they have closed. Called by threads that write or read the tape, several at once, outside the
 * tape's monitor; must not block.
 */
@FunctionalInterface
public interface CandleListener {
    /** Ignores all candles. */
    CandleListener NONE = (symbol, interval, candle) -> { };

    /**
     * A candle has closed, because a later one of its interval has begun; or a late trade has changed a closed candle. Calls may
     * arrive out of order: of two for the same candle, the one with more prints is the newer.
     */
    void closed(Symbol symbol, CandleInterval interval, Candle candle);
}
