/**
 * Finnhub's WebSocket protocol: the commands sent to it, and the frames received from it.
 *
 * <p>Entry types: {@link stockchart.feed.finnhub.FastTradeParser} decodes each frame, trade messages without a JSON tree and
 * everything else through {@link stockchart.feed.finnhub.FinnhubCodec}, which also encodes commands. Decoders are confined to the
 * connection's read thread. Imports {@code market} and {@code text}; only {@code feed} imports it.
 *
 * <p>It holds no connection and makes no decision: what a frame means for the feed is decided in {@code feed}.
 */
package stockchart.feed.finnhub;
