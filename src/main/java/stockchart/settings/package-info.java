/**
 * What the person who deploys this has decided: MicroProfile Config values, kept as records by who needs them, and the address
 * the server itself was started with. All of them are checked before anything starts, by {@code startup}.
 *
 * <p>Entry types: {@link stockchart.settings.Settings} for single values, {@link stockchart.settings.FinnhubAccess} for where
 * Finnhub is and the key to it, {@link stockchart.http.TrustedProxies} for whose word on a client's address counts. Every
 * package but {@code market} and {@code platform} may import this one; it imports {@code text} only. All values are immutable after start.
 *
 * <p>It does not connect to anything, and it never prints the key.
 */
package stockchart.settings;
