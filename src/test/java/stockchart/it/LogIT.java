package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stockchart.testing.Attempt;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerLogs;

/** What the log contains of repeated failures: that they happen, and not each of them. */
@ServerDependent
class LogIT extends OnLiveServer {
    private static final int MANY = 50;
    private static final int ABUSE = 700;

    @Test
    void messagesThatCannotBeReadAreLoggedOnceAndCounted() {
        int logged = ServerLogs.lines("Skipped a message").size();
        int before = malformed(war.status());
        for (int i = 0; i < MANY; i++) {
            FEED.send("nonsense");
        }
        war.awaitStatus("all are counted", status -> malformed(status) >= before + MANY);
        List<String> lines = ServerLogs.lines("Skipped a message that cannot be read: not JSON");
        assertTrue(!lines.isEmpty() && lines.size() <= logged + 1, lines.toString());
    }

    @Test
    void rejectedPagesAreLoggedWithTheirOrigin() {
        for (int i = 0; i < MANY; i++) {
            assertEquals(403, FrameRecorder.refusal(war.prices(), "https://elsewhere.example"));
        }
        List<String> lines = ServerLogs.lines("Refused a page of \"http");
        assertTrue(!lines.isEmpty() && lines.size() < MANY, lines.toString());
    }

    @Test
    void clientsTheServerClosesAreLoggedWithTheReason() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.flood(ABUSE, "{\"type\":\"ping\"}");
            assertEquals(1008, client.closeCode());
        }
        Eventually.see("the reason in the log", () -> ServerLogs.lines("A client is closed: Too many commands"),
                lines -> !lines.isEmpty());
        awaitNoClients();
    }

    @Test
    void rejectedClientsAreLoggedWithTheReason() {
        List<FrameRecorder> clients = Stream.generate(() -> FrameRecorder.v1(war.prices())).limit(BROWSERS).toList();
        war.awaitStatus("all places are taken", status -> status.getInt("browsers") == BROWSERS);
        for (int i = 0; i < MANY; i++) {
            assertEquals(503, Attempt.at(war.prices()).status());
        }
        List<String> lines = Eventually.see("the reason in the log",
                () -> ServerLogs.lines("Refused a client: the server is full, see STOCKCHART_BROWSERS"), found -> !found.isEmpty());
        assertTrue(lines.size() < MANY, lines.toString());
        clients.forEach(FrameRecorder::close);
        awaitNoClients();
    }

    private void awaitNoClients() {
        war.awaitStatus("no client is left", status -> status.getInt("browsers") == 0);
    }

    private static int malformed(JsonObject status) {
        return status.getJsonObject("counters").getInt("malformed");
    }
}
