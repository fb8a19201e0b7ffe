package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;

/** The end of the application. */
@Order(Integer.MAX_VALUE)
class ShutdownIT extends OnLiveServer {
    private static final int GOING_AWAY = 1001;
    private static final String OURS = "The server is going away; please come back";

    @Test
    void clientsAreToldThatTheServerIsGoingAwayAndTheFeedIsGivenBack() {
        // When its process is told to end, WildFly sends those away itself that it gets hold of first.
        List<String> words = System.getProperty("it.server").equals("wildfly") ? List.of(OURS, "") : List.of(OURS);
        FEED.awaitConnection();
        List<FrameRecorder> clients = Stream.generate(() -> FrameRecorder.v1(war.prices())).limit(BROWSERS - 1).toList();
        try (FrameRecorder plain = FrameRecorder.plain(war.prices())) {
            clients.forEach(client -> client.next("status"));
            war.awaitStatus("all are in", status -> status.getInt("browsers") == BROWSERS);
            FEED.forgetClosings();
            SERVER.stop(deployer);
            assertEquals(GOING_AWAY, plain.closeCode());
            for (FrameRecorder client : clients) {
                assertEquals(GOING_AWAY, client.closeCode());
                assertTrue(words.contains(client.closeReason()), client.closeReason());
            }
            assertEquals(GOING_AWAY, FEED.awaitClosing(), "the feed's socket, which the next process needs");
        } finally {
            clients.forEach(FrameRecorder::close);
        }
    }
}
