package stockchart.history.store;

import java.sql.SQLException;
import java.util.OptionalLong;
import stockchart.history.store.Batch.Series;
import stockchart.market.Symbol;

/**
 * Since when symbols are recorded, in milliseconds since 1970-01-01 UTC: a trade may be reported long after its time, so the oldest
 * candle does not say it. Confined to one thread at a time.
 */
final class BegunTable {
    private final JdbcSession session;
    private final String insert;
    private final String select;
    private final String recorded;

    BegunTable(JdbcSession session, String prefix) {
        this.session = session;
        insert = "INSERT INTO " + prefix + "begun (symbol, begun) VALUES (?, ?)";
        select = "SELECT begun FROM " + prefix + "begun WHERE symbol = ?";
        recorded = "SELECT 1 FROM " + prefix + "series WHERE symbol = ? AND source = '" + Series.OWN + "'";
    }

    /** Keeps it unless the symbol has candles already; to be called before the first ones are written. */
    void keep(Symbol symbol, long time) throws SQLException {
        boolean isFirst = session.one(recorded, symbol.value()).isEmpty() && session.one(select, symbol.value()).isEmpty();
        if (isFirst) {
            session.change(insert, symbol.value(), time);
        }
    }

    /** Empty if it is not recorded, or began to be before this was kept. */
    OptionalLong read(Symbol symbol) throws SQLException {
        return session.one(select, symbol.value());
    }
}
