package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.HistoryStatus.State;
import stockchart.history.store.Database;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.market.Symbol;
import stockchart.market.Width;
import stockchart.testing.LogWatch;

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
        try (LogWatch log = new LogWatch()) {
            rig.start();
            rig.watch(AAPL);
            rig.trade(AAPL, 2, 0);
            rig.pass(20_000);
            assertEquals(1, log.count("cannot be used. It was set aside as " + folder.resolve("history.broken-20260105-150016")
                    + ", and a new one begins"));
        }
        assertEquals(State.RECORDING, rig.access.state());
        assertEquals("Candles are kept; an unreadable history was set aside, and a new one has begun", rig.access.message());
        assertEquals(1, rig.kept(AAPL, Width.SECOND).size());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> aside = files.map(file -> file.getFileName().toString()).filter(name -> name.contains("broken")).toList();
            assertTrue(aside.contains("history.broken-20260105-150016.script"), aside::toString);
        }
    }

    @Test
    void realTroubleOfAFolderHasItsWords() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertNamed(new EmbeddedDatabase(file.resolve("finnhub"), 1_000, clock), State.READ_ONLY, " cannot be made: ");
        assertNamed(new EmbeddedDatabase(folder.resolve("full"), Long.MAX_VALUE, clock), State.FULL, " MB are free on the disk of ");
        assertNamed(new EmbeddedDatabase(folder, 1_000, clock), State.IN_USE, "Another process writes ");
    }

    private void assertNamed(Database database, State state, String details) {
        try (LogWatch log = new LogWatch()) {
            StoreAccess access = new StoreAccess(database, "finnhub_", new FirstOpening(OptionalInt.empty()), () -> true, clock,
                    clock::nanoTime);
            assertTrue(access.writer().isEmpty());
            assertEquals(state, access.state());
            assertEquals(state.sentence(), access.message());
            assertEquals(1, log.count(state.sentence() + ": "));
            assertEquals(1, log.count(details));
            access.close(false);
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
