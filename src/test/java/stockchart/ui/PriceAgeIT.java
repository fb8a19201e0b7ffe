package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** How old a price is, and the one cause shown when it is not live. */
@Order(Integer.MAX_VALUE - 1)
class PriceAgeIT extends OnLiveServer {
    private static final long MINUTE = 60_000;
    /** How far the clocks of page and server went ahead of the machine's. */
    private final AtomicLong ahead = new AtomicLong();

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @AfterEach
    void takeHandshakesAgain() {
        FEED.accept();
    }

    @Test
    void aNewPriceIsLiveAndAnOldOneIsQuiet() {
        watch("AGEA");
        FEED.trade(row("AGEA", 5, System.currentTimeMillis() - 60_000, 1));
        assertAge("quiet", "Last trade 6\\d s ago · nothing traded since");
        FEED.trade(row("AGEA", 6, System.currentTimeMillis(), 1));
        assertAge("live", "Last trade now");
    }

    @Test
    void closedMarketIsShownAtThePriceAndTheTimeIsShaded() {
        long now = System.currentTimeMillis();
        playMarket("{\"from\":%d,\"to\":%d,\"session\":\"regular\"},{\"from\":%d,\"to\":%d,\"session\":\"regular\"},"
                + "{\"from\":%d,\"to\":%d,\"session\":\"regular\"}", now - 300 * MINUTE, now - 80 * MINUTE,
                now - 50 * MINUTE, now - 10 * MINUTE, now + 60 * MINUTE, now + 90 * MINUTE);
        browsing.page().navigate(war.address() + "?symbol=MSFT&range=all");
        FEED.awaitCommand("subscribe", "MSFT");
        FEED.trade(row("MSFT", 400, now - 90 * MINUTE, 1), row("MSFT", 401, now - 40 * MINUTE, 1),
                row("MSFT", 402, now - 20 * MINUTE, 1));
        assertAge("closed", "Last trade 20 min ago · market closed, opens .*\\d\\d:\\d\\d:\\d\\d");
        assertThat(browsing.chart()).hasAttribute("data-bands", "market closed 30 min");
    }

    @Test
    void aDeviceWithoutANetworkIsTheCause() {
        watch("AGEB");
        FEED.trade(row("AGEB", 5, System.currentTimeMillis(), 1));
        assertAge("live", "Last trade now");
        browsing.page().context().setOffline(true);
        assertAge("offline", "Last trade (now|\\d+ s ago) · this device is offline");
        browsing.page().context().setOffline(false);
        FEED.trade(row("AGEB", 6, System.currentTimeMillis(), 1));
        assertAge("live", "Last trade now");
    }

    @Test
    void aFeedThatIsDownIsTheCause() {
        watch("AGEC");
        FEED.trade(row("AGEC", 5, System.currentTimeMillis(), 1));
        assertAge("live", "Last trade now");
        FEED.forgetCommands();
        FEED.refuse(503);
        FEED.drop();
        assertAge("feed-down", "Last trade (now|\\d+ s ago) · feed down");
        FEED.accept();
        FEED.awaitCommand("subscribe", "AGEC");
        FEED.trade(row("AGEC", 6, System.currentTimeMillis(), 1));
        assertAge("live", "Last trade now");
    }

    @Test
    void whatIsNeverTradedIsPossiblyNotCovered() {
        playMarket("");
        browsing.page().clock().install();
        watch("AGED");
        assertAge("none", "No trade yet");
        pass(9);
        assertAge("none", "No trade yet");
        pass(2);
        assertAge("uncovered", "Possibly not covered by this feed");
        FEED.trade(row("AGED", 5, now(), 1));
        assertAge("live", "Last trade now");
    }

    /** Answers for the hours of the market, and with a clock that goes ahead with the page's. */
    private void playMarket(String sessions, Object... times) {
        browsing.page().route("**/api/market", route -> route.fulfill(new FulfillOptions().setContentType("application/json")
                .setBody("{\"now\":" + now() + ",\"holiday\":null,\"sessions\":[" + String.format(sessions, times) + "]}")));
    }

    private void pass(long minutes) {
        ahead.addAndGet(minutes * MINUTE);
        browsing.page().clock().fastForward(minutes * MINUTE);
    }

    private long now() {
        return System.currentTimeMillis() + ahead.get();
    }

    private void assertAge(String cause, String words) {
        Locator freshness = browsing.page().locator("#freshness");
        assertThat(freshness).hasText(Pattern.compile("^" + words + "$"));
        assertThat(freshness).hasAttribute("data-cause", cause);
    }

    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
    }
}
