package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;
import stockchart.testing.SlotHolders;

/** Several symbols in view at once. One client may hold two here. */
@Order(Integer.MAX_VALUE - 1)
class WatchlistIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void symbolsAreAddedFromTheSearchByMouseAndByKeys() {
        browsing.open(war, "");
        assertThat(browsing.page().getByText("Press + beside a search result")).isVisible();
        browsing.searchBox().fill("microsoft");
        browsing.rows().first().locator(".add").click();
        assertThat(browsing.watched()).hasText(new Pattern[] {Pattern.compile("MSFT.*MICROSOFT CORP")});
        browsing.searchBox().fill("apple");
        assertThat(browsing.rows().first()).containsText("AAPL");
        browsing.searchBox().press("Alt+Enter");
        assertOrder("MSFT", "AAPL");
        assertThat(browsing.rows().first().locator(".add")).hasText("✓");
        assertThat(browsing.watchlistNotice()).hasText("AAPL was added to the watchlist.");
        assertThat(browsing.notice()).containsText("Which price would you like to watch?");
        awaitCarried("MSFT", "AAPL");
    }

    @Test
    void theButtonBesideTheNameAddsAndRemoves() {
        browsing.open(war, "WATCHA");
        Locator star = browsing.button("Watch WATCHA");
        assertThat(star).hasAttribute("aria-pressed", "false");
        star.click();
        assertOrder("WATCHA");
        assertThat(star).hasAttribute("aria-pressed", "true");
        star.click();
        assertThat(browsing.watched()).hasCount(0);
    }

    @Test
    void allPricesComeOverOneSocket() {
        List<WebSocket> sockets = new ArrayList<>();
        browsing.page().onWebSocket(sockets::add);
        browsing.rememberWatchlist("WATCHB");
        browsing.open(war, "WATCHC");
        awaitCarried("WATCHB", "WATCHC");
        FEED.trade(row("WATCHB", 10, NOON, 1), row("WATCHC", 20, NOON, 1));
        assertThat(browsing.watched().first()).containsText("10.00");
        browsing.assertLine("WATCHC", 1, "20");
        FEED.trade(row("WATCHB", 15, NOON + 1_000, 1));
        assertThat(browsing.watched().first()).containsText("15.00");
        assertThat(browsing.watched().first()).containsText("+50.00 %");
        assertThat(browsing.watched().first()).hasAttribute("title", Pattern.compile("Change since .*"));
        browsing.assertLine("WATCHC", 1, "20");
        assertEquals(1, sockets.size());
    }

    @Test
    void aLongPriceLeavesTheTickerReadable() {
        browsing.rememberWatchlist("WATCHTINY");
        browsing.open(war, "");
        awaitCarried("WATCHTINY");
        for (double price : new double[] {1.6825e-9, -1.6825e-15}) {
            FEED.trade(row("WATCHTINY", price, NOON, 1));
            Locator row = browsing.watched().first();
            assertThat(row.locator(".last")).containsText("16825");
            BoundingBox shown = row.locator(".last").boundingBox();
            assertTrue(row.locator(".ticker").boundingBox().width >= 60);
            assertTrue(shown.x + shown.width <= row.locator(".remove").boundingBox().x);
        }
    }

    @Test
    void aClickMakesItTheSymbolOfTheChart() {
        browsing.rememberWatchlist("WATCHD");
        browsing.open(war, "WATCHE");
        awaitCarried("WATCHD", "WATCHE");
        FEED.trade(row("WATCHD", 4, NOON, 1), row("WATCHD", 5, NOON + 1_000, 1));
        assertThat(browsing.watched().first()).containsText("5.00");
        browsing.button("WATCHD").first().click();
        browsing.assertLine("WATCHD", 2, "5");
        assertThat(browsing.page()).hasURL(Pattern.compile("\\?symbol=WATCHD$"));
        assertThat(browsing.page()).hasTitle("WATCHD 5.00 – stock-chart");
        assertThat(open(0)).hasAttribute("aria-current", "true");
        FEED.awaitCommand("unsubscribe", "WATCHE");
        browsing.page().goBack();
        assertThat(browsing.chart()).hasAttribute("data-symbol", "WATCHE");
    }

    @Test
    void keysMoveAndRemoveAndTheOrderIsRemembered() {
        browsing.rememberWatchlist("WATCHF", "WATCHG");
        browsing.open(war, "");
        assertOrder("WATCHF", "WATCHG");
        open(0).focus();
        browsing.page().keyboard().press("Alt+ArrowDown");
        assertOrder("WATCHG", "WATCHF");
        assertThat(open(1)).isFocused();
        assertThat(browsing.watchlistNotice()).hasText("WATCHF moved to position 2 of 2.");
        browsing.page().reload();
        assertOrder("WATCHG", "WATCHF");
        open(0).focus();
        browsing.page().keyboard().press("ArrowDown");
        assertThat(open(1)).isFocused();
        browsing.page().keyboard().press("Delete");
        assertOrder("WATCHG");
        assertThat(open(0)).isFocused();
        browsing.page().reload();
        assertOrder("WATCHG");
    }

    @Test
    void theMouseMovesAndRemoves() {
        browsing.rememberWatchlist("WATCHH", "WATCHI");
        browsing.open(war, "");
        assertOrder("WATCHH", "WATCHI");
        BoundingBox from = browsing.watched().first().boundingBox();
        BoundingBox to = browsing.watched().last().boundingBox();
        Mouse mouse = browsing.page().mouse();
        mouse.move(from.x + 30, from.y + from.height / 2);
        mouse.down();
        mouse.move(to.x + 30, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(5));
        mouse.up();
        assertOrder("WATCHI", "WATCHH");
        assertThat(browsing.notice()).containsText("Which price would you like to watch?");
        browsing.watched().first().hover();
        browsing.button("Remove WATCHI from the watchlist").click();
        assertOrder("WATCHH");
    }

    @Test
    void theSymbolOfTheChartComesFirstWhenThereAreTooMany() {
        browsing.rememberWatchlist("WATCHJ", "WATCHK", "WATCHX");
        browsing.open(war, "WATCHL");
        assertThat(browsing.watched().last()).containsText("Paused: 2 symbols at most at a time.");
        awaitCarried("WATCHJ", "WATCHK", "WATCHL");
        FEED.trade(row("WATCHJ", 1, NOON, 1), row("WATCHK", 1.5, NOON, 1), row("WATCHL", 2, NOON, 1));
        browsing.assertLine("WATCHL", 1, "2");
        assertThat(browsing.watched().first()).containsText("1.00");
        assertThat(browsing.watched().nth(1)).containsText("1.50");
        browsing.watched().last().locator(".ticker").click();
        awaitCarried("WATCHJ", "WATCHX");
        FEED.trade(row("WATCHX", 3, NOON, 1));
        browsing.assertLine("WATCHX", 1, "3");
        assertThat(browsing.watched().last()).containsText("3.00");
    }

    @Test
    void rowShowsItsPlaceInLineUntilItHasASlot() {
        browsing.rememberWatchlist("WATCHM", "WATCHN");
        try (SlotHolders others = new SlotHolders(war, SLOTS, SYMBOLS_PER_CLIENT)) {
            browsing.open(war, "");
            assertThat(browsing.watched().first()).containsText("1st in line for live prices");
            assertThat(browsing.watched().last()).containsText("2nd in line for live prices");
            others.giveOneBack();
            FEED.awaitCommand("subscribe", "WATCHM");
            // An old price of a US stock is one of a closed market at night, and then the other symbol gets the slot.
            FEED.trade(row("WATCHM", 6, System.currentTimeMillis(), 1));
            assertThat(browsing.watched().first()).containsText("6.00");
            assertThat(browsing.watched().first()).not().containsText("in line");
            assertThat(browsing.watched().last()).containsText("1st in line for live prices");
        }
    }

    @Test
    void theChartGoesBeforeTheRows() {
        browsing.rememberWatchlist("WATCHO");
        try (SlotHolders others = new SlotHolders(war, SLOTS, SYMBOLS_PER_CLIENT)) {
            browsing.open(war, "");
            assertThat(browsing.watched().first()).containsText("1st in line for live prices");
            browsing.open(war, "WATCHP");
            assertThat(browsing.page().locator("#freshness")).containsText("1st in line for live prices");
            assertThat(browsing.watched().first()).containsText("2nd in line for live prices");
            browsing.watched().first().locator(".ticker").click();
            assertThat(browsing.page().locator("#freshness")).containsText("1st in line for live prices");
            others.giveOneBack();
            FEED.awaitCommand("subscribe", "WATCHO");
        }
    }

    private void assertOrder(String... symbols) {
        assertThat(browsing.watched().locator(".ticker")).hasText(symbols);
    }

    private Locator open(int row) {
        return browsing.watched().nth(row).getByRole(AriaRole.BUTTON).first();
    }

    private void awaitCarried(String... symbols) {
        List<String> wanted = List.of(symbols);
        war.awaitStatus("carried: " + wanted, status -> status.getJsonObject("symbols").keySet().containsAll(wanted));
    }
}
