/**
 * One browser, or any other client of {@code /prices}: commands in, prices out.
 *
 * <p>Entry type: {@link stockchart.browser.PriceEndpoint}, one instance per connection, which hands everything to a
 * {@link stockchart.browser.BrowserSession}. {@link stockchart.browser.Browsers} knows all open sessions and watches over them.
 * Who may connect at all, {@link stockchart.browser.HandshakeFilter} asks a {@code Door}.
 * Imports {@code hub}, {@code market}, {@code settings} and {@code container}; only {@code web}, {@code metrics} and
 * {@code start} import it.
 *
 * <p>A session is a set of cursors and at most one send in flight; a slow client is a cursor that moves in bigger steps and
 * costs no memory that grows. Container threads and dispatch threads call in; no lock is held while sending.
 *
 * <p>It knows nothing of Finnhub, and of the feed only what the registry says.
 */
package stockchart.browser;
