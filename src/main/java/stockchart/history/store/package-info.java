/**
 * Where candles and gaps are kept: one implementation in plain SQL over JDBC, for a file of our own and for a database server.
 *
 * <p>Entry types: {@link stockchart.history.store.CandleStore} and {@link stockchart.history.store.Database}, which opens one.
 * Imports {@code tape}, {@code market} and {@code text}; only {@code history} imports it. A store is confined to one thread at a
 * time and blocks.
 *
 * <p>It decides nothing: what is written when, what happens after a failure and how long candles are kept is said by
 * {@code history}.
 */
package stockchart.history.store;
