package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.DeployedWar;
import stockchart.testing.Eventually;
import stockchart.testing.Fork;
import stockchart.testing.FrameRecorder;
import stockchart.testing.MicroRun;
import stockchart.testing.ScriptedFeed;

/** Symbols that clients have watched are recorded on without them, over a restart, and give way to viewers. */
class RecordIT {
    private static final int SLOTS = 4;
    /** Many times what a start takes on a busy machine. */
    private static final Duration CEILING = Duration.ofMinutes(4);
    private static final Path OUTPUT = Path.of(System.getProperty("it.output"));

    private final ScriptedFeed feed = new ScriptedFeed();
    private final DeployedWar war = new DeployedWar(URI.create("http://localhost:" + Fork.port("wrong") + "/"));
    private Path archive;
    private Process server;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> settings = new HashMap<>(feed.settings());
        settings.put("FINNHUB_SYMBOL_LIMIT", String.valueOf(SLOTS));
        settings.put("STOCKCHART_LINGER_SECONDS", "1");
        archive = Files.createDirectories(OUTPUT).resolve("record.war");
        DeployedWar.with(settings).as(ZipExporter.class).exportTo(archive.toFile(), true);
        feed.accept();
        run();
    }

    @AfterEach
    void stop() {
        server.destroyForcibly().onExit().join();
        feed.close();
    }

    private void run() throws IOException {
        server = MicroRun.start(archive, OUTPUT.resolve("record.txt"));
        Eventually.see("the server", CEILING, this::ready, answer -> answer.contains("live"));
    }

    private String ready() {
        try {
            return war.get("api/health/ready").body();
        } catch (AssertionError notYet) {
            return notYet.getMessage();
        }
    }

    @Test
    void symbolsWatchedLastAreRecordedOverARestartAndGiveWayToViewers() throws IOException {
        for (int i = 0; i < SLOTS; i++) {
            try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
                client.subscribe("SEEN" + i);
                client.next("subscribed");
                feed.awaitCommand("subscribe", "SEEN" + i);
                feed.trade(row("SEEN" + i, 10 + i, System.currentTimeMillis(), 1));
                client.next("trade");
            }
            awaitLaterSecond();
        }
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            // No trade ever comes of it: its name may be made up.
            client.subscribe("NEVER");
            client.next("subscribed");
        }
        awaitRecorded(List.of("SEEN3", "SEEN2", "SEEN1"));
        assertEquals(0, war.status().getJsonObject("slots").getInt("used"));
        server.destroy();
        server.onExit().join();
        run();
        awaitRecorded(List.of("SEEN3", "SEEN2", "SEEN1"));
        feed.trade(row("SEEN3", 20, System.currentTimeMillis(), 1));
        war.awaitStatus("the trade", status -> status.getJsonObject("counters").getInt("trades") > 0);
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.send("{\"type\":\"subscribe\",\"symbol\":\"SEEN3\",\"candles\":[{\"interval\":1000}]}");
            JsonArray candles = client.next("candles").getJsonArray("candles");
            assertEquals(List.of(13, 20), candles.stream().map(candle -> candle.asJsonArray().getInt(4)).toList());
        }
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            IntStream.range(0, SLOTS).forEach(i -> {
                client.subscribe("NEW" + i);
                client.next("subscribed");
                feed.awaitCommand("subscribe", "NEW" + i);
            });
            JsonObject status = war.status();
            assertEquals(0, status.getJsonObject("slots").getInt("recorded"));
            assertEquals(0, status.getInt("waiting"));
            assertFalse(status.getJsonObject("symbols").containsKey("SEEN3"));
        }
        awaitRecorded(List.of("SEEN3", "SEEN2", "SEEN1"));
    }

    /** Those left in the same second are in the order of their names. */
    private void awaitLaterSecond() {
        long left = System.currentTimeMillis();
        war.awaitStatus("a later second", status -> status.getJsonNumber("now").longValue() >= left + 2_000);
    }

    private void awaitRecorded(List<String> symbols) {
        war.awaitStatus("recorded without viewers: " + symbols, status -> status.getJsonObject("symbols").keySet()
                .equals(Set.copyOf(symbols)) && status.getJsonObject("slots").getInt("recorded") == symbols.size());
    }
}
