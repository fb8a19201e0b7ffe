package stockchart.tape;

import java.util.List;
import java.util.Optional;

/**
 * One symbol's trades over one interval. Immutable.
 *
 * @param start when the interval begins, in milliseconds since 1970-01-01 UTC, a multiple of its length
 * @param open price of the trade with the earliest time, the one that arrived first if there are several
 * @param high highest price
 * @param low lowest price
 * @param close price of the trade with the latest time, the one that arrived last if there are several
 * @param volume sum of the volumes, finite; as it was added up, so with the noise of floating point; not a number if it comes from a
 *     provider that has none
 * @param prints how many trades there were, price updates without a trade included; 0 if it comes from a provider that has no number
 */
public record Candle(long start, double open, double high, double low, double close, double volume, int prints) {

    /**
     * One candle of several.
     *
     * @param parts one or more, oldest first
     */
    public static Candle of(long start, List<Candle> parts) {
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double volume = 0;
        int prints = 0;
        for (Candle part : parts) {
            high = Math.max(high, part.high);
            low = Math.min(low, part.low);
            // Two finite volumes may have an infinite sum, which JSON cannot express.
            volume = Math.min(volume + part.volume, Double.MAX_VALUE);
            prints += part.prints;
        }
        return new Candle(start, parts.get(0).open, high, low, parts.get(parts.size() - 1).close, volume, prints);
    }

    /** How much time one candle stands for, and how many of them are kept behind the newest trade. */
    public enum Interval {
        /** An hour of seconds. */
        SECOND(1_000, 3_600),
        /** A day of minutes. */
        MINUTE(60_000, 1_440);

        private final long millis;
        private final int kept;

        Interval(long millis, int kept) {
            this.millis = millis;
            this.kept = kept;
        }

        /** The interval of this many milliseconds; empty if there are no such candles. */
        public static Optional<Interval> of(long millis) {
            for (Interval interval : values()) {
                if (interval.millis == millis) {
                    return Optional.of(interval);
                }
            }
            return Optional.empty();
        }

        /** Its length in milliseconds. */
        public long millis() {
            return millis;
        }

        /**
         * The number of the interval, counted since 1970, that holds a time in milliseconds. Every trade passes here, and dividing
         * by a constant is many times cheaper.
         */
        long number(long time) {
            return this == SECOND ? time / 1_000 : time / 60_000;
        }

        /** How many candles are kept, the one of the newest trade included. */
        public int kept() {
            return kept;
        }
    }
}
