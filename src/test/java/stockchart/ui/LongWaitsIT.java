package stockchart.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.Eventually;
import stockchart.testing.OnLiveServer;
import stockchart.testing.VanishingClient;
import stockchart.testing.Watchers;

/**
 * What takes half a minute or more by design. The tests share the time: the clients whose removal the last one waits for vanish
 * before the first.
 */
@Order(Integer.MAX_VALUE - 1)
@TestMethodOrder(OrderAnnotation.class)
class LongWaitsIT extends OnLiveServer {
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);
    /** The longest wait after a refused key, with what a busy machine needs. */
    private static final Duration REFUSED = Duration.ofSeconds(45).plus(Eventually.CEILING);
    /** The most that a vanished client may be kept. */
    private static final Duration KEPT = Duration.ofSeconds(90);

    /** Empty until the first test. */
    private static final List<VanishingClient> VANISHED = new ArrayList<>();
    private static long since;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /** One that has sent something, and one that never did. */
    @BeforeEach
    void vanish() {
        if (VANISHED.isEmpty()) {
            war.awaitStatus("no client is connected", status -> status.getInt("browsers") == 0);
            VANISHED.addAll(List.of(new VanishingClient(war.prices()), new VanishingClient(war.prices())));
            VANISHED.get(0).subscribe("VANISHED");
            war.awaitStatus("both are here", status -> status.getInt("browsers") == 2
                    && status.getJsonObject("symbols").getInt("VANISHED", 0) == 1);
            since = System.nanoTime();
        }
    }

    @AfterAll
    static void leave() {
        VANISHED.forEach(VanishingClient::close);
    }

    @Test
    @Order(1)
    void aHandshakeMayTakeHalfAMinute() {
        try (Watchers watchers = watch("DAWDLES")) {
            int before = FEED.handshakes();
            FEED.dawdle(HANDSHAKE);
            FEED.drop();
            watchers.awaitState("connecting", "Feed connecting…");
            watchers.awaitState("live", "Live", HANDSHAKE.plus(Eventually.CEILING));
            watchers.assertFlows(2);
            assertEquals(before + 1, FEED.handshakes());
            assertEquals(1, FEED.mostOpen());
        }
    }

    @Test
    @Order(2)
    void aKeyThatIsTakenAgainNeedsNoRestart() {
        try (Watchers watchers = watch("KEYREFUSED")) {
            FEED.refuse(401);
            FEED.drop();
            watchers.awaitState("refused", "Key refused");
            FEED.accept();
            watchers.awaitState("live", "Live", REFUSED);
            watchers.assertFlows(2);
            assertEquals(1, FEED.mostOpen());
        }
    }

    @Test
    @Order(3)
    void clientsThatVanishWithoutAWordAreRemoved() {
        Duration left = KEPT.minusNanos(System.nanoTime() - since);
        Eventually.see("no client is left", left, war::status, status -> status.getInt("browsers") == 0
                && !status.getJsonObject("symbols").containsKey("VANISHED"));
        for (VanishingClient client : VANISHED) {
            assertTrue(client.readToTheEnd().contains("No answer to pings"));
        }
    }

    private Watchers watch(String symbol) {
        Watchers watchers = new Watchers(FEED, war, browsing, symbol);
        watchers.assertFlows(1);
        return watchers;
    }
}
