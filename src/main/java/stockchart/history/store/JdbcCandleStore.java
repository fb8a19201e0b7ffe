package stockchart.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.Database.UnusableException.Reason;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.KeptCandle;

/**
 * The {@link CandleStore} in SQL that every database understands: what is there is updated, and what was not there is inserted. One
 * writer at a time makes that safe. Confined to one thread at a time.
 */
public final class JdbcCandleStore implements CandleStore {
    /** Candles recorded here; those of others will have other words. */
    static final String OWN = "own";
    /** Rows deleted in one transaction, at most: so many starts are looked through. */
    private static final int PRUNED = 2_000;
    private static final String POSTGRES = "PostgreSQL";
    private static final String HSQLDB = "HSQL Database Engine";
    /** So many rows are counted at once; of more, PostgreSQL's estimate is good enough. */
    private static final int FEW = 100_000;

    private final Connection connection;
    private final CandleSql sql;
    private final boolean isLocked;
    /** The keys of series; emptied when a transaction fails that may have made some. */
    private final Map<Series, Integer> series = new HashMap<>();

    private JdbcCandleStore(Connection connection, String prefix, boolean isLocked) {
        this.connection = connection;
        this.sql = new CandleSql(prefix);
        this.isLocked = isLocked;
    }

    /**
     * A store to write to, which closes the connection if there cannot be one.
     *
     * @param prefix of the tables' names; letters and underscores
     * @throws UnusableException if another process writes these tables, or a later version has written them
     */
    public static JdbcCandleStore writing(Connection connection, String prefix) throws SQLException, UnusableException {
        JdbcCandleStore store = null;
        boolean isLocked = false;
        try {
            boolean isPostgres = connection.getMetaData().getDatabaseProductName().equals(POSTGRES);
            isLocked = isPostgres && lock(connection, prefix, "pg_try_advisory_lock");
            if (isPostgres && !isLocked) {
                throw new UnusableException(Reason.IN_USE, "Another process writes the tables " + prefix + "candle");
            }
            Schema.migrate(connection, prefix);
            store = new JdbcCandleStore(connection, prefix, isLocked);
            return store;
        } finally {
            if (store == null) {
                new JdbcCandleStore(connection, prefix, isLocked).close();
            }
        }
    }

    /** A store to read from, whose tables are there. */
    public static JdbcCandleStore reading(Connection connection, String prefix) {
        return new JdbcCandleStore(connection, prefix, false);
    }

    /** Takes or leaves a lock that PostgreSQL keeps for a connection. */
    private static boolean lock(Connection connection, String prefix, String function) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT " + function + "(?)")) {
            lock.setLong(1, ("stock-chart " + prefix).hashCode());
            try (ResultSet taken = lock.executeQuery()) {
                taken.next();
                boolean isTaken = taken.getBoolean(1);
                connection.commit();
                return isTaken;
            }
        }
    }

    @Override
    public void write(Batch batch) throws SQLException {
        boolean isWritten = false;
        try {
            change(batch);
            connection.commit();
            isWritten = true;
        } finally {
            if (!isWritten) {
                takeBack();
            }
        }
    }

    @Override
    public void tryOut(Batch batch) throws SQLException {
        try {
            change(batch);
        } finally {
            takeBack();
        }
    }

    private void takeBack() {
        series.clear();
        undo();
    }

    private void change(Batch batch) throws SQLException {
        for (Map.Entry<Series, List<KeptCandle>> each : batch.candles().entrySet()) {
            upsert(id(each.getKey()), each.getValue());
        }
        for (Batch.Fold fold : batch.folds()) {
            fold(fold);
        }
        for (KeptGap gap : batch.gone()) {
            delete(gap);
        }
        for (KeptGap gap : batch.gaps()) {
            upsert(gap);
        }
        if (batch.alive().isPresent()) {
            put(ALIVE, batch.alive().getAsLong());
        }
    }

    private void upsert(int id, List<KeptCandle> candles) throws SQLException {
        if (candles.isEmpty()) {
            return;
        }
        List<KeptCandle> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(sql.updateCandle)) {
            for (KeptCandle kept : candles) {
                int next = setValues(update, 1, kept);
                update.setInt(next, id);
                update.setLong(next + 1, seconds(kept.candle().start()));
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(candles.get(i));
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql.insertCandle)) {
            for (KeptCandle kept : missing) {
                insert.setInt(1, id);
                insert.setLong(2, seconds(kept.candle().start()));
                setValues(insert, 3, kept);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Returns the place of the next parameter. */
    private static int setValues(PreparedStatement statement, int first, KeptCandle kept) throws SQLException {
        Candle candle = kept.candle();
        statement.setDouble(first, candle.open());
        statement.setDouble(first + 1, candle.high());
        statement.setDouble(first + 2, candle.low());
        statement.setDouble(first + 3, candle.close());
        statement.setDouble(first + 4, candle.volume());
        statement.setInt(first + 5, candle.prints());
        statement.setInt(first + 6, kept.opened());
        statement.setInt(first + 7, kept.closed());
        return first + 8;
    }

    /** Reads all minutes of each hour anew, and all hours of each day, so that a fold never counts anything twice. */
    private void fold(Batch.Fold fold) throws SQLException {
        Map<Long, KeptCandle> hours = new TreeMap<>();
        long hour = Width.HOUR.millis();
        for (long start = fold.from() / hour * hour; start <= fold.to(); start += hour) {
            fold(fold.symbol(), Width.MINUTE, start, start, start + hour, hours);
        }
        if (hours.isEmpty()) {
            return;
        }
        upsert(id(new Series(fold.symbol(), Width.HOUR)), List.copyOf(hours.values()));
        Map<Long, KeptCandle> days = new TreeMap<>();
        for (LocalDate date : fold.day().date(fold.from()).datesUntil(fold.day().date(fold.to()).plusDays(1)).toList()) {
            long start = date.toEpochDay() * Width.DAY.millis();
            fold(fold.symbol(), Width.HOUR, start, fold.day().from(date), fold.day().to(date), days);
        }
        upsert(id(new Series(fold.symbol(), Width.DAY)), List.copyOf(days.values()));
    }

    private void fold(Symbol symbol, Width width, long start, long from, long to, Map<Long, KeptCandle> folded)
            throws SQLException {
        List<Candle> parts = read(symbol, width, from, to, Integer.MAX_VALUE).stream().map(KeptCandle::candle).toList();
        if (!parts.isEmpty()) {
            folded.put(start, new KeptCandle(Candle.of(start, parts), 0, 0));
        }
    }

    private void delete(KeptGap gap) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql.deleteGap)) {
            delete.setString(1, gap.symbol().value());
            delete.setLong(2, gap.gap().from());
            delete.executeUpdate();
        }
    }

    private void upsert(KeptGap gap) throws SQLException {
        if (change(sql.updateGap, gap) == 0) {
            change(sql.insertGap, gap);
        }
    }

    /** Both statements have the same parameters in the same order. */
    private int change(String statement, KeptGap gap) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(statement)) {
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
    }

    private int id(Series wanted) throws SQLException {
        OptionalLong known = knownId(wanted);
        if (known.isPresent()) {
            return (int) known.getAsLong();
        }
        int next = (int) one(sql.lastSeries).orElse(0) + 1;
        try (PreparedStatement insert = connection.prepareStatement(sql.insertSeries)) {
            insert.setInt(1, next);
            insert.setString(2, wanted.symbol().value());
            insert.setInt(3, wanted.width().seconds());
            insert.setString(4, OWN);
            insert.executeUpdate();
        }
        series.put(wanted, next);
        return next;
    }

    private OptionalLong knownId(Series wanted) throws SQLException {
        Integer known = series.get(wanted);
        if (known != null) {
            return OptionalLong.of(known);
        }
        OptionalLong found = one(sql.series, wanted.symbol().value(), wanted.width().seconds(), OWN);
        found.ifPresent(id -> series.put(wanted, (int) id));
        return found;
    }

    @Override
    public List<KeptCandle> newest(Symbol symbol, Width width, int most) throws SQLException {
        return done(() -> read(symbol, width, 0, Long.MAX_VALUE, most));
    }

    @Override
    public List<Candle> candles(Symbol symbol, Width width, long from, long to, int most) throws SQLException {
        return done(() -> read(symbol, width, from, to, most).stream().map(KeptCandle::candle).toList());
    }

    private List<KeptCandle> read(Symbol symbol, Width width, long from, long to, int most) throws SQLException {
        OptionalLong id = knownId(new Series(symbol, width));
        List<KeptCandle> found = new ArrayList<>();
        if (id.isEmpty()) {
            return found;
        }
        try (PreparedStatement select = connection.prepareStatement(sql.candles)) {
            select.setInt(1, (int) id.getAsLong());
            select.setLong(2, ceilSeconds(from));
            select.setLong(3, ceilSeconds(to));
            select.setInt(4, most);
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new KeptCandle(new Candle(rows.getLong(1) * 1_000, rows.getDouble(2), rows.getDouble(3),
                            rows.getDouble(4), rows.getDouble(5), rows.getDouble(6), rows.getInt(7)), rows.getInt(8),
                            rows.getInt(9)));
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    @Override
    public List<KeptGap> gaps(Symbol symbol, long from, long to) throws SQLException {
        return done(() -> {
            List<KeptGap> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql.gaps)) {
                select.setString(1, symbol.value());
                select.setLong(2, to);
                select.setLong(3, from);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        long finish = rows.getLong(2);
                        OptionalLong end = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(finish);
                        Gap.Cause cause = Gap.Cause.valueOf(rows.getString(3).toUpperCase(Locale.ROOT));
                        found.add(new KeptGap(symbol, new Gap(cause, rows.getLong(1), end), Width.ofSeconds(rows.getInt(4))));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public boolean isKnown(Symbol symbol) throws SQLException {
        return done(() -> one(sql.known, symbol.value(), symbol.value()).isPresent());
    }

    @Override
    public OptionalLong number(String name) throws SQLException {
        return done(() -> one(sql.number, name));
    }

    @Override
    public void keep(String name, long number) throws SQLException {
        done(() -> {
            put(name, number);
            return null;
        });
    }

    private void put(String name, long number) throws SQLException {
        for (String statement : List.of(sql.updateNumber, sql.insertNumber)) {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                change.setLong(1, number);
                change.setString(2, name);
                if (change.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }

    @Override
    public void beginGaps(long since) throws SQLException {
        done(() -> {
            try (PreparedStatement insert = connection.prepareStatement(sql.beginGaps)) {
                insert.setLong(1, since);
                insert.setString(2, Gap.Cause.UNRECORDED.word());
                insert.setInt(3, Width.DAY.seconds());
                insert.setLong(4, since);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public List<Integer> series(Width width) throws SQLException {
        return done(() -> {
            List<Integer> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql.seriesOfWidth)) {
                select.setInt(1, width.seconds());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getInt(1));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public int prune(int id, long before) throws SQLException {
        return done(() -> {
            // No start is passed over that another one precedes: the oldest ones are found by the key.
            long last = -1;
            try (PreparedStatement select = connection.prepareStatement(sql.oldest)) {
                select.setInt(1, id);
                select.setLong(2, ceilSeconds(before));
                select.setInt(3, PRUNED);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                    }
                }
            }
            if (last < 0) {
                return 0;
            }
            try (PreparedStatement delete = connection.prepareStatement(sql.deleteCandles)) {
                delete.setInt(1, id);
                delete.setLong(2, last);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public int pruneGaps(long before, long shorter) throws SQLException {
        return done(() -> {
            try (PreparedStatement delete = connection.prepareStatement(sql.pruneGaps)) {
                delete.setLong(1, before);
                delete.setLong(2, shorter);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public void clear() throws SQLException {
        series.clear();
        done(() -> {
            try (Statement statement = connection.createStatement()) {
                for (String delete : sql.deleteAll) {
                    statement.executeUpdate(delete);
                }
            }
            return null;
        });
    }

    @Override
    public long rows() throws SQLException {
        return done(() -> {
            String product = connection.getMetaData().getDatabaseProductName();
            if (product.equals(HSQLDB)) {
                return one(sql.rowsOfHsqldb).orElse(0);
            }
            long estimate = product.equals(POSTGRES) ? one(sql.rowsOfPostgres).orElse(0) : 0;
            return estimate > FEW ? estimate : one(sql.rows).orElse(0);
        });
    }

    @Override
    public void close() {
        try {
            if (isLocked) {
                // The server's pool may keep the connection.
                lock(connection, sql.prefix, "pg_advisory_unlock");
            }
        } catch (SQLException broken) {
            // Then the lock goes with the connection.
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // It is not used again.
        }
    }

    /** The first number of the first row; empty if there is no row. */
    private OptionalLong one(String select, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Ends the transaction of a call, of one that only reads too: an open one holds old rows back. */
    private <T> T done(Work<T> work) throws SQLException {
        boolean isDone = false;
        try {
            T result = work.run();
            connection.commit();
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                undo();
            }
        }
    }

    private void undo() {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            // The connection is given up.
        }
    }

    private static long seconds(long millis) {
        return millis / 1_000;
    }

    private static long ceilSeconds(long millis) {
        return millis / 1_000 + (millis % 1_000 > 0 ? 1 : 0);
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }
}
