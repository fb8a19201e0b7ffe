package stockchart.simulator;

/**
 * The prices of a minute: no trade is outside of them. They come from samples of the walk, so that a year of minutes takes little
 * time. Immutable.
 *
 * @param minute counted since 1970-01-01 UTC
 * @param open the price when the minute begins
 * @param close the price when it ends, which is that at which the next one begins
 */
record MinutePrices(long minute, double open, double high, double low, double close) {
    static final long MILLIS = 60_000;

    private static final long STEP_MILLIS = 5_000;

    /** The minute of a time in milliseconds. */
    static long number(long millis) {
        return Math.floorDiv(millis, MILLIS);
    }

    /** Computes a minute. */
    static MinutePrices of(long minute, Instrument instrument, RandomWalk.Cursor cursor) {
        long end = (minute + 1) * MILLIS;
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (long at = minute * MILLIS; at <= end; at += STEP_MILLIS) {
            double price = cursor.priceAt(at);
            highest = Math.max(highest, price);
            lowest = Math.min(lowest, price);
        }
        double close = instrument.rounded(cursor.priceAt(end));
        return new MinutePrices(minute, instrument.rounded(cursor.priceAt(minute * MILLIS)), outermost(instrument, highest, 1),
                outermost(instrument, lowest, -1), close);
    }

    /**
     * The highest or lowest price of the walk within a minute, of those that decide about the minute's prices.
     *
     * @param sign 1 for the highest, -1 for the lowest
     */
    static double extreme(long minute, int sign, RandomWalk.Cursor cursor) {
        double most = Double.NEGATIVE_INFINITY;
        for (long at = minute * MILLIS; at <= (minute + 1) * MILLIS; at += STEP_MILLIS) {
            most = Math.max(most, sign * cursor.priceAt(at));
        }
        return sign * most;
    }

    /** The price of the outermost trade while the walk is at an extreme. */
    static double outermost(Instrument instrument, double extreme, int sign) {
        return instrument.rounded(extreme + sign * instrument.bounce(extreme));
    }

    /** Returns whether a time in milliseconds is in this minute. */
    boolean holds(long millis) {
        return number(millis) == minute;
    }

    /** The price nearest to this one that the minute has. */
    double within(double price) {
        return Math.min(high, Math.max(low, price));
    }
}
