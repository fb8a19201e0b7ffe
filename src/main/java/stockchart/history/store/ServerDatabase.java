package stockchart.history.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A PostgreSQL server, reached with the driver of this application. Immutable; any thread. */
public final class ServerDatabase implements Database {
    private static final String CONNECT_SECONDS = "5";
    /** Longer than the largest transaction takes on a busy server; a server that answers nothing is given up after it. */
    private static final String ANSWER_SECONDS = "30";

    private final String url;
    private final String user;
    private final String password;

    /**
     * @param url without user and password
     * @param user empty for the driver's own choice
     * @param password empty for none
     */
    public ServerDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "stock-chart");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        Connection connection = new org.postgresql.Driver().connect(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void release() {
        LoadedDrivers.deregister();
    }

    /** Parameters may be secrets. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}
