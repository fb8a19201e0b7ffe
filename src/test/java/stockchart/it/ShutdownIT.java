package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** The end of the application. */
@ServerDependent
@Order(Integer.MAX_VALUE)
class ShutdownIT extends OnLiveServer {
    private static final int GOING_AWAY = 1001;

    @Test
    void clientsAreClosedWithGoingAwayAndTheFeedIsGivenBack() {
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
                assertEquals("The server is going away; please come back", client.closeReason());
            }
            assertEquals(GOING_AWAY, FEED.awaitClosing(), "the feed's socket, which the next process needs");
        } finally {
            clients.forEach(FrameRecorder::close);
        }
    }
}
