package stockchart.history.backfill;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;

/** Lists of symbols with the rows that a test puts in. Test thread only. */
public final class RowsOfSymbols implements Backfill.Listings {
    private final Map<Symbol, Listing> rows = new HashMap<>();
    public boolean areThere = true;

    public RowsOfSymbols with(Symbol symbol, Kind kind, TradingDay day) {
        rows.put(symbol, new Listing(symbol, kind, "exchange", symbol.value(), day));
        return this;
    }

    @Override
    public Optional<Listing> find(Symbol symbol) {
        return areThere ? Optional.ofNullable(rows.get(symbol)) : Optional.empty();
    }

    @Override
    public boolean areThere() {
        return areThere;
    }
}
