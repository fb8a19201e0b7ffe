package stockchart.history.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A data source that the application server has: its driver, its pool, its password. Immutable; any thread. */
public final class SharedDatabase implements Database {
    private final String name;

    /** @param name in JNDI, such as {@code java:/jdbc/history} */
    public SharedDatabase(String name) {
        this.name = name;
    }

    @Override
    public Connection connect() throws SQLException {
        try {
            Object found = new InitialContext().lookup(name);
            if (!(found instanceof DataSource source)) {
                throw new SQLException(name + " is no data source");
            }
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (NamingException missing) {
            throw new SQLException("The server has no data source " + name, missing);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public String toString() {
        return "the data source " + name;
    }
}
