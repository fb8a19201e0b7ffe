package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ClientFrames.FIN;
import static stockchart.testing.ClientFrames.PING;
import static stockchart.testing.ClientFrames.PONG;
import static stockchart.testing.ClientFrames.frame;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameAttack;
import stockchart.testing.FrameClient;
import stockchart.testing.GuardedConnections;
import stockchart.testing.OnSimulator;

/** The simulator's socket has the limits of the price socket. */
@GuardedConnections
class SimulatorFrameLimitsIT extends OnSimulator {
    private static final int AT_ONCE = 12;

    @Test
    void brokenRuleEndsTheConnection() {
        // Those that are waited for come last, all at once: the simulator takes 16 clients.
        Map<FrameAttack, FrameClient> clients = new EnumMap<>(FrameAttack.class);
        for (FrameAttack attack : FrameAttack.values()) {
            if (clients.size() == AT_ONCE) {
                assertEnded(clients);
            }
            FrameClient client = client(attack.name());
            client.send(attack.bytes());
            clients.put(attack, client);
        }
        assertEnded(clients);
        war.awaitFeed("live");
    }

    @Test
    void pingIsAnswered() {
        try (FrameClient client = client("ping")) {
            client.send(frame(FIN | PING, (byte) 1, (byte) 2));
            assertArrayEquals(new byte[] {1, 2}, client.next(PONG));
        }
    }

    private static void assertEnded(Map<FrameAttack, FrameClient> clients) {
        clients.forEach((attack, client) -> {
            assertEquals(attack.code(), client.closeCode(), attack::name);
            assertTrue(client.isEnded(), attack::name);
            client.close();
        });
        clients.clear();
    }

    private FrameClient client(String token) {
        URI prices = war.prices();
        return new FrameClient(URI.create("ws://" + prices.getAuthority() + "/simulator?token=simulator-"
                + token.replace('_', '-')), "");
    }
}
