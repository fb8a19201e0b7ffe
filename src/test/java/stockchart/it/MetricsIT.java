package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Attempt;
import stockchart.testing.Eventually;
import stockchart.testing.Exposition;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed;
import stockchart.testing.ServerDependent;

/** {@code /api/metrics} counts exactly what has happened, to the last trade and byte. */
@ServerDependent
class MetricsIT extends OnLiveServer {
    private static final String QUOTES = "stockchart_rest_requests_total{for=\"quotes\"}";
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(stockchart_[a-z_]+)`");
    private static final int MISSED = 4;

    private final List<FrameRecorder> clients = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void closeClients() {
        FEED.accept();
        clients.forEach(FrameRecorder::close);
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    @Test
    void tradesFramesAndBytesAreThoseThatCameAndWent() {
        Exposition before = read();
        List<JsonObject> frames = new ArrayList<>();
        join("METERED", 2, frames);
        assertEquals(2, read().value("stockchart_browsers"));
        FEED.trade(row("METERED", 1, 1000, 1), row("METERED", 2, 1001, 1), row("METERED", 3, 1002, 1));
        clients.forEach(client -> until("trade", client, frames));
        Exposition after = read();
        assertGrown(before, after, "stockchart_trades_total", 3);
        assertGrown(before, after, "stockchart_frames_sent_total", frames.size());
        assertGrown(before, after, "stockchart_bytes_sent_total",
                frames.stream().mapToLong(frame -> frame.toString().length()).sum());
        assertGrown(before, after, "stockchart_trades_sent_total", 6);
        assertGrown(before, after, "stockchart_trades_merged_total", 4);
        assertGrown(before, after, "stockchart_trades_missed_total", 0);
        assertGrown(before, after, "stockchart_queue_age_seconds_count", 2);
        assertTrue(after.value("stockchart_symbols") >= 1);
        assertEquals(SLOTS, after.value("stockchart_slots"));
        Eventually.see("sends are timed", this::read,
                now -> now.value("stockchart_send_seconds_count") > before.value("stockchart_send_seconds_count"));
    }

    @Test
    void tradesThatTheTapeHasNoRoomForAreMissed() {
        join("OVERFULL", 1, new ArrayList<>());
        Exposition before = read();
        String[] rows = new String[TAPE + MISSED];
        Arrays.setAll(rows, i -> row("OVERFULL", i + 1, 1000 + i, 1));
        FEED.trade(rows);
        clients.get(0).next("trade");
        Exposition after = read();
        assertGrown(before, after, "stockchart_trades_total", TAPE + MISSED);
        assertGrown(before, after, "stockchart_trades_missed_total", MISSED);
        assertGrown(before, after, "stockchart_trades_sent_total", TAPE);
        assertGrown(before, after, "stockchart_trades_merged_total", TAPE - 1);
    }

    @Test
    void malformedFinnhubMessagesAreCounted() {
        join("AMISS", 1, new ArrayList<>());
        Exposition before = read();
        FEED.send("not json");
        FEED.trade("7", row("AMISS", 1, -1, 1), row("AMISS", 1, 1000, 1), row("UNWATCHED", 1, 1000, 1));
        clients.get(0).next("trade");
        Exposition after = read();
        assertGrown(before, after, "stockchart_feed_malformed_total", 3);
        assertGrown(before, after, "stockchart_trades_total", 2);
        assertGrown(before, after, "stockchart_trades_unwanted_total", 1);
        assertTrue(after.value("stockchart_trade_delay_seconds{quantile=\"0.99\"}") > 0);
    }

    @Test
    void reconnectsAndTheFeedsStateAreExposed() {
        join("COMEBACK", 1, new ArrayList<>());
        Exposition before = read();
        assertEquals(1, before.value("stockchart_feed_state{state=\"live\"}"));
        FEED.refuse(503);
        FEED.drop();
        war.awaitFeed("down");
        assertEquals(0, read().value("stockchart_feed_state{state=\"live\"}"));
        assertEquals(1, read().value("stockchart_feed_state{state=\"down\"}"));
        FEED.accept();
        war.awaitFeed("live");
        assertGrown(before, read(), "stockchart_feed_connections_total", 1);
    }

    @Test
    void rejectedHandshakesAreCountedByReason() {
        Exposition before = read();
        assertEquals(403, FrameRecorder.refusal(war.prices(), "http://elsewhere.example"));
        Stream.generate(() -> FrameRecorder.v1(war.prices())).limit(BROWSERS).forEach(clients::add);
        war.awaitStatus("all places are taken", status -> status.getInt("browsers") == BROWSERS);
        assertEquals(503, Attempt.at(war.prices()).status());
        Exposition after = read();
        assertGrown(before, after, "stockchart_handshakes_refused_total{reason=\"origin\"}", 1);
        assertGrown(before, after, "stockchart_handshakes_refused_total{reason=\"full\"}", 1);
        assertEquals(BROWSERS, after.value("stockchart_browsers"));
    }

    @Test
    void requestsToFinnhubAreCounted() {
        join("QUOTED", 1, new ArrayList<>());
        Exposition before = read();
        war.get("api/quote?symbol=QUOTED");
        Eventually.see("the quote was requested", this::read,
                now -> now.value(QUOTES) > before.value(QUOTES));
        assertTrue(before.value("stockchart_rest_budget_remaining") > 0);
    }

    @Test
    void everyMetricOfTheReadmeIsThereInTheFormatOfPrometheus() throws IOException {
        join("READABLE", 1, new ArrayList<>());
        FEED.trade(row("READABLE", 1, 1000, 1));
        clients.get(0).next("trade");
        HttpResponse<String> answer = war.get("api/metrics");
        assertEquals(200, answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", "").toLowerCase(Locale.ROOT);
        assertEquals(Set.of("text/plain", "version=0.0.4", "charset=utf-8"), Set.of(type.split(";")));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertFalse(answer.body().contains("READABLE"));
        assertFalse(answer.body().contains(ScriptedFeed.KEY));
        Exposition read = Exposition.of(answer.body());
        // Those of a node of a cluster are read in ClusterIT.
        List<String> documented = TABLE_ROW.matcher(Files.readString(Path.of("docs/operate.md"))).results()
                .map(row -> row.group(1)).filter(name -> !name.startsWith("stockchart_cluster_")).toList();
        assertTrue(documented.size() > 15, documented::toString);
        assertTrue(read.families("stockchart_").containsAll(documented), read.types()::toString);
        for (String name : List.of("jvm_memory_used_bytes", "jvm_threads_live_threads", "jvm_gc_collection_seconds",
                "process_cpu_usage", "process_uptime_seconds", "system_cpus")) {
            assertTrue(read.types().containsKey(name), name);
        }
        assertTrue(read.value("process_cpu_seconds_total") > 0);
    }

    @Test
    void labelsAreNeverOfClientsOrSymbols() {
        Set<String> labels = read().labels("stockchart_").keySet();
        Set<String> known = Set.of("state", "reason", "by", "path", "provider", "quantile", "le", "use", "for");
        assertTrue(known.containsAll(labels), labels::toString);
    }

    @Test
    void openMetricsIsServedToClientsThatAcceptIt() {
        HttpResponse<String> answer = war.get("api/metrics", "Accept",
                "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith("application/openmetrics-text"));
        assertTrue(answer.body().endsWith("# EOF\n"));
    }

    private Exposition read() {
        return Exposition.of(war.get("api/metrics").body());
    }

    /** Clients that have got all there is before the first trade, which is added to the frames. */
    private void join(String symbol, int count, List<JsonObject> frames) {
        for (int i = 0; i < count; i++) {
            FrameRecorder client = FrameRecorder.v1(war.prices());
            clients.add(client);
            until("status", client, frames);
            client.subscribe(symbol);
            until("subscribed", client, frames);
        }
        FEED.awaitCommand("subscribe", symbol);
    }

    private static void until(String type, FrameRecorder client, List<JsonObject> frames) {
        JsonObject frame = client.next();
        frames.add(frame);
        while (!frame.getString("type").equals(type)) {
            frame = client.next();
            frames.add(frame);
        }
    }

    private static void assertGrown(Exposition before, Exposition after, String sample, double by) {
        assertEquals(by, after.value(sample) - before.value(sample), sample);
    }
}
