/**
 * The values of the market: symbols, trades, and the hours in which the US market trades.
 *
 * <p>Every other package may import this one; it imports {@code text} only and needs no container. All types are immutable and safe
 * to share between threads.
 *
 * <p>It does not know where trades come from, which clients receive them, or how they are encoded.
 */
package stockchart.market;
