/**
 * The downstream side: pages and programs that connect to {@code /prices}.
 *
 * <p>Here are the entry points that the container calls: {@link stockchart.client.PriceEndpoint}, one instance per connection;
 * {@link stockchart.client.OriginFilter} and {@link stockchart.client.HandshakeFilter}, which a handshake passes first; and
 * {@link stockchart.client.ShutdownListener}. They hand everything to the one {@link stockchart.client.Clients} and contain no
 * logic. {@code admission} decides which handshakes are accepted, {@code session} runs one connection, {@code protocol} encodes and
 * decodes messages. Imports {@code hub}, {@code http}, {@code settings} and {@code platform}; only {@code admin} and
 * {@code startup} import it.
 *
 * <p>It does not know Finnhub, and knows of the feed only what the hub publishes.
 */
package stockchart.client;
