package stockchart.history;

import java.util.Optional;
import java.util.function.Function;
import stockchart.catalog.CatalogList;
import stockchart.catalog.SymbolCatalog;
import stockchart.history.backfill.Backfill;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;

/** The rows of symbols, from the catalogue. Immutable; any thread. */
final class CatalogListings implements Backfill.Listings {
    private final SymbolCatalog catalog;
    private final Function<Symbol, TradingDay> days;

    /** @param days the days of a symbol's market */
    CatalogListings(SymbolCatalog catalog, Function<Symbol, TradingDay> days) {
        this.catalog = catalog;
        this.days = days;
    }

    @Override
    public Optional<Listing> find(Symbol symbol) {
        return catalog.find(symbol).map(row -> listing(symbol, row));
    }

    private Listing listing(Symbol symbol, CatalogList.Row row) {
        return new Listing(symbol, Kind.valueOf(row.list().kind().name()), row.list().exchange(), row.entry().displaySymbol(),
                days.apply(symbol));
    }

    @Override
    public boolean areThere() {
        return catalog.isComplete();
    }
}
