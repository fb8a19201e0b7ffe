package stockchart.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;
import stockchart.testing.Watchers;

/** Whatever Finnhub does wrong: the status and the page report it, and prices flow again without intervention. */
@Order(Integer.MAX_VALUE - 1)
class FaultyFeedIT extends OnLiveServer {
    private static final int MEGABYTE = 1 << 20;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /** What goes wrong; the next handshake waits where the state before it would pass too quickly to be seen. */
    private enum Fault {
        DROP(FEED::drop, "connecting", "Feed connecting…"),
        HANG(FEED::hang, "connecting", "Feed connecting…"),
        FRAME_BEYOND_THE_LIMIT(() -> FEED.send("x".repeat(5 * MEGABYTE)), "connecting", "Feed connecting…"),
        TOO_MANY_REQUESTS(() -> refuse(429), "down", "Feed down"),
        UNAVAILABLE(() -> refuse(503), "down", "Feed down"),
        ORIGIN_TIMEOUT(() -> refuse(524), "down", "Feed down");

        private final Runnable begin;
        private final String state;
        private final String words;

        Fault(Runnable begin, String state, String words) {
            this.begin = begin;
            this.state = state;
            this.words = words;
        }

        private static void refuse(int status) {
            FEED.refuse(status);
            FEED.drop();
        }
    }

    @AfterEach
    void neverTwoConnectionsAtOnce() {
        FEED.accept();
        FEED.awaitConnection();
        assertEquals(1, FEED.mostOpen());
    }

    @ParameterizedTest
    @EnumSource
    void pricesFlowAgainByThemselvesAfter(Fault fault) {
        try (Watchers watchers = new Watchers(FEED, war, browsing, fault.name())) {
            watchers.assertFlows(1);
            int before = FEED.handshakes();
            if (fault.state.equals("connecting")) {
                FEED.hold();
            }
            fault.begin.run();
            watchers.awaitState(fault.state, fault.words);
            assertEquals(List.of(), Axe.violations(browsing.page()));
            FEED.accept();
            FEED.awaitCommand("subscribe", fault.name());
            watchers.awaitState("live", "Live");
            watchers.assertFlows(2);
            assertEquals(before + 1, FEED.handshakes());
        }
    }
}
