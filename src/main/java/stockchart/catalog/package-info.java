/**
 * The symbols offered to the search box: fetched from Finnhub's lists, kept on disk, served as one JSON array.
 *
 * <p>Imports {@code http}, {@code rest}, {@code hub}, {@code market}, {@code settings} and {@code platform}; nothing imports it.
 * Entry types are the container's: {@link stockchart.catalog.SymbolCatalog} keeps the lists fresh,
 * {@link stockchart.catalog.CatalogServlet} serves them. The logic is in {@link stockchart.catalog.Catalog}: refreshed by one
 * thread at a time, read by any.
 *
 * <p>It does not decide what may be subscribed to: a symbol that is not listed may still be traded, which only Finnhub knows.
 */
package stockchart.catalog;
