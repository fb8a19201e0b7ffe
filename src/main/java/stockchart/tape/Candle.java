package stockchart.tape;

/**
 * One symbol's trades over one interval. Immutable.
 *
 * @param start when the interval begins, in milliseconds since 1970-01-01 UTC, a multiple of its length
 * @param open price of the trade with the earliest time, the one that arrived first if there are several
 * @param high highest price
 * @param low lowest price
 * @param close price of the trade with the latest time, the one that arrived last if there are several
 * @param volume sum of the volumes, finite; as it was added up, so with the noise of floating point
 * @param prints how many trades there were, price updates without a trade included
 */
public record Candle(long start, double open, double high, double low, double close, double volume, int prints) {}
