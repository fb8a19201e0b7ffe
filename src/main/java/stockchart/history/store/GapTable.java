package stockchart.history.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import stockchart.history.store.Batch.KeptGap;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.GapLog.Gap;

/** The times in which symbols were not recorded. Confined to one thread at a time. */
final class GapTable {
    private final JdbcSession session;
    private final String update;
    private final String insert;
    private final String delete;
    private final String select;
    private final String prune;
    private final String begin;

    GapTable(JdbcSession session, String prefix) {
        this.session = session;
        String table = prefix + "gap";
        update = "UPDATE " + table + " SET finish = ?, cause = ?, width = ? WHERE symbol = ? AND start = ?";
        insert = "INSERT INTO " + table + " (finish, cause, width, symbol, start) VALUES (?, ?, ?, ?, ?)";
        delete = "DELETE FROM " + table + " WHERE symbol = ? AND start = ?";
        select = "SELECT start, finish, cause, width FROM " + table
                + " WHERE symbol = ? AND start < ? AND (finish IS NULL OR finish > ?) ORDER BY start";
        prune = "DELETE FROM " + table + " WHERE finish < ? AND finish - start < ?";
        begin = "INSERT INTO " + table + " (symbol, start, finish, cause, width)"
                + " SELECT DISTINCT s.symbol, CAST(? AS BIGINT), CAST(NULL AS BIGINT), CAST(? AS VARCHAR(12)),"
                + " CAST(? AS INTEGER)"
                + " FROM " + prefix + "series s WHERE s.source = '" + Batch.Series.OWN + "' AND NOT EXISTS (SELECT 1 FROM " + table
                + " g WHERE g.symbol = s.symbol AND (g.finish IS NULL OR g.start = CAST(? AS BIGINT)))";
    }

    void delete(KeptGap gap) throws SQLException {
        session.change(delete, gap.symbol().value(), gap.gap().from());
    }

    void upsert(KeptGap gap) throws SQLException {
        if (change(update, gap) == 0) {
            change(insert, gap);
        }
    }

    /** Both statements have the same parameters in the same order. */
    private int change(String sql, KeptGap gap) throws SQLException {
        PreparedStatement change = session.prepare(sql);
        if (gap.gap().to().isPresent()) {
            change.setLong(1, gap.gap().to().getAsLong());
        } else {
            change.setNull(1, Types.BIGINT);
        }
        change.setString(2, gap.gap().cause().word());
        change.setInt(3, gap.width().seconds());
        change.setString(4, gap.symbol().value());
        change.setLong(5, gap.gap().from());
        return change.executeUpdate();
    }

    List<KeptGap> read(Symbol symbol, long from, long to) throws SQLException {
        return session.list(select, row -> gap(symbol, row), symbol.value(), to, from);
    }

    private static KeptGap gap(Symbol symbol, ResultSet row) throws SQLException {
        long finish = row.getLong(2);
        OptionalLong end = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(finish);
        Gap.Cause cause = Gap.Cause.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
        return new KeptGap(symbol, new Gap(cause, row.getLong(1), end), Width.ofSeconds(row.getInt(4)));
    }

    int prune(long before, long shorter) throws SQLException {
        return session.change(prune, before, shorter);
    }

    /** Of symbols recorded here: what a provider alone has is never recorded. */
    void begin(long since) throws SQLException {
        session.change(begin, since, Gap.Cause.UNRECORDED.word(), Width.DAY.seconds(), since);
    }
}
