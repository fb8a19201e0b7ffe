package stockchart.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A connection, with the few forms of statements and transactions that the tables need. Confined to one thread at a time.
 *
 * <p>Statements stay prepared as long as the connection is open: the tables have some thirty, and preparing one costs HSQLDB more
 * than writing a row.
 */
final class JdbcSession {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    JdbcSession(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** A statement that is not to be closed, without a batch; it is the same one at the next call. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            // The last batch may have failed before its end.
            known.clearBatch();
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    /** Returns how many rows have changed. @param parameters numbers and texts; a null is none */
    int change(String sql, Object... parameters) throws SQLException {
        return prepared(sql, parameters).executeUpdate();
    }

    <T> List<T> list(String sql, Row<T> row, Object... parameters) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepared(sql, parameters).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    /** The first number of the first row; empty if there is no row. */
    OptionalLong one(String sql, Object... parameters) throws SQLException {
        try (ResultSet row = prepared(sql, parameters).executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** Runs a transaction, one that only reads too: an open one holds old rows back. */
    <T> T done(Work<T> work) throws SQLException {
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

    void undo() {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            // The connection is given up.
        }
    }

    /** The name of the database's maker. */
    String product() throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    /** Closes the connection; one that a server's pool keeps has no statements left. */
    void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        } catch (SQLException broken) {
            // They go with the connection.
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // It is not used again.
        }
    }
}
