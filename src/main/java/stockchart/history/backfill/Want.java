package stockchart.history.backfill;

import stockchart.market.Symbol;
import stockchart.market.Width;

/**
 * Candles that are wanted. Immutable.
 *
 * @param from in milliseconds since 1970-01-01 UTC
 * @param to exclusive
 * @param origin why they are wanted
 */
public record Want(Symbol symbol, Width width, long from, long to, Origin origin) {
    /** Why candles are wanted. */
    public enum Origin {
        /** A reader of the history: also those that are not over yet. */
        READER,
        /** No reader now, but the symbol is recorded. */
        RECORDING,
        /** The same; only what is missing since recording began. */
        GAPS
    }

    /** Learns how a want fares. */
    @FunctionalInterface
    public interface Listener {
        /**
         * More is written, or nothing more comes now. On any thread; must not block.
         *
         * @param isOver whether this is the last call
         */
        void changed(boolean isOver);
    }
}
