package stockchart.tape;

/**
 * A candle with what a later trade needs to find its place in it: a candle that is kept beyond its tape goes on with another one
 * exactly where it stopped. Immutable.
 *
 * @param opened when the trade of the opening price was, in milliseconds after the start
 * @param closed when the trade of the closing price was, in milliseconds after the start
 */
public record KeptCandle(Candle candle, int opened, int closed) {}
