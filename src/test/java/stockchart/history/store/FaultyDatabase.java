package stockchart.history.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import stockchart.history.store.Database.UnusableException.Reason;

/** A real database that fails when a test wants it to. Test thread only. */
public final class FaultyDatabase implements Database {
    private final Database real;
    /** Whether it cannot be reached: connections that are open fail, and none can be opened. */
    public boolean isAway;
    /** Whether it can be opened and nothing can be committed. */
    public boolean refusesCommits;
    /** Why it is not usable; null if it is. */
    public Reason unusable;
    /** How many statements still succeed before everything fails; less than 0 for all. */
    public int statementsLeft = -1;
    /** How often a connection was opened. */
    public int opened;
    /** How often it was set aside. */
    public int aside;

    public FaultyDatabase(Database real) {
        this.real = real;
    }

    @Override
    public Connection connect() throws SQLException, UnusableException {
        opened++;
        checkRoom();
        fail();
        Connection connection = real.connect();
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        fail();
                    }
                    if (method.getName().equals("commit") && refusesCommits) {
                        throw new SQLException("No commit, as the test wants");
                    }
                    if (method.getName().equals("prepareStatement") && statementsLeft >= 0 && statementsLeft-- == 0) {
                        isAway = true;
                        throw new SQLException("Gone in mid-transaction, as the test wants");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private void fail() throws SQLException {
        if (isAway) {
            throw new SQLException("Away, as the test wants");
        }
    }

    @Override
    public void checkRoom() throws UnusableException {
        if (unusable != null) {
            throw new UnusableException(unusable, "Unusable, as the test wants");
        }
        real.checkRoom();
    }

    @Override
    public void shutDown(boolean isOrderly) {
        real.shutDown(isOrderly);
    }

    @Override
    public boolean isShared() {
        return real.isShared();
    }

    @Override
    public boolean isOwn() {
        return real.isOwn();
    }

    @Override
    public String setAside() throws IOException {
        aside++;
        return real.setAside();
    }

    @Override
    public OptionalLong bytes() {
        return real.bytes();
    }

    @Override
    public void release() {
        real.release();
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
