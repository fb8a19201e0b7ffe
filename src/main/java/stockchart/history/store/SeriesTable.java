package stockchart.history.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import stockchart.history.store.Batch.Series;
import stockchart.market.Symbol;
import stockchart.market.Width;

/** Which series of candles there are, and their keys. Confined to one thread at a time. */
final class SeriesTable {
    private final JdbcSession session;
    private final String select;
    private final String last;
    private final String insert;
    private final String adjust;
    private final String ofWidth;
    private final String sources;
    private final String known;
    /** Those met so far; emptied when a transaction fails that may have made some. */
    private final Map<Series, Integer> keys = new HashMap<>();

    SeriesTable(JdbcSession session, String prefix) {
        this.session = session;
        String table = prefix + "series";
        select = "SELECT id FROM " + table + " WHERE symbol = ? AND width = ? AND source = ?";
        last = "SELECT MAX(id) FROM " + table;
        insert = "INSERT INTO " + table + " (id, symbol, width, source, adjusted) VALUES (?, ?, ?, ?, 0)";
        adjust = "UPDATE " + table + " SET adjusted = ? WHERE id = ?";
        ofWidth = "SELECT id FROM " + table + " WHERE width = ?";
        sources = "SELECT source, adjusted FROM " + table + " WHERE symbol = ? AND width = ? ORDER BY source";
        known = "SELECT 1 FROM " + table + " WHERE symbol = ? UNION SELECT 1 FROM " + prefix + "gap WHERE symbol = ?";
    }

    /** The key of a series, which is made if it is new. */
    int key(Series series) throws SQLException {
        OptionalInt found = find(series);
        if (found.isPresent()) {
            return found.getAsInt();
        }
        int next = (int) session.one(last).orElse(0) + 1;
        session.change(insert, next, series.symbol().value(), series.width().seconds(), series.source());
        keys.put(series, next);
        return next;
    }

    OptionalInt find(Series series) throws SQLException {
        Integer met = keys.get(series);
        if (met != null) {
            return OptionalInt.of(met);
        }
        OptionalLong found = session.one(select, series.symbol().value(), series.width().seconds(), series.source());
        found.ifPresent(key -> keys.put(series, (int) key));
        return found.isPresent() ? OptionalInt.of((int) found.getAsLong()) : OptionalInt.empty();
    }

    void setAdjusted(int key, boolean isAdjusted) throws SQLException {
        session.change(adjust, isAdjusted ? 1 : 0, key);
    }

    /** Those who have candles of a symbol, with whether theirs are adjusted; recorded here or not. */
    Map<String, Boolean> sources(Symbol symbol, Width width) throws SQLException {
        Map<String, Boolean> found = new HashMap<>();
        session.list(sources, row -> found.put(row.getString(1), row.getInt(2) > 0), symbol.value(), width.seconds());
        return found;
    }

    List<Integer> ofWidth(Width width) throws SQLException {
        return session.list(ofWidth, row -> row.getInt(1), width.seconds());
    }

    boolean isKnown(Symbol symbol) throws SQLException {
        return session.one(known, symbol.value(), symbol.value()).isPresent();
    }

    void forget() {
        keys.clear();
    }
}
