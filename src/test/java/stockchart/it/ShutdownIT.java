package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnRefusedServer;

/** The end of the application. */
@Order(Integer.MAX_VALUE)
class ShutdownIT extends OnRefusedServer {
    @Test
    void clientsAreToldThatTheServerIsGoingAway() {
        try (FrameRecorder v1 = FrameRecorder.v1(war.prices()); FrameRecorder plain = FrameRecorder.plain(war.prices())) {
            v1.next("status");
            SERVER.stop(deployer);
            assertEquals(1001, v1.closeCode());
            assertEquals(1001, plain.closeCode());
        }
    }
}
