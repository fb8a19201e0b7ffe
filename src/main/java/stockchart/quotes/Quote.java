package stockchart.quotes;

import java.util.Optional;

/**
 * What Finnhub says of a symbol's price. Immutable.
 *
 * @param current the last price
 * @param previousClose the close before the trading day of {@code time}; 0 while Finnhub knows none
 * @param day the figures of that trading day; empty where Finnhub has none
 * @param time when the last price was paid, in milliseconds since 1970-01-01 UTC
 */
record Quote(double current, double previousClose, Optional<DayFigures> day, long time) {}
