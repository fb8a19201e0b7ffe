package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.HistoryStatus.State;
import stockchart.history.store.Database;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.market.Symbol;
import stockchart.market.Width;

/** Recording into a file of our own. */
class EmbeddedRecorderTest extends RecorderSuite {
    private static final Symbol AAPL = new Symbol("AAPL");

    @TempDir
    private Path folder;

    @Override
    Database database() {
        return new EmbeddedDatabase(folder, 1_000, clock);
    }

    @Test
    void fileThatCannotBeOpenedIsSetAsideAndANewOneBegun() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(6_000);
        rig.stop();
        Files.writeString(folder.resolve("history.script"), "garbage");
        rig.start();
        rig.watch(AAPL);
        rig.trade(AAPL, 2, 0);
        rig.pass(20_000);
        assertEquals(State.RECORDING, rig.access.state());
        assertEquals("Candles are kept; an unreadable history was set aside, and a new one has begun", rig.access.message());
        assertEquals(1, rig.kept(AAPL, Width.SECOND).size());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> aside = files.map(file -> file.getFileName().toString()).filter(name -> name.contains("broken")).toList();
            assertTrue(aside.contains("history.broken-20260105-150016.script"), aside::toString);
        }
    }

    @Test
    void fileThatCannotBeWrittenIsSetAsideWithAllThatMemoryHoldsWrittenAnew() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(60_000);
        rig.trade(AAPL, 2, 0);
        rig.database.refusesCommits = true;
        while (rig.database.aside == 0) {
            rig.pass(1_000);
        }
        rig.database.refusesCommits = false;
        rig.pass(130_000);
        rig.assertKept(AAPL);
    }

    @Test
    void brokenDatabasesAreNotSetAsideForEver() {
        rig.database.isAway = true;
        rig.pass(3_600_000);
        assertEquals(2, rig.database.aside);
        assertEquals(State.FAILING, rig.access.state());
    }
}
