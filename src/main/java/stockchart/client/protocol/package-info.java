/**
 * The messages of {@code /prices} in both dialects, Finnhub's own and {@code stock-chart.v1}: commands, trades, candles, status and
 * errors, and the reasons with which a connection is closed.
 *
 * <p>Entry types: {@link stockchart.client.protocol.CommandCodec} decodes, {@link stockchart.client.protocol.MessageCodec} encodes.
 * Stateless; any thread. Imports {@code hub}, {@code tape}, {@code market}, {@code platform} and {@code text} for the values it
 * encodes.
 *
 * <p>It decides nothing: what a command leads to is decided in {@code client.session}.
 */
package stockchart.client.protocol;
