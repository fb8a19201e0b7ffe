package stockchart.history.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.Database.UnusableException.Reason;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;
import stockchart.testing.ManualClock;

/** The store in a file of our own. */
class EmbeddedStoreTest extends CandleStoreSuite {
    private static final long MB = 1_000_000;

    @TempDir
    private Path folder;
    private long free = 500 * MB;
    private EmbeddedDatabase database;

    @Override
    Database database() {
        if (database == null) {
            database = at(folder.resolve("finnhub"));
        }
        return database;
    }

    private EmbeddedDatabase at(Path path) {
        return new EmbeddedDatabase(path, 200 * MB, disk -> free, new ManualClock());
    }

    @AfterEach
    void shutDown() throws Exception {
        database.shutDown(false);
        database.release();
    }

    @Test
    void committedBatchesSurviveAShutdownOfEitherKind() throws Exception {
        for (boolean isOrderly : new boolean[] {true, false}) {
            CandleStore store = JdbcCandleStore.writing(database.connect(), "finnhub_");
            store.write(new Batch(Map.of(new Series(AAPL, Width.SECOND),
                    List.of(new KeptCandle(new Candle(isOrderly ? 1_000 : 2_000, 1, 1, 1, 1, 1, 1), 0, 0))), List.of(), List.of(),
                    List.of(), OptionalLong.empty()));
            database.shutDown(isOrderly);
        }
        assertEquals(2, JdbcCandleStore.writing(database.connect(), "finnhub_").newest(AAPL, Width.SECOND, 9).size());
        assertTrue(database.bytes().getAsLong() > 1_000);
    }

    @Test
    void secondProcessIsRefusedUntilTheFirstLeaves() throws Exception {
        EmbeddedDatabase second = at(folder.resolve("finnhub"));
        UnusableException refused = assertThrows(UnusableException.class, second::connect);
        assertEquals(Reason.IN_USE, refused.reason());
        database.shutDown(true);
        database.release();
        second.connect();
        second.release();
    }

    @Test
    void nearlyFullDiskIsNotWritten() {
        free = 199 * MB;
        UnusableException refused = assertThrows(UnusableException.class, database::checkRoom);
        assertEquals(Reason.FULL, refused.reason());
        assertTrue(refused.getMessage().startsWith("Only 199 MB are free on the disk of "), refused.getMessage());
        assertThrows(UnusableException.class, database::connect);
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        UnusableException refused = assertThrows(UnusableException.class, at(file.resolve("finnhub"))::connect);
        assertEquals(Reason.READ_ONLY, refused.reason());
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }

    @Test
    void unreadableFileIsSetAsideAndANewOneBegins() throws Exception {
        database.shutDown(true);
        Path own = folder.resolve("finnhub");
        Files.writeString(own.resolve("history.script"), "not a database");
        assertThrows(SQLException.class, database::connect);
        String aside = database.setAside();
        assertEquals(own.resolve("history.broken-20260105-150000").toString(), aside);
        assertEquals("not a database", Files.readString(Path.of(aside + ".script")));
        JdbcCandleStore.writing(database.connect(), "finnhub_");
        try (Stream<Path> files = Files.list(own)) {
            assertFalse(files.filter(file -> file.toString().endsWith("history.script")).toList().isEmpty());
        }
    }

    @Test
    void loggingOfTheServerIsLeftAlone() {
        assertEquals("false", System.getProperty("hsqldb.reconfig_logging"));
    }
}
