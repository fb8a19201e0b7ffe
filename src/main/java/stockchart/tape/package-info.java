/**
 * What is known of one symbol: its recent trades, the candles made from them, and the gaps in which nothing was recorded.
 *
 * <p>Entry type: {@link stockchart.tape.Tape}, one per symbol, with one writer and any number of readers. Readers take immutable
 * slices ({@link stockchart.tape.TapeSlice}, {@link stockchart.tape.CandleSlice}), which all readers at the same position share.
 * Imports {@code market} only and needs no container.
 *
 * <p>It does not know who reads a tape, or how a slice is encoded.
 */
package stockchart.tape;
