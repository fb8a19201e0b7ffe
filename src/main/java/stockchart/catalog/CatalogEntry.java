package stockchart.catalog;

import stockchart.market.Symbol;

/**
 * One row of the search box's list. Immutable.
 *
 * @param displaySymbol what a person calls it, for example {@code EUR/USD}; never blank
 * @param description the name in full, possibly empty
 * @param type Finnhub's type of a stock, for example {@code ETP}; {@code Forex} or {@code Crypto} for others
 */
record CatalogEntry(Symbol symbol, String displaySymbol, String description, String type) {}
