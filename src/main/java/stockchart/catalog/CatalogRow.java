package stockchart.catalog;

import stockchart.catalog.CatalogCodec.CatalogEntry;

/** A row of a list, with the list. Immutable. */
public record CatalogRow(CatalogList list, CatalogEntry entry) {}
