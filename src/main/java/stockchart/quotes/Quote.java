package stockchart.quotes;

import java.util.Optional;

/**
 * Finnhub's figures of a symbol's price. Immutable.
 *
 * @param current the last price
 * @param previousClose the close before the trading day of {@code time}; 0 while Finnhub knows none
 * @param day the figures of that trading day; empty where Finnhub has none
 * @param time of the last price, in milliseconds since 1970-01-01 UTC
 */
public record Quote(double current, double previousClose, Optional<DayFigures> day, long time) {

    /** The first, the highest and the lowest price of a trading day so far. Immutable. */
    public record DayFigures(double open, double high, double low) {
        /** @throws IllegalArgumentException if the first price is not between the other two */
        public DayFigures {
            if (!(low <= open && open <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("Not the figures of a day: " + open + ", " + high + ", " + low);
            }
        }

        /** The same with a later price. */
        DayFigures with(double price) {
            return new DayFigures(open, Math.max(high, price), Math.min(low, price));
        }

        /** The figures; empty if they cannot be those of a day, or all are zero. */
        static Optional<DayFigures> of(double open, double high, double low) {
            boolean hasFigures = open != 0 || high != 0 || low != 0;
            boolean plausible = low <= open && open <= high && Double.isFinite(low) && Double.isFinite(high);
            return hasFigures && plausible ? Optional.of(new DayFigures(open, high, low)) : Optional.empty();
        }
    }
}
