package stockchart.history.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import stockchart.history.store.ProvidedPage.Fetched;

/**
 * Which stretches of a series a provider was asked for: that it has nothing there is knowledge too. Stretches that touch become one,
 * as old as the older of them. Confined to one thread at a time.
 */
final class StretchTable {
    /** What was fetched later than now was so by a clock that was wrong. */
    private static final long AHEAD_MILLIS = 3_600_000;

    private final JdbcSession session;
    private final String select;
    private final String insert;
    private final String delete;
    private final String deleteBefore;
    private final String cut;

    StretchTable(JdbcSession session, String prefix) {
        this.session = session;
        String table = prefix + "stretch";
        select = "SELECT start, finish, fetched FROM " + table + " WHERE series = ? ORDER BY start";
        insert = "INSERT INTO " + table + " (series, start, finish, fetched) VALUES (?, ?, ?, ?)";
        delete = "DELETE FROM " + table + " WHERE series = ?";
        deleteBefore = "DELETE FROM " + table + " WHERE series = ? AND finish <= ?";
        cut = "UPDATE " + table + " SET start = ? WHERE series = ? AND start < ?";
    }

    /** In order. */
    List<Fetched> read(int series) throws SQLException {
        return session.list(select, row -> new Fetched(row.getLong(1) * 1_000, row.getLong(2) * 1_000, row.getLong(3) * 1_000), series);
    }

    /** @param valid those fetched before this time, in milliseconds, are out of date: they give way and join nothing */
    void add(int series, Fetched added, long valid) throws SQLException {
        List<Fetched> before = read(series);
        List<Fetched> after = joined(before, added, valid);
        if (after.equals(before)) {
            return;
        }
        session.change(delete, series);
        for (Fetched one : after) {
            session.change(insert, series, Seconds.of(one.from()), Seconds.of(one.to()), Seconds.of(one.at()));
        }
    }

    static List<Fetched> joined(List<Fetched> before, Fetched added, long valid) {
        List<Fetched> after = new ArrayList<>();
        Fetched joined = added;
        for (Fetched one : before) {
            boolean isApart = one.to() < joined.from() || one.from() > joined.to();
            if (isApart) {
                after.add(one);
            } else if (one.at() >= valid && one.at() <= added.at() + AHEAD_MILLIS) {
                joined = new Fetched(Math.min(one.from(), joined.from()), Math.max(one.to(), joined.to()),
                        Math.min(one.at(), joined.at()));
            } else {
                if (one.from() < added.from()) {
                    after.add(new Fetched(one.from(), Math.min(one.to(), added.from()), one.at()));
                }
                if (one.to() > added.to()) {
                    after.add(new Fetched(Math.max(one.from(), added.to()), one.to(), one.at()));
                }
            }
        }
        if (joined.to() > joined.from()) {
            after.add(joined);
        }
        after.sort((one, other) -> Long.compare(one.from(), other.from()));
        return after;
    }

    /** What is older was deleted: it may be asked for again. */
    void prune(int series, long before) throws SQLException {
        session.change(deleteBefore, series, Seconds.notBefore(before));
        session.change(cut, Seconds.notBefore(before), series, Seconds.notBefore(before));
    }
}
