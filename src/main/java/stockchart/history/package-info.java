/**
 * Candles and gaps that outlive the process: recorded from the tapes, kept in a database, put back on the tape of a symbol that is
 * wanted again, joined with candles of providers, and served as {@code /api/candles}.
 *
 * <p>Entry types are the container's: {@link stockchart.history.History} runs the writer, {@link stockchart.history.CandlesServlet}
 * answers. Imports its sub-packages, {@code hub} by its role {@link stockchart.hub.CandleSource}, {@code catalog} for the rows of
 * symbols, {@code rest}, {@code tape}, {@code market}, {@code simulator}, {@code http}, {@code settings} and {@code platform}; only
 * {@code admin} and {@code startup} import it. One thread at a time writes; requests read on the server's threads, four at a time. A
 * database is never called on a trade's way or under the hub's lock.
 */
package stockchart.history;
