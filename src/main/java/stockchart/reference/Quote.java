package stockchart.reference;

/**
 * What Finnhub says of a symbol's price. Immutable.
 *
 * @param current the last price
 * @param previousClose the close before the trading day of {@code time}
 * @param time when the last price was paid, in milliseconds since 1970-01-01 UTC
 */
record Quote(double current, double previousClose, long time) {}
