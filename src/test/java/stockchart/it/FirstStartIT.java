package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import stockchart.testing.DeployedWar;
import stockchart.testing.Eventually;
import stockchart.testing.Fork;
import stockchart.testing.MicroRun;

/** What a user reads at the first start, following the README. */
class FirstStartIT {
    /** Many times what a start takes on a busy machine. */
    private static final Duration CEILING = Duration.ofMinutes(4);
    private static final String READY = "stock-chart is ready at http://localhost:" + Fork.port("wrong")
            + "/ with simulated prices; FINNHUB_TOKEN makes them real";
    private static final Path OUTPUT = Path.of(System.getProperty("it.output"));

    @Test
    void onlyWhatConcernsTheUserIsLoggedUpToTheReadyLine() throws IOException {
        Path war = Files.createDirectories(OUTPUT).resolve("first-start.war");
        DeployedWar.with(Map.of("FINNHUB_TOKEN", "")).as(ZipExporter.class).exportTo(war.toFile(), true);
        Path log = OUTPUT.resolve("first-start.txt");
        Process server = MicroRun.start(war, log);
        List<String> lines;
        try {
            lines = Eventually.see("the ready line", CEILING, () -> lines(log),
                    seen -> seen.stream().anyMatch(line -> line.endsWith(READY)) || !server.isAlive());
        } finally {
            server.destroyForcibly().onExit().join();
        }
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(READY)), lines.toString());
        assertEquals(List.of(), lines.stream().filter(line -> !line.matches(".* INFO +stockchart\\..*")).toList());
        assertTrue(lines.size() <= 4, lines.toString());
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
