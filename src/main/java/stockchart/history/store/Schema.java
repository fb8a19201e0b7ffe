package stockchart.history.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.Database.UnusableException.Reason;
import stockchart.market.Width;

/**
 * The tables, and how those of an earlier version become the present ones. The names begin with the source of the prices, so that
 * made-up prices and real ones in one database never mix. Stateless; statements that all databases understand.
 */
final class Schema {
    /**
     * The steps from each version to the next one, the first from nothing. A step is repeated if it was cut off: where a statement
     * of a table is its own transaction, as in HSQLDB, part of it may be done already.
     */
    private static final List<List<String>> STEPS = List.of(List.of(
            // A few thousand rows. Width in seconds; adjusted: 0 as traded.
            "CREATE TABLE IF NOT EXISTS %sseries (id INTEGER NOT NULL PRIMARY KEY, symbol VARCHAR(128) NOT NULL,"
                    + " width INTEGER NOT NULL, source VARCHAR(16) NOT NULL, adjusted SMALLINT NOT NULL,"
                    + " UNIQUE (symbol, width, source))",
            // Start in seconds since 1970 UTC, a day by its date at 00:00 UTC. Opened and closed: when the first and the last trade
            // were, in milliseconds after the start, so that a later trade finds its place; null for hours and days.
            "CREATE TABLE IF NOT EXISTS %scandle (series INTEGER NOT NULL, start BIGINT NOT NULL, open DOUBLE PRECISION NOT NULL,"
                    + " high DOUBLE PRECISION NOT NULL, low DOUBLE PRECISION NOT NULL, close DOUBLE PRECISION NOT NULL,"
                    + " volume DOUBLE PRECISION, prints INTEGER, opened INTEGER, closed INTEGER, PRIMARY KEY (series, start))",
            // Start and finish in milliseconds since 1970 UTC; no finish: it lasts. Width in seconds: of the widest candles that
            // miss it.
            "CREATE TABLE IF NOT EXISTS %sgap (symbol VARCHAR(128) NOT NULL, start BIGINT NOT NULL, finish BIGINT,"
                    + " cause VARCHAR(12) NOT NULL, width INTEGER NOT NULL, PRIMARY KEY (symbol, start))",
            "CREATE TABLE IF NOT EXISTS %sstate (name VARCHAR(32) NOT NULL PRIMARY KEY, number BIGINT NOT NULL)"),
            // Of no use: one stretch of each series does not say which of several gaps were asked for. When a symbol was last
            // watched, in milliseconds since 1970 UTC.
            List.of("CREATE TABLE IF NOT EXISTS %sfetched (series INTEGER NOT NULL PRIMARY KEY, start BIGINT NOT NULL,"
                    + " finish BIGINT NOT NULL, fetched BIGINT NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS %swatched (symbol VARCHAR(128) NOT NULL PRIMARY KEY, watched BIGINT NOT NULL)"),
            // Which stretches of a series a provider was asked for, in seconds since 1970 UTC, and when: that it has nothing there
            // is knowledge too.
            List.of("DROP TABLE IF EXISTS %sfetched",
                    "CREATE TABLE IF NOT EXISTS %sstretch (series INTEGER NOT NULL, start BIGINT NOT NULL, finish BIGINT NOT NULL,"
                    + " fetched BIGINT NOT NULL, PRIMARY KEY (series, start))"),
            // Since when a symbol is recorded, in milliseconds since 1970 UTC.
            List.of("CREATE TABLE IF NOT EXISTS %sbegun (symbol VARCHAR(128) NOT NULL PRIMARY KEY, begun BIGINT NOT NULL)"));

    private Schema() {}

    /**
     * Makes the tables what this version needs.
     *
     * @throws UnusableException if a later version has been here; nothing is changed then
     */
    static void migrate(Connection connection, String prefix) throws SQLException, UnusableException {
        int version = version(connection, prefix);
        checkNotNewer(version);
        for (int next = version; next < STEPS.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : STEPS.get(next)) {
                    statement.executeUpdate(sql.formatted(prefix));
                }
                statement.executeUpdate("CREATE TABLE IF NOT EXISTS " + prefix + "schema_version (version INTEGER NOT NULL)");
                statement.executeUpdate("DELETE FROM " + prefix + "schema_version");
                statement.executeUpdate("INSERT INTO " + prefix + "schema_version VALUES (" + (next + 1) + ")");
            }
            connection.commit();
        }
    }

    /**
     * Returns whether the tables are those of this version; if not, the one that writes them is to make them so.
     *
     * @throws UnusableException if a later version has been here
     */
    static boolean isPresent(Connection connection, String prefix) throws SQLException, UnusableException {
        int version = version(connection, prefix);
        checkNotNewer(version);
        return version == STEPS.size();
    }

    private static void checkNotNewer(int version) throws UnusableException {
        if (version > STEPS.size()) {
            throw new UnusableException(Reason.NEWER, "It was written by a later version of stock-chart (" + version + ", here "
                    + STEPS.size() + ")");
        }
    }

    /** 0 if there are no tables. */
    private static int version(Connection connection, String prefix) throws SQLException {
        if (!isThere(connection, prefix + "schema_version")) {
            connection.commit();
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT MAX(version) FROM " + prefix + "schema_version")) {
            found.next();
            int version = found.getInt(1);
            connection.commit();
            return version;
        }
    }

    private static boolean isThere(Connection connection, String table) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String name = database.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet tables = database.getTables(null, connection.getSchema(), name.replace("_", "\\_"), null)) {
            return tables.next();
        }
    }
}
