package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.Eventually;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PageSockets;
import stockchart.testing.SlotHolders;

/** What the page does and shows when something is missing. */
@Order(Integer.MAX_VALUE - 1)
class TroubledPageIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @AfterEach
    void leave() {
        FEED.accept();
    }

    @Test
    void aLostConnectionGoesOnWithoutHoleOrDouble() {
        PageSockets sockets = new PageSockets(browsing.page());
        watch("LOSTA");
        FEED.trade(row("LOSTA", 1, NOON, 1), row("LOSTA", 2, NOON + 1_000, 1));
        browsing.assertLine("LOSTA", 2, "2");
        sockets.lose();
        FEED.trade(row("LOSTA", 3, NOON + 2_000, 1));
        browsing.page().waitForCondition(() -> sockets.count() == 2);
        browsing.assertLine("LOSTA", 3, "3");
        FEED.trade(row("LOSTA", 4, NOON + 3_000, 1));
        browsing.assertLine("LOSTA", 4, "4");
        assertThat(browsing.feedState()).hasText("Live");
    }

    @Test
    void lostConnectionIsShownUntilItIsBack() {
        PageSockets sockets = new PageSockets(browsing.page());
        watch("LOSTE");
        FEED.trade(row("LOSTE", 1, NOON, 1));
        browsing.assertLine("LOSTE", 1, "1");
        sockets.cutOff(true);
        sockets.lose();
        assertThat(browsing.feedState()).hasText("Reconnecting…");
        sockets.cutOff(false);
        assertThat(browsing.feedState()).hasText("Live", new HasTextOptions().setTimeout(Eventually.CEILING.toMillis()));
        browsing.assertLine("LOSTE", 1, "1");
    }

    @Test
    void aNetworkThatIsBackIsUsedAtOnce() {
        watch("LOSTB");
        FEED.trade(row("LOSTB", 1, NOON, 1));
        browsing.assertLine("LOSTB", 1, "1");
        browsing.page().context().setOffline(true);
        browsing.page().context().setOffline(false);
        FEED.trade(row("LOSTB", 2, NOON + 1_000, 1));
        browsing.assertLine("LOSTB", 2, "2");
    }

    @Test
    void aDroppedFeedLeavesAMarkedBreakAndNoDouble() {
        watch("LOSTC");
        FEED.trade(row("LOSTC", 1, NOON, 1), row("LOSTC", 2, NOON + 1_000, 1));
        browsing.assertLine("LOSTC", 2, "2");
        FEED.drop();
        FEED.awaitCommand("subscribe", "LOSTC");
        FEED.trade(row("LOSTC", 3, NOON + 60_000, 1));
        assertThat(browsing.chart()).hasAttribute("data-points", "3");
        assertThat(browsing.chart()).hasAttribute("data-last-price", "3");
        assertThat(browsing.chart()).hasAttribute("data-gaps", "1");
    }

    @Test
    void feedThatIsDownAndItsReturnAreShown() {
        watch("LOSTD");
        FEED.refuse(503);
        FEED.drop();
        assertThat(browsing.feedState()).hasText("Feed down");
        assertThat(browsing.notice()).containsText("The feed is down just now");
        FEED.accept();
        FEED.awaitCommand("subscribe", "LOSTD");
        assertThat(browsing.feedState()).hasText("Live");
    }

    @Test
    void busyServerIsShownUntilItHasRecovered() {
        PageSockets sockets = new PageSockets(browsing.page());
        watch("BUSY");
        FEED.trade(row("BUSY", 1, NOON, 1));
        browsing.assertLine("BUSY", 1, "1");
        assertThat(browsing.feedState()).hasText("Live");
        sockets.receive("{\"busy\":true,\"millis\":482,\"type\":\"pace\"}");
        assertThat(browsing.feedState()).hasText("Live · server busy");
        assertThat(browsing.page().getByText("The server is busy, so new prices come about every 0.5 s")).isVisible();
        FEED.trade(row("BUSY", 2, NOON + 1_000, 1));
        browsing.assertLine("BUSY", 2, "2");
        sockets.receive("{\"busy\":false,\"millis\":100,\"type\":\"pace\"}");
        assertThat(browsing.feedState()).hasText("Live");
        assertThat(browsing.page().getByText("The server is busy")).hasCount(0);
    }

    @Test
    void theTurnOfASymbolIsWaitedForWithoutAskingAgain() {
        try (SlotHolders others = new SlotHolders(war, SLOTS, SYMBOLS_PER_CLIENT)) {
            browsing.open(war, "LATECOMER");
            assertThat(browsing.notice()).containsText("LATECOMER waits for its turn");
            assertThat(browsing.page().locator("#freshness")).containsText("1st in line for live prices");
            others.giveOneBack();
            FEED.awaitCommand("subscribe", "LATECOMER");
            FEED.trade(row("LATECOMER", 8, NOON, 1));
            browsing.assertLine("LATECOMER", 1, "8");
        }
    }

    @Test
    void fullLineIsShownWithARetry() {
        PageSockets sockets = new PageSockets(browsing.page());
        watch("TOOLATE");
        sockets.receive("{\"code\":\"SYMBOL_LIMIT\",\"msg\":\"All in use\",\"symbol\":\"TOOLATE\",\"type\":\"error\"}");
        assertThat(browsing.notice()).containsText("All symbols are in use");
        browsing.page().setViewportSize(360, 740);
        assertEquals(true, browsing.notice().evaluate("notice => notice.scrollHeight <= notice.clientHeight"), "nothing is cut off");
        assertThat(browsing.notice()).containsText("Please try again later");
        browsing.button("Try again").click();
        assertThat(browsing.notice()).containsText("Waiting for the first trade of TOOLATE");
    }

    @Test
    void aSymbolThatFinnhubGivesUpWaitsForItsTurn() {
        FEED.refuseToCarry("GIVENUP");
        watch("GIVENUP");
        assertThat(browsing.notice()).containsText("GIVENUP waits for its turn");
    }

    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
    }
}
