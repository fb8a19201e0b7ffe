package stockchart.history.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import stockchart.history.store.Database.UnusableException;
import stockchart.testing.PostgresServer;

/** The store in a real PostgreSQL server. */
class PostgresStoreTest extends CandleStoreSuite {
    private final PostgresServer server = PostgresServer.running();
    private final Database database = new ServerDatabase(server.url() + "?sslmode=prefer", server.user(), "s3cret");

    PostgresStoreTest() throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            connection.commit();
        }
    }

    @Override
    Database database() {
        return database;
    }

    @Test
    void secondWriterIsRefusedUntilTheFirstLeaves() throws Exception {
        CandleStore first = JdbcCandleStore.writing(database.connect(), "other_");
        UnusableException refused = assertThrows(UnusableException.class,
                () -> JdbcCandleStore.writing(database.connect(), "other_"));
        assertEquals(UnusableException.Reason.IN_USE, refused.reason());
        first.close();
        JdbcCandleStore.writing(database.connect(), "other_").close();
    }

    @Test
    void namesNoSecret() {
        assertEquals(server.url(), database.toString());
        SQLException failed = assertThrows(SQLException.class,
                () -> new ServerDatabase("jdbc:postgresql://127.0.0.1:1/x", "me", "s3cret").connect());
        assertFalse((failed + " " + failed.getCause()).contains("s3cret"), failed::toString);
    }
}
