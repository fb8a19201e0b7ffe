/**
 * The upstream side: keeps one connection to Finnhub alive and carrying exactly the demanded symbols.
 *
 * <p>Entry type: {@code FinnhubFeed}, started with the application. Imports {@code hub}, {@code simulator}, {@code market},
 * {@code settings} and {@code platform}; only {@code admin} and {@code startup} import it. What it receives goes to the hub:
 * trades, its state, and symbols that Finnhub refuses.
 *
 * <p>All decisions are made on one lane, one after the other; connecting happens beside it; trades go from the connection's read
 * thread straight to the tapes and never wait for a client. The API key stays inside {@code settings.FinnhubAccess}.
 *
 * <p>It knows no client, and does not distinguish the simulator from Finnhub.
 */
package stockchart.feed;
