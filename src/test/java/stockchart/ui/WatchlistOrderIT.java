package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnSimulator;

/** The watchlist's order and members, changed by a finger, by presses alone, in another tab, and where nothing can be kept. */
@Order(Integer.MAX_VALUE - 1)
class WatchlistOrderIT extends OnSimulator {
    /** A browser that stores nothing for the page, and reports that when called. */
    private static final String DENY_STORAGE = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty("
            + "window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void aFingerMovesARowByItsGrip() {
        open("AAPL", "MSFT", "NVDA");
        BoundingBox grip = grip(0).boundingBox();
        double x = grip.x + grip.width / 2;
        double y = grip.y + grip.height / 2;
        double way = browsing.watched().last().boundingBox().y - browsing.watched().first().boundingBox().y;
        CDPSession hand = browsing.page().context().newCDPSession(browsing.page());
        touch(hand, "touchStart", x, y);
        touch(hand, "touchMove", x, y + way / 2);
        touch(hand, "touchMove", x, y + way);
        touch(hand, "touchEnd");
        assertOrder("MSFT", "NVDA", "AAPL");
        assertThat(browsing.page().locator(".steps")).hasCount(0);
        assertThat(browsing.watchlistNotice()).hasText("AAPL moved to position 3 of 3.");
    }

    @Test
    void aRowIsMovedByPressesWithoutDragging() {
        open("AAPL", "MSFT", "NVDA");
        browsing.watched().first().hover();
        grip(0).click();
        browsing.button("Move AAPL down").click();
        assertOrder("MSFT", "AAPL", "NVDA");
        browsing.button("Move AAPL down").click();
        assertOrder("MSFT", "NVDA", "AAPL");
        assertThat(browsing.button("Move AAPL down")).hasAttribute("aria-disabled", "true");
        browsing.watched().nth(1).locator(".ticker").click();
        assertThat(browsing.button("Move AAPL down")).hasCount(0);
        assertThat(browsing.notice()).containsText("Which price would you like to watch?");
    }

    @Test
    void aRowLetGoOutsideTheListStaysWhereItWas() {
        open("AAPL", "MSFT");
        BoundingBox row = browsing.watched().first().boundingBox();
        Mouse mouse = browsing.page().mouse();
        mouse.move(row.x + 40, row.y + 30);
        mouse.down();
        mouse.move(row.x - 100, row.y + 30);
        mouse.up();
        mouse.move(row.x + 40, row.y + 30);
        mouse.move(row.x + 40, row.y + 80);
        assertThat(browsing.page().locator(".dragged")).hasCount(0);
        assertOrder("AAPL", "MSFT");
    }

    @Test
    void theLastRowRemovedByMouseLeavesTheSearchClosed() {
        open("AAPL");
        browsing.watched().first().hover();
        browsing.button("Remove AAPL from the watchlist").click();
        assertThat(browsing.watched()).hasCount(0);
        assertThat(browsing.page().locator("#watch-empty")).isFocused();
        assertThat(browsing.rows()).hasCount(0);
    }

    @Test
    void twoTabsKeepInStep() {
        open("AAPL", "MSFT", "NVDA");
        Page other = browsing.page().context().newPage();
        other.navigate(war.address().toString());
        Locator theirs = other.locator("#watch-rows .open");
        assertThat(theirs).hasCount(3);
        theirs.first().press("Alt+ArrowDown");
        assertOrder("MSFT", "AAPL", "NVDA");
        browsing.watched().first().locator(".open").focus();
        assertThat(other.locator("#watch-rows .ticker")).hasText(new String[] {"MSFT", "AAPL", "NVDA"});
        theirs.first().press("Delete");
        assertOrder("AAPL", "NVDA");
        assertThat(browsing.watched().first().locator(".open")).isFocused();
        assertThat(browsing.watchlistNotice()).hasText("MSFT was removed from the watchlist in another tab.");
        browsing.watched().first().locator(".open").press("Delete");
        assertThat(theirs).hasCount(1);
        other.evaluate("localStorage.clear()");
        assertThat(browsing.watched()).hasCount(0);
    }

    @Test
    void theListWorksWhereNothingCanBeKept() {
        browsing.page().addInitScript(DENY_STORAGE);
        browsing.open(war, "AAPL");
        browsing.button("Watch AAPL").click();
        assertThat(browsing.watchlistNotice()).hasText("AAPL was added to the watchlist.");
        browsing.searchBox().fill("microsoft");
        browsing.rows().first().locator(".add").click();
        assertOrder("AAPL", "MSFT");
        browsing.watched().first().locator(".open").press("Alt+ArrowDown");
        assertOrder("MSFT", "AAPL");
        browsing.watched().first().locator(".open").press("Delete");
        assertOrder("AAPL");
    }

    /** Messages of the page cover neither the figures nor the rows. */
    @Test
    void toastCoversNoFigures() {
        browsing.page().setViewportSize(1280, 800);
        browsing.rememberWatchlist("AAPL", "MSFT");
        browsing.open(war, "AAPL");
        assertThat(browsing.page().locator("#figures")).isVisible();
        browsing.watched().last().hover();
        browsing.button("Remove MSFT from the watchlist").click();
        assertThat(browsing.watchlistNotice()).isVisible();
        BoundingBox figures = browsing.page().locator("#figures").boundingBox();
        double top = browsing.watchlistNotice().boundingBox().y;
        assertEquals(Math.max(top, figures.y + figures.height), top);
    }

    @Test
    void aRowOpensWhereverItIsPressed() {
        open("AAPL", "MSFT");
        for (double part : new double[] {0.1, 0.3, 0.45, 0.5, 0.55, 0.6, 0.7, 0.85}) {
            int row = browsing.page().url().contains("symbol=AAPL") ? 1 : 0;
            BoundingBox box = browsing.watched().nth(row).boundingBox();
            browsing.page().mouse().click(box.x + box.width * part, box.y + box.height * 0.4);
            assertThat(browsing.chart()).hasAttribute("data-symbol", row == 0 ? "AAPL" : "MSFT");
            assertThat(browsing.page().locator(".steps")).hasCount(0);
            assertOrder("AAPL", "MSFT");
        }
    }

    @Test
    void aFingerOpensARowWhereverItTouches() {
        Browser.NewContextOptions phone = new Browser.NewContextOptions().setHasTouch(true).setIsMobile(true)
                .setViewportSize(390, 844);
        try (BrowserContext context = browsing.page().context().browser().newContext(phone)) {
            Page page = context.newPage();
            page.addInitScript("localStorage['stock-chart.watchlist'] ??= '[\"AAPL\",\"MSFT\"]'");
            page.navigate(war.address() + "?symbol=AAPL");
            for (double part : new double[] {0.15, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8}) {
                int row = page.url().contains("symbol=AAPL") ? 1 : 0;
                Locator element = page.locator("#watch-rows li").nth(row);
                assertThat(element.locator(".spark path")).hasAttribute("d", Pattern.compile("M.+"));
                element.scrollIntoViewIfNeeded();
                BoundingBox box = element.boundingBox();
                page.touchscreen().tap(box.x + box.width * part, box.y + box.height * 0.4);
                assertThat(page.locator("#chart")).hasAttribute("data-symbol", row == 0 ? "AAPL" : "MSFT");
            }
        }
    }

    @Test
    void whatWasRemovedComesBackToItsPlaceInAllTabs() {
        open("AAPL", "MSFT", "NVDA");
        Page other = browsing.page().context().newPage();
        other.navigate(war.address().toString());
        Locator theirs = other.locator("#watch-rows .ticker");
        assertThat(theirs).hasCount(3);
        browsing.watched().nth(1).hover();
        browsing.button("Remove MSFT from the watchlist").click();
        assertOrder("AAPL", "NVDA");
        assertThat(theirs).hasCount(2);
        browsing.button("Undo").click();
        assertOrder("AAPL", "MSFT", "NVDA");
        assertThat(theirs).hasText(new String[] {"AAPL", "MSFT", "NVDA"});
        assertThat(browsing.watched().nth(1).locator(".last")).hasText(Pattern.compile("[0-9.]+"));
        browsing.watched().first().locator(".open").press("Delete");
        assertOrder("MSFT", "NVDA");
        browsing.page().keyboard().press("Control+z");
        assertOrder("AAPL", "MSFT", "NVDA");
        assertThat(browsing.watched().first().locator(".open")).isFocused();
        assertThat(browsing.button("Undo")).isHidden();
    }

    private void open(String... symbols) {
        browsing.rememberWatchlist(symbols);
        browsing.open(war, "");
        assertOrder(symbols);
    }

    private Locator grip(int row) {
        return browsing.watched().nth(row).locator(".grip");
    }

    private void assertOrder(String... symbols) {
        assertThat(browsing.watched().locator(".ticker")).hasText(symbols);
    }

    /** @param place  x and y, or nothing when the finger is lifted */
    private static void touch(CDPSession hand, String type, double... place) {
        JsonArray points = new JsonArray();
        if (place.length > 0) {
            JsonObject point = new JsonObject();
            point.addProperty("x", place[0]);
            point.addProperty("y", place[1]);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        hand.send("Input.dispatchTouchEvent", event);
    }
}
