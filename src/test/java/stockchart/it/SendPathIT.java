package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stockchart.testing.Exposition;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerLogs;

/** Which way messages take to clients on each server: an update of one must not lose the fast way silently. */
@ServerDependent
class SendPathIT extends OnLiveServer {
    private static final Map<String, String> TITLES = Map.of("queue", "direct network queue", "standard", "standard API");

    @Test
    void fastestSendPathIsTakenAndLogged() {
        String expected = System.getProperty("it.server").startsWith("payara") ? "queue" : "standard";
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.next("status");
            Exposition metrics = Exposition.of(war.get("api/metrics").body());
            for (String path : List.of("queue", "frames", "standard")) {
                assertEquals(path.equals(expected) ? 1 : 0, metrics.value("stockchart_send_path{path=\"" + path + "\"}"), path);
            }
        }
        assertFalse(ServerLogs.lines("Messages are sent by the " + TITLES.get(expected)).isEmpty());
    }
}
