package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** A way between page and server that dies without a word, as behind a proxy that stops forwarding: the page notices by itself. */
@Order(Integer.MAX_VALUE - 1)
class DeadPathIT extends OnLiveServer {
    /** What the page waits for a sign of life, and a second for the timers. */
    private static final int SILENCE = 51_000;
    private static final int UNSURE = 26_000;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private volatile boolean swallows;

    @Test
    void thePageIsNotLiveAnyMoreAndComesBackByItself() {
        browsing.page().clock().install();
        browsing.page().routeWebSocket(Pattern.compile(".*/prices$"), this::pass);
        browsing.open(war, "DEADPATH");
        // The page's messages are passed on only while Playwright is waited for.
        assertThat(browsing.notice()).containsText("Waiting for the first trade of DEADPATH");
        FEED.awaitCommand("subscribe", "DEADPATH");
        FEED.trade(row("DEADPATH", 5, System.currentTimeMillis(), 1));
        browsing.assertLine("DEADPATH", 1, "5");
        swallows = true;
        browsing.page().clock().fastForward(UNSURE);
        assertThat(browsing.feedState()).hasText("No signal…");
        assertThat(freshness()).hasText(Pattern.compile("Last trade \\d+ s ago · nothing heard from the server"));
        browsing.page().clock().fastForward(SILENCE - UNSURE);
        assertThat(browsing.feedState()).hasText(Pattern.compile("Reconnecting…|Connecting…"));
        assertThat(freshness()).hasText(Pattern.compile("Last trade .* · connection lost, trying again"));
        swallows = false;
        browsing.page().clock().fastForward(SILENCE);
        assertThat(browsing.feedState()).hasText("Live");
    }

    /** The near end of the way is open, whatever becomes of the far one. */
    private void pass(WebSocketRoute page) {
        if (swallows) {
            page.onMessage(frame -> { });
            return;
        }
        WebSocketRoute server = page.connectToServer();
        page.onMessage(frame -> {
            if (!swallows) {
                server.send(frame.text());
            }
        });
        server.onMessage(frame -> {
            if (!swallows) {
                page.send(frame.text());
            }
        });
    }

    private Locator freshness() {
        return browsing.page().locator("#freshness");
    }
}
