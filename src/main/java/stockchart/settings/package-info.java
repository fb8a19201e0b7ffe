/**
 * The operator's decisions: MicroProfile Config values, kept as records by the packages that need them, and the local
 * URL. {@code startup} checks all of them before anything starts.
 *
 * <p>Entry types: {@link stockchart.settings.Settings} for single values, {@link stockchart.settings.FinnhubAccess} for Finnhub's
 * address and key. Every package but {@code market} and {@code platform} may import this one; it imports {@code text} only. All
 * values are immutable after start.
 *
 * <p>It does not connect to anything, and it never prints the key.
 */
package stockchart.settings;
