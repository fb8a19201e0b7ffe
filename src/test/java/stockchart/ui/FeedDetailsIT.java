package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import jakarta.json.Json;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** Each line of the page's details of the feed. */
@Order(Integer.MAX_VALUE - 1)
class FeedDetailsIT extends OnLiveServer {
    private static final long MINUTE = 60_000;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void detailsShowTheWayFromTradeToScreen() {
        browsing.page().route("**/api/status", route -> route.fulfill(new FulfillOptions().setContentType("application/json")
                .setBody(statusAMinuteAhead())));
        browsing.open(war, "DETAILA");
        FEED.awaitCommand("subscribe", "DETAILA");
        browsing.page().locator("#feed-button").click();
        assertFact("Clocks", "this device is 60 s behind the server \\(±\\d+ ms\\)");
        for (int i = 0; i < 3; i++) {
            FEED.trade(row("DETAILA", 5 + i, System.currentTimeMillis() + MINUTE - 20, 1));
        }
        assertFact("State", "Live since .*\\d\\d:\\d\\d:\\d\\d: prices come as they are traded");
        assertFact("Trade to server", "half within 3 ms, 99 of 100 within 9 ms");
        assertFact("Server to screen", "about \\d+(\\.\\d)? m?s, at times \\d+(\\.\\d)? m?s");
        assertFact("Trade to screen", "half within \\d+(\\.\\d)? m?s, 99 of 100 within \\d+(\\.\\d)? m?s");
        assertFact("Received", "(0\\.[1-9]|[1-9]\\d*\\.\\d) messages/s, ([1-9]\\d* B/s|\\d+\\.\\d kB/s)");
        assertFact("Symbols in use", "[1-" + SLOTS + "] of " + SLOTS);
        assertFact("Waiting in line", "\\d+ · \\d+ polled( · \\d+ not on this feed)?");
        assertFact("Browsers", "[1-9]\\d*");
        assertFact("Server", "version " + war.status().getString("version").replace(".", "\\.") + ", keeps up");
    }

    private void assertFact(String name, String value) {
        Locator fact = browsing.page().locator("#feed-facts > div").filter(new Locator.FilterOptions()
                .setHas(browsing.page().locator("dt", new Page.LocatorOptions()
                        .setHasText(Pattern.compile("^" + name + "$")))));
        assertThat(fact.locator("dd")).hasText(Pattern.compile("^" + value + "$"));
    }

    /** The server's own status, by a clock that is ahead of this machine's and with delays that are known. */
    private String statusAMinuteAhead() {
        return Json.createObjectBuilder(war.status()).add("now", System.currentTimeMillis() + MINUTE)
                .add("tradeDelay", Json.createObjectBuilder().add("p50", 3).add("p99", 9)).build().toString();
    }
}
