package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import stockchart.history.HistoryStatus.State;
import stockchart.history.store.Database;
import stockchart.history.store.ServerDatabase;
import stockchart.market.Symbol;
import stockchart.testing.PostgresServer;

/** Recording into a real PostgreSQL server. */
class PostgresRecorderTest extends RecorderSuite {
    private static final Symbol AAPL = new Symbol("AAPL");

    private final PostgresServer server = PostgresServer.running();

    @Override
    Database database() throws Exception {
        Database database = new ServerDatabase(server.url(), server.user(), "");
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            connection.commit();
        }
        return database;
    }

    @Test
    void serverThatIsAwayForAMinuteMissesNothing() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(10_000);
        server.stop();
        rig.trade(AAPL, 2, 0);
        rig.pass(60_000);
        assertEquals(State.FAILING, rig.access.state());
        assertTrue(rig.access.message().contains("the database fails"), rig.access.message());
        rig.trade(AAPL, 3, 0);
        server.start();
        rig.pass(200_000);
        assertEquals(State.RECORDING, rig.access.state());
        rig.assertKept(AAPL);
        assertEquals(0, rig.database.aside);
    }
}
