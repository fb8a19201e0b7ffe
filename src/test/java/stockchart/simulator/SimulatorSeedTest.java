package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.testing.ManualClock;
import stockchart.testing.LogWatch;

class SimulatorSeedTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();

    @Test
    void seedOfTheFirstStartIsKept() throws IOException {
        int first = seed(folder.resolve("simulator"));
        clock.advance(Duration.ofDays(1));
        assertEquals(first, seed(folder.resolve("simulator")));
        assertEquals("walk " + SimulatorSeed.WALK + " seed " + first + "\n", Files.readString(folder.resolve("simulator/seed")));
        try (Stream<Path> files = Files.list(folder.resolve("simulator"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void firstSeedsDiffer() {
        int first = seed(folder.resolve("a"));
        clock.advance(Duration.ofMillis(1));
        assertNotEquals(first, seed(folder.resolve("b")));
    }

    @Test
    void seedOfAnotherWalkIsReplaced() throws IOException {
        write("walk " + (SimulatorSeed.WALK + 1) + " seed 7\n");
        int fresh = seed(folder);
        assertNotEquals(7, fresh);
        clock.advance(Duration.ofDays(1));
        assertEquals(fresh, seed(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "walk 1 seed -7", "walk 1 seed 2147483648", "walk 1 seed 99999999999999999999", "seed 7\0"})
    void malformedSeedIsReplaced(String text) throws IOException {
        write(text);
        try (LogWatch log = new LogWatch()) {
            int fresh = seed(folder);
            assertTrue(fresh >= 0);
            assertEquals(1, log.count("is replaced"));
            clock.advance(Duration.ofDays(1));
            assertEquals(fresh, seed(folder));
        }
    }

    @Test
    void folderThatCannotBeMadeIsLogged() throws IOException {
        write("a file where the folder should be");
        try (LogWatch log = new LogWatch()) {
            int first = seed(folder.resolve("seed/simulator"));
            clock.advance(Duration.ofDays(1));
            assertNotEquals(first, seed(folder.resolve("seed/simulator")));
            assertEquals(2, log.count("is not kept in " + folder.resolve("seed/simulator/seed")));
        }
    }

    @Test
    void unreadableSeedFileIsLeftAsItIs() throws IOException {
        Files.createDirectories(folder.resolve("seed"));
        try (LogWatch log = new LogWatch()) {
            seed(folder);
            assertEquals(1, log.count("cannot be read"));
            assertTrue(Files.isDirectory(folder.resolve("seed")));
        }
    }

    private int seed(Path in) {
        return new SimulatorSeed(in, clock).get();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("seed"), text);
    }
}
