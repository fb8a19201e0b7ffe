/**
 * The vocabulary of the market: what a symbol, a trade, a candle and a tape are, and when the US market trades.
 *
 * <p>Everything else may import this package; it imports {@code text} only and needs no container. Values are immutable and
 * free to share between threads; {@link stockchart.market.Tape} is the one object with state and says who may write it.
 *
 * <p>It does not know where trades come from, who wants them, or how they are written on the wire.
 */
package stockchart.market;
