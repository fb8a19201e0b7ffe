package stockchart.feed;

/**
 * How late trades have come: from the time of the trade to its arrival here, by both sides' clocks. Immutable.
 *
 * @param p50 milliseconds; half of the trades came sooner
 * @param p99 milliseconds; all but one in a hundred came sooner
 */
public record TradeDelay(long p50, long p99) {}
