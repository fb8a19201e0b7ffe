package stockchart.history.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;

/**
 * The candles of all series. What is there is updated, and what was not there is inserted: every database understands that, and one
 * writer at a time makes it safe. Confined to one thread at a time.
 */
final class CandleTable {
    /** Rows deleted in one transaction, at most: so many starts are looked through. */
    private static final int PRUNED = 2_000;
    /** So many rows are counted at once; of more, PostgreSQL's estimate is good enough. */
    private static final int FEW = 100_000;
    private static final int FETCHED = 1_000;

    private final JdbcSession session;
    private final String update;
    private final String insert;
    private final String select;
    private final String oldest;
    private final String first;
    private final String delete;
    private final String rows;
    private final String rowsOfHsqldb;
    private final String rowsOfPostgres;

    /** A candle to be written. @param series its key in the table of series */
    record Row(int series, KeptCandle candle) {}

    CandleTable(JdbcSession session, String prefix) {
        this.session = session;
        String table = prefix + "candle";
        update = "UPDATE " + table + " SET open = ?, high = ?, low = ?, close = ?, volume = ?, prints = ?, opened = ?,"
                + " closed = ? WHERE series = ? AND start = ?";
        insert = "INSERT INTO " + table + " (series, start, open, high, low, close, volume, prints, opened, closed)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        // By the whole key: HSQLDB then reads along it, and otherwise reads and sorts all of the series.
        select = "SELECT start, open, high, low, close, volume, prints, opened, closed FROM " + table
                + " WHERE series = ? AND start >= ? AND start < ? ORDER BY series DESC, start DESC FETCH FIRST ? ROWS ONLY";
        oldest = "SELECT start FROM " + table + " WHERE series = ? AND start < ?"
                + " ORDER BY series, start FETCH FIRST ? ROWS ONLY";
        first = "SELECT MIN(start) FROM " + table + " WHERE series = ?";
        delete = "DELETE FROM " + table + " WHERE series = ? AND start <= ?";
        rows = "SELECT COUNT(*) FROM " + table;
        // Counting takes HSQLDB a minute for ten million rows, and PostgreSQL seconds.
        rowsOfHsqldb = "SELECT cardinality FROM INFORMATION_SCHEMA.SYSTEM_TABLESTATS WHERE table_name = '"
                + table.toUpperCase(Locale.ROOT) + "'";
        rowsOfPostgres = "SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE oid = to_regclass('" + table + "')";
    }

    void upsert(int series, List<KeptCandle> candles) throws SQLException {
        upsert(candles.stream().map(candle -> new Row(series, candle)).toList());
    }

    /** In two batches however many series there are. */
    void upsert(List<Row> rows) throws SQLException {
        List<Row> missing = new ArrayList<>();
        PreparedStatement change = session.prepare(update);
        for (Row row : rows) {
            int next = setValues(change, 1, row.candle());
            change.setInt(next, row.series());
            change.setLong(next + 1, Seconds.of(row.candle().candle().start()));
            change.addBatch();
        }
        int[] counts = rows.isEmpty() ? new int[0] : change.executeBatch();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                missing.add(rows.get(i));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        PreparedStatement add = session.prepare(insert);
        for (Row row : missing) {
            add.setInt(1, row.series());
            add.setLong(2, Seconds.of(row.candle().candle().start()));
            setValues(add, 3, row.candle());
            add.addBatch();
        }
        add.executeBatch();
    }

    /** A provider may have no volume, which is not a number then. Returns the place of the next parameter. */
    private static int setValues(PreparedStatement statement, int first, KeptCandle kept) throws SQLException {
        Candle candle = kept.candle();
        statement.setDouble(first, candle.open());
        statement.setDouble(first + 1, candle.high());
        statement.setDouble(first + 2, candle.low());
        statement.setDouble(first + 3, candle.close());
        if (Double.isNaN(candle.volume())) {
            statement.setNull(first + 4, Types.DOUBLE);
        } else {
            statement.setDouble(first + 4, candle.volume());
        }
        statement.setInt(first + 5, candle.prints());
        statement.setInt(first + 6, kept.opened());
        statement.setInt(first + 7, kept.closed());
        return first + 8;
    }

    /** The newest candles of a stretch of time, oldest first. */
    List<KeptCandle> read(int series, long from, long to, int most) throws SQLException {
        List<KeptCandle> found = new ArrayList<>();
        PreparedStatement statement = session.prepare(select);
        statement.setInt(1, series);
        statement.setLong(2, Seconds.notBefore(from));
        statement.setLong(3, Seconds.notBefore(to));
        statement.setInt(4, most);
        statement.setFetchSize(FETCHED);
        try (ResultSet all = statement.executeQuery()) {
            while (all.next()) {
                double volume = all.getDouble(6);
                boolean isMissing = all.wasNull();
                found.add(new KeptCandle(new Candle(all.getLong(1) * 1_000, all.getDouble(2), all.getDouble(3), all.getDouble(4),
                        all.getDouble(5), isMissing ? Double.NaN : volume, all.getInt(7)), all.getInt(8), all.getInt(9)));
            }
        }
        Collections.reverse(found);
        return found;
    }

    /** When the oldest one starts, in milliseconds; empty if there is none. */
    OptionalLong oldest(int series) throws SQLException {
        return session.list(first, row -> {
            long start = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(start * 1_000);
        }, series).get(0);
    }

    /** Deletes some of the oldest; returns how many. No start is passed over that another one precedes: they are found by the key. */
    int prune(int series, long before) throws SQLException {
        List<Long> starts = session.list(oldest, row -> row.getLong(1), series, Seconds.notBefore(before), PRUNED);
        return starts.isEmpty() ? 0 : session.change(delete, series, starts.get(starts.size() - 1));
    }

    /** How many there are, about. */
    long rows() throws SQLException {
        String product = session.product();
        if (product.equals(JdbcCandleStore.HSQLDB)) {
            return session.one(rowsOfHsqldb).orElse(0);
        }
        long estimate = product.equals(JdbcCandleStore.POSTGRES) ? session.one(rowsOfPostgres).orElse(0) : 0;
        return estimate > FEW ? estimate : session.one(rows).orElse(0);
    }
}
