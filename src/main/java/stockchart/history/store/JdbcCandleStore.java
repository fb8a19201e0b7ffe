package stockchart.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.Database.UnusableException.Reason;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;

/** The {@link CandleStore} in SQL that every database understands. Confined to one thread at a time. */
public final class JdbcCandleStore implements CandleStore {
    static final String POSTGRES = "PostgreSQL";
    static final String HSQLDB = "HSQL Database Engine";
    /** Added to the key of the recorder's lock, which is 32 bits long, for the lock of single transactions. */
    private static final long TRANSACTIONS = 1L << 40;

    private final Connection connection;
    private final String prefix;
    private final boolean isLocked;
    /** Whether other processes may write at the same time. */
    private final boolean isShared;
    private final JdbcSession session;
    private final SeriesTable series;
    private final CandleTable candles;
    private final GapTable gaps;
    private final StretchTable stretches;
    private final WatchedTable watched;
    private final BegunTable begun;
    private final String number;
    private final String updateNumber;
    private final String insertNumber;

    private JdbcCandleStore(Connection connection, String prefix, boolean isLocked, boolean isShared) {
        this.connection = connection;
        this.prefix = prefix;
        this.isLocked = isLocked;
        this.isShared = isShared;
        session = new JdbcSession(connection);
        series = new SeriesTable(session, prefix);
        candles = new CandleTable(session, prefix);
        gaps = new GapTable(session, prefix);
        stretches = new StretchTable(session, prefix);
        watched = new WatchedTable(session, prefix);
        begun = new BegunTable(session, prefix);
        number = "SELECT number FROM " + prefix + "state WHERE name = ?";
        updateNumber = "UPDATE " + prefix + "state SET number = ? WHERE name = ?";
        insertNumber = "INSERT INTO " + prefix + "state (number, name) VALUES (?, ?)";
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
            isLocked = isPostgres && lock(connection, lock(prefix), "pg_try_advisory_lock");
            if (isPostgres && !isLocked) {
                throw new UnusableException(Reason.IN_USE, "Another process writes the tables " + prefix + "candle");
            }
            Schema.migrate(connection, prefix);
            store = new JdbcCandleStore(connection, prefix, isLocked, isPostgres);
            return store;
        } finally {
            if (store == null) {
                new JdbcCandleStore(connection, prefix, isLocked, false).close();
            }
        }
    }

    /**
     * A store to read from which another process records into; what a provider has answered may be written. Empty if its tables are
     * not those of this version yet; then the connection is closed, as it is if this fails.
     *
     * @throws UnusableException if a later version has written the tables
     */
    public static Optional<JdbcCandleStore> following(Connection connection, String prefix) throws SQLException, UnusableException {
        Optional<JdbcCandleStore> store = Optional.empty();
        try {
            boolean isPostgres = connection.getMetaData().getDatabaseProductName().equals(POSTGRES);
            if (Schema.isPresent(connection, prefix)) {
                store = Optional.of(new JdbcCandleStore(connection, prefix, false, isPostgres));
            }
            return store;
        } finally {
            if (store.isEmpty()) {
                new JdbcCandleStore(connection, prefix, false, false).close();
            }
        }
    }

    /** A store to read from, whose tables are there. */
    public static JdbcCandleStore reading(Connection connection, String prefix) {
        return new JdbcCandleStore(connection, prefix, false, false);
    }

    private static long lock(String prefix) {
        return ("stock-chart " + prefix).hashCode();
    }

    /** Takes or leaves a lock that PostgreSQL keeps for a connection. */
    private static boolean lock(Connection connection, long key, String function) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT " + function + "(?)")) {
            lock.setLong(1, key);
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
        changed(() -> {
            change(batch);
            connection.commit();
            return true;
        });
    }

    @Override
    public void tryOut(Batch batch) throws SQLException {
        changed(() -> {
            change(batch);
            return false;
        });
    }

    @Override
    public void write(ProvidedPage page) throws SQLException {
        changed(() -> {
            int key = series.key(page.series());
            series.setAdjusted(key, page.isAdjusted());
            candles.upsert(key, page.candles().stream().map(candle -> new KeptCandle(candle, 0, 0)).toList());
            stretches.add(key, page.fetched(), page.valid());
            connection.commit();
            return true;
        });
    }

    /** Takes the transaction back unless it returns that it has committed. */
    private void changed(JdbcSession.Work<Boolean> work) throws SQLException {
        boolean isWritten = false;
        try {
            if (isShared) {
                // One transaction at a time, so that no two make the same series or candle.
                session.list("SELECT pg_advisory_xact_lock(?)", taken -> true, lock(prefix) + TRANSACTIONS);
            }
            isWritten = work.run();
        } finally {
            if (!isWritten) {
                series.forget();
                session.undo();
            }
        }
    }

    private void change(Batch batch) throws SQLException {
        for (Map.Entry<Symbol, Long> each : batch.begun().entrySet()) {
            begun.keep(each.getKey(), each.getValue());
        }
        List<CandleTable.Row> rows = new ArrayList<>();
        for (Map.Entry<Series, List<KeptCandle>> each : batch.candles().entrySet()) {
            int key = series.key(each.getKey());
            each.getValue().forEach(candle -> rows.add(new CandleTable.Row(key, candle)));
        }
        candles.upsert(rows);
        for (Batch.Fold fold : batch.folds()) {
            fold(fold);
        }
        for (KeptGap gap : batch.gone()) {
            gaps.delete(gap);
        }
        for (KeptGap gap : batch.gaps()) {
            gaps.upsert(gap);
        }
        if (batch.alive().isPresent()) {
            put(ALIVE, batch.alive().getAsLong());
        }
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
        candles.upsert(series.key(new Series(fold.symbol(), Width.HOUR)), List.copyOf(hours.values()));
        Map<Long, KeptCandle> days = new TreeMap<>();
        for (LocalDate date : fold.day().date(fold.from()).datesUntil(fold.day().date(fold.to()).plusDays(1)).toList()) {
            long start = date.toEpochDay() * Width.DAY.millis();
            fold(fold.symbol(), Width.HOUR, start, fold.day().from(date), fold.day().to(date), days);
        }
        candles.upsert(series.key(new Series(fold.symbol(), Width.DAY)), List.copyOf(days.values()));
    }

    private void fold(Symbol symbol, Width width, long start, long from, long to, Map<Long, KeptCandle> folded)
            throws SQLException {
        List<Candle> parts = read(new Series(symbol, width), from, to, Integer.MAX_VALUE).stream().map(KeptCandle::candle).toList();
        if (!parts.isEmpty()) {
            folded.put(start, new KeptCandle(Candle.of(start, parts), 0, 0));
        }
    }

    @Override
    public List<KeptCandle> newest(Symbol symbol, Width width, int most) throws SQLException {
        return session.done(() -> read(new Series(symbol, width), 0, Long.MAX_VALUE, most));
    }

    @Override
    public List<Candle> candles(Series wanted, long from, long to, int most) throws SQLException {
        return session.done(() -> read(wanted, from, to, most).stream().map(KeptCandle::candle).toList());
    }

    private List<KeptCandle> read(Series wanted, long from, long to, int most) throws SQLException {
        OptionalInt key = series.find(wanted);
        return key.isEmpty() ? List.of() : candles.read(key.getAsInt(), from, to, most);
    }

    @Override
    public OptionalLong oldest(Series wanted) throws SQLException {
        return session.done(() -> {
            OptionalInt key = series.find(wanted);
            return key.isEmpty() ? OptionalLong.empty() : candles.oldest(key.getAsInt());
        });
    }

    @Override
    public OptionalLong begun(Symbol symbol) throws SQLException {
        return session.done(() -> begun.read(symbol));
    }

    @Override
    public Map<String, Boolean> sources(Symbol symbol, Width width) throws SQLException {
        return session.done(() -> series.sources(symbol, width));
    }

    @Override
    public List<Fetched> fetched(Series wanted) throws SQLException {
        return session.done(() -> {
            OptionalInt key = series.find(wanted);
            return key.isEmpty() ? List.of() : stretches.read(key.getAsInt());
        });
    }

    @Override
    public List<KeptGap> gaps(Symbol symbol, long from, long to) throws SQLException {
        return session.done(() -> gaps.read(symbol, from, to));
    }

    @Override
    public boolean isKnown(Symbol symbol) throws SQLException {
        return session.done(() -> series.isKnown(symbol));
    }

    @Override
    public OptionalLong number(String name) throws SQLException {
        return session.done(() -> session.one(number, name));
    }

    @Override
    public void keep(String name, long value) throws SQLException {
        session.done(() -> {
            put(name, value);
            return null;
        });
    }

    private void put(String name, long value) throws SQLException {
        if (session.change(updateNumber, value, name) == 0) {
            session.change(insertNumber, value, name);
        }
    }

    @Override
    public void beginGaps(long since) throws SQLException {
        session.done(() -> {
            gaps.begin(since);
            return null;
        });
    }

    @Override
    public List<Integer> series(Width width) throws SQLException {
        return session.done(() -> series.ofWidth(width));
    }

    @Override
    public int prune(int key, long before) throws SQLException {
        return session.done(() -> {
            stretches.prune(key, before);
            return candles.prune(key, before);
        });
    }

    @Override
    public int pruneGaps(long before, long shorter) throws SQLException {
        return session.done(() -> gaps.prune(before, shorter));
    }

    @Override
    public void keepWatched(Map<Symbol, Long> times) throws SQLException {
        session.done(() -> {
            for (Map.Entry<Symbol, Long> each : times.entrySet()) {
                watched.upsert(each.getKey(), each.getValue());
            }
            return null;
        });
    }

    @Override
    public Map<Symbol, Long> watched(int most) throws SQLException {
        return session.done(() -> watched.read(most));
    }

    @Override
    public void pruneWatched(int most) throws SQLException {
        session.done(() -> {
            watched.prune(most);
            return null;
        });
    }

    @Override
    public void clear() throws SQLException {
        series.forget();
        session.done(() -> {
            for (String table : Stream.of("candle", "gap", "series", "state", "stretch", "watched", "begun").map(prefix::concat).toList()) {
                session.change("DELETE FROM " + table);
            }
            return null;
        });
    }

    @Override
    public long rows() throws SQLException {
        return session.done(candles::rows);
    }

    @Override
    public void close() {
        try {
            if (isLocked) {
                // The server's pool may keep the connection.
                lock(connection, lock(prefix), "pg_advisory_unlock");
            }
        } catch (SQLException broken) {
            // Then the lock goes with the connection.
        }
        session.close();
    }
}
