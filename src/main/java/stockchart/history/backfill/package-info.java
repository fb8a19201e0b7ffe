/**
 * Fetches the candles that were not recorded here: for symbols that are recorded, coarse ones first, and for readers of the
 * history.
 *
 * <p>Entry type is {@link stockchart.history.backfill.Backfill}. Imports {@code history.sources}, {@code history.providers}, {@code
 * history.store}, {@code rest}, {@code tape}, {@code market} and {@code platform}. One request at a time is made, on the server's
 * threads; what is fetched is written by the writer of the history.
 */
package stockchart.history.backfill;
