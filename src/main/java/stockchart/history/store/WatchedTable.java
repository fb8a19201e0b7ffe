package stockchart.history.store;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stockchart.market.Symbol;

/** When symbols were last watched, in milliseconds since 1970-01-01 UTC. Confined to one thread at a time. */
final class WatchedTable {
    private final JdbcSession session;
    private final String update;
    private final String insert;
    private final String select;
    private final String delete;

    WatchedTable(JdbcSession session, String prefix) {
        this.session = session;
        String table = prefix + "watched";
        update = "UPDATE " + table + " SET watched = ? WHERE symbol = ?";
        insert = "INSERT INTO " + table + " (watched, symbol) VALUES (?, ?)";
        select = "SELECT symbol, watched FROM " + table + " ORDER BY watched DESC, symbol FETCH FIRST ? ROWS ONLY";
        delete = "DELETE FROM " + table + " WHERE watched < ?";
    }

    void upsert(Symbol symbol, long time) throws SQLException {
        if (session.change(update, time, symbol.value()) == 0) {
            session.change(insert, time, symbol.value());
        }
    }

    /** The last ones first; what is no symbol is left out. */
    Map<Symbol, Long> read(int most) throws SQLException {
        Map<Symbol, Long> found = new LinkedHashMap<>();
        session.list(select, row -> Map.entry(row.getString(1), row.getLong(2)), most).stream()
                .filter(row -> Symbol.isWellFormed(row.getKey())).forEach(row -> found.put(new Symbol(row.getKey()), row.getValue()));
        return found;
    }

    /** Deletes all but the last ones; of equally old ones more may stay. */
    void prune(int most) throws SQLException {
        List<Long> times = List.copyOf(read(most).values());
        if (times.size() == most) {
            session.change(delete, times.get(most - 1));
        }
    }
}
