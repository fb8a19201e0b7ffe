package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.DeployedWar;
import stockchart.testing.MicroRun;
import stockchart.testing.ScriptedFeed;

/** A wrong value on Payara Micro, started as the README's run command starts it. */
class WrongSettingIT {
    /** Many times what a start takes on a busy machine. */
    private static final int CEILING_SECONDS = 180;
    /** The first line of each entry in the log. */
    private static final String TIMED = "[-0-9]+ [:.0-9]+ [A-Z]+ +.*";
    /** The same of one of our classes. */
    private static final String OURS = "[-0-9]+ [:.0-9]+ [A-Z]+ +stockchart\\..*";
    private static final List<String> SENTENCES = List.of(
            "FINHUB_TOKEN is no setting of stock-chart and is not read; did you mean FINNHUB_TOKEN?",
            "stock-chart does not start: STOCKCHART_SEND_SECONDS is \"soon\" but must be a whole number from 1 to 600",
            "stock-chart does not start: STOCKCHART_TAPE_SIZE is \"1\" but must be a whole number from 16 to 1000000");
    private static final Path OUTPUT = Path.of(System.getProperty("it.output"));

    private final ScriptedFeed feed = new ScriptedFeed();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void processEndsWithAllErrorsLastAndHasOpenedNoConnection() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(feed.settings());
        settings.put("STOCKCHART_SEND_SECONDS", "soon");
        settings.put("STOCKCHART_TAPE_SIZE", "1");
        settings.put("FINHUB_TOKEN", "any");
        List<String> log = run(settings);
        List<String> ours = log.stream().filter(line -> line.matches(OURS)).toList();
        List<String> logged = ours.stream().map(line -> line.replaceFirst("^.*?: ", "")).toList();
        assertEquals(new HashSet<>(SENTENCES), new HashSet<>(logged.subList(0, logged.size() / 2)),
                "at once, and nothing else has started");
        assertEquals(logged.subList(0, logged.size() / 2), logged.subList(logged.size() / 2, logged.size()),
                "the same again: " + log);
        List<String> timed = log.stream().filter(line -> line.matches(TIMED)).toList();
        assertEquals(ours.get(ours.size() - 1), timed.get(timed.size() - 1), "last in the log");
        assertEquals(0, feed.handshakes());
        assertFalse(log.toString().contains(ScriptedFeed.KEY));
    }

    /** Runs the WAR with these settings until the process ends by itself, which it must do with status 1. */
    private static List<String> run(Map<String, String> settings) throws IOException, InterruptedException {
        Path war = Files.createDirectories(OUTPUT).resolve("wrong-setting.war");
        DeployedWar.with(settings).as(ZipExporter.class).exportTo(war.toFile(), true);
        Path log = OUTPUT.resolve("wrong-setting.txt");
        Process server = MicroRun.start(war, log);
        try {
            assertTrue(server.waitFor(CEILING_SECONDS, TimeUnit.SECONDS), "the process continues: " + Files.readString(log));
            assertEquals(1, server.exitValue());
        } finally {
            server.destroyForcibly();
        }
        return Files.readAllLines(log);
    }
}
