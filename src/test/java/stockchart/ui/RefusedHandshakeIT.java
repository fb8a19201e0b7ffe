package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PageSockets;

/** What the page shows when the server refuses its handshakes, whose responses browsers do not expose. */
@Order(Integer.MAX_VALUE - 1)
class RefusedHandshakeIT extends OnLiveServer {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void fullServerIsNamedAndThePageComesInWhenThereIsAPlace() {
        List<FrameRecorder> others = new ArrayList<>();
        try {
            for (int i = 0; i < BROWSERS; i++) {
                others.add(FrameRecorder.v1(war.prices()));
            }
            war.awaitStatus("the server is full", status -> status.getInt("browsers") == BROWSERS);
            List<Request> asked = new ArrayList<>();
            List<WebSocket> attempts = new ArrayList<>();
            browsing.page().onWebSocket(attempts::add);
            browsing.page().onRequest(request -> {
                if (request.url().endsWith("/prices")) {
                    asked.add(request);
                }
            });
            browsing.open(war, "AAPL");
            assertThat(browsing.feedState()).hasText("Server unavailable");
            assertThat(browsing.notice()).containsText("The server is full; please come back later. This page tries again in ");
            browsing.page().locator("#feed-button").click();
            assertThat(browsing.page().locator("#feed-facts")).containsText("Server unavailable: The server is full");
            // The page may have tried again meanwhile.
            assertTrue(!asked.isEmpty() && asked.size() <= attempts.size(), () -> asked.size() + " requests for the cause");
            others.remove(0).close();
            assertThat(browsing.feedState()).hasText("Live", new HasTextOptions().setTimeout(2 * Eventually.CEILING.toMillis()));
            FEED.awaitCommand("subscribe", "AAPL");
        } finally {
            others.forEach(FrameRecorder::close);
        }
    }

    @Test
    void causeAndTimeOfAnyRefusalAreShown() {
        PageSockets sockets = new PageSockets(browsing.page());
        browsing.page().addInitScript("window.cutOff = true");
        browsing.page().route("**/prices", route -> route.fulfill(new FulfillOptions().setStatus(429)
                .setHeaders(Map.of("Retry-After", "2")).setContentType("text/html").setBody("<h1>429</h1>")));
        browsing.open(war, "AAPL");
        assertThat(browsing.feedState()).hasText("Too many connections");
        assertThat(browsing.notice()).containsText("Too many connections or attempts from this network address. This page tries"
                + " again");
        sockets.cutOff(false);
        assertThat(browsing.feedState()).hasText("Live", new HasTextOptions().setTimeout(Eventually.CEILING.toMillis()));
    }
}
