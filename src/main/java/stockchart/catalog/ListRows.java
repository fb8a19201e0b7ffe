package stockchart.catalog;

import java.util.List;

/**
 * What could be read of a list. Immutable.
 *
 * @param leftOut how many rows had no well-formed symbol
 */
record ListRows(List<CatalogEntry> entries, int leftOut) {}
