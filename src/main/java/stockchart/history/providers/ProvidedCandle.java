package stockchart.history.providers;

/**
 * A candle as a provider has it. Immutable.
 *
 * @param start in seconds since 1970-01-01 UTC
 * @param low not above the other prices
 * @param high not below the other prices
 * @param volume finite, 0 or above; 0 where the provider has none
 */
public record ProvidedCandle(long start, double open, double high, double low, double close, double volume) {
    /** @throws IllegalArgumentException if the figures cannot be those of a candle */
    public ProvidedCandle {
        boolean inOrder = low <= open && open <= high && low <= close && close <= high;
        if (start < 0 || start > CandleQuery.MAX_SECONDS || !inOrder || Double.isInfinite(low) || Double.isInfinite(high)
                || !(volume >= 0) || Double.isInfinite(volume)) {
            throw new IllegalArgumentException("Not a candle: " + start + ", " + open + ", " + high + ", " + low + ", " + close + ", "
                    + volume);
        }
    }
}
