package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.BackgroundTab;
import stockchart.testing.Browsing;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PageSockets;
import stockchart.testing.SlotHolders;

/** What the page shows of a symbol whose prices do not come trade by trade, and which slots it frees while it is hidden. */
@Order(Integer.MAX_VALUE - 1)
class WaitingPageIT extends OnLiveServer {
    private static final long MINUTE = 60_000;
    /** Has the five minutes pass in an instant, because no clock can be played in a tab that may be hidden. */
    private static final String SHORT_PATIENCE = "const patient = window.setTimeout; window.setTimeout = (action, delay) =>"
            + " patient(action, delay === " + 5 * MINUTE + " ? 1 : delay);";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void headerAndRowShowHowPricesCome() {
        PageSockets sockets = new PageSockets(browsing.page());
        browsing.rememberWatchlist("WAITA");
        browsing.open(war, "WAITA");
        FEED.awaitCommand("subscribe", "WAITA");
        FEED.trade(row("WAITA", 5, System.currentTimeMillis(), 1));
        browsing.assertLine("WAITA", 1, "5");
        sockets.receive(tier("\"every\":15000,\"position\":2,\"tier\":\"polled\",\"why\":\"limit\""));
        assertTier("2nd in line for live prices · every 15 s meanwhile", "2nd in line for live prices · every 15 s");
        sockets.receive(tier("\"every\":120000,\"tier\":\"polled\",\"why\":\"mute\""));
        assertTier("The free feed does not carry this symbol · every 2 min", "Not on the free feed · every 2 min");
        sockets.receive(tier("\"every\":60000,\"tier\":\"polled\",\"why\":\"refused\""));
        assertTier("The data provider does not carry this symbol · every 60 s", "Not carried by the provider · every 60 s");
        sockets.receive(tier("\"tier\":\"waiting\",\"why\":\"closed\""));
        assertThat(freshness()).containsText("Market closed · last price ");
        assertThat(note()).containsText("Market closed · last price ");
        assertThat(browsing.price()).hasText("5.00");
        sockets.receive(tier("\"tier\":\"streamed\""));
        assertThat(freshness()).containsText("Last trade");
    }

    @Test
    void feedThatIsDownIsShownInsteadOfTheLine() {
        try (SlotHolders others = new SlotHolders(war, SLOTS, SYMBOLS_PER_CLIENT)) {
            browsing.open(war, "WAITB");
            assertThat(freshness()).containsText("1st in line for live prices");
            FEED.refuse(503);
            FEED.drop();
            assertThat(freshness()).hasText("Feed down");
            assertThat(browsing.notice()).containsText("The feed is down just now");
            FEED.accept();
            assertThat(freshness()).containsText("1st in line for live prices");
            others.giveOneBack();
            FEED.awaitCommand("subscribe", "WAITB");
        } finally {
            FEED.accept();
        }
    }

    @Test
    void aTabBehindAnotherGivesItsSlotBackAndGoesOnWhenItIsInFront() {
        String address = war.address() + "?symbol=WAITE";
        try (BackgroundTab tab = new BackgroundTab(browsing.page().context().browser(), address, SHORT_PATIENCE)) {
            FEED.awaitCommand("subscribe", "WAITE");
            FEED.trade(row("WAITE", 5, System.currentTimeMillis(), 1));
            seePrice(tab, "5.00");
            try (SlotHolders others = new SlotHolders(war, SLOTS - 1, SYMBOLS_PER_CLIENT);
                    FrameRecorder next = FrameRecorder.v1(war.prices())) {
                next.subscribe("WAITF");
                next.next("tier", tier -> tier.getInt("position", 0) == 1);
                tab.hide();
                FEED.awaitCommand("subscribe", "WAITF");
                next.unsubscribe("WAITF");
                tab.show();
                FEED.awaitCommand("subscribe", "WAITE");
                FEED.trade(row("WAITE", 6, System.currentTimeMillis(), 1));
                seePrice(tab, "6.00");
            }
        }
    }

    private static void seePrice(BackgroundTab tab, String price) {
        Eventually.see("the price", () -> tab.evaluate("document.getElementById('price').textContent"), price::equals);
    }

    private static String tier(String fields) {
        return "{" + fields + ",\"symbol\":\"WAITA\",\"type\":\"tier\"}";
    }

    private void assertTier(String header, String row) {
        assertThat(freshness()).hasText(header);
        assertThat(note()).hasText(row);
    }

    private Locator freshness() {
        return browsing.page().locator("#freshness");
    }

    private Locator note() {
        return browsing.watched().first().locator(".note");
    }
}
