package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** Choosing and watching a symbol. */
@Order(Integer.MAX_VALUE - 1)
class LivePageIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void everyTradeIsOnTheLineAndTheLastPriceIsShown() {
        watch("PAGEA");
        FEED.trade(row("PAGEA", 100.5, NOON, 1), row("PAGEA", 101, NOON + 1, 2));
        browsing.assertLine("PAGEA", 2, "101");
        FEED.trade(row("PAGEA", 99.25, NOON + 2_000, 0));
        browsing.assertLine("PAGEA", 3, "99.25");
        assertThat(browsing.price()).hasText("99.25");
        assertThat(browsing.feedState()).hasText("Live");
        assertThat(browsing.page()).hasTitle("PAGEA 99.25 – stock-chart");
    }

    @Test
    void knownTradesAreShownAtOnce() {
        watch("PAGEB");
        FEED.trade(row("PAGEB", 1, NOON, 1), row("PAGEB", 2, NOON + 1, 1));
        browsing.assertLine("PAGEB", 2, "2");
        browsing.page().reload();
        browsing.assertLine("PAGEB", 2, "2");
    }

    @Test
    void choosingAnotherSymbolGivesTheFirstBack() {
        watch("PAGEC");
        choose("zebra");
        FEED.awaitCommand("subscribe", "ZBRW");
        FEED.awaitCommand("unsubscribe", "PAGEC");
        FEED.trade(row("ZBRW", 42, NOON, 1));
        browsing.assertLine("ZBRW", 1, "42");
        assertThat(browsing.page()).hasURL(Pattern.compile("\\?symbol=ZBRW$"));
        assertThat(browsing.heading()).containsText("ZEBRA WORKS INC");
    }

    @Test
    void theBackButtonReturnsToTheSymbolBefore() {
        watch("PAGED");
        choose("quokka");
        FEED.awaitCommand("subscribe", "QUOK");
        assertThat(browsing.chart()).hasAttribute("data-symbol", "QUOK");
        browsing.page().goBack();
        assertThat(browsing.chart()).hasAttribute("data-symbol", "PAGED");
        assertThat(browsing.heading()).containsText("PAGED");
        FEED.trade(row("PAGED", 7, NOON, 1));
        browsing.assertLine("PAGED", 1, "7");
        browsing.page().goForward();
        assertThat(browsing.chart()).hasAttribute("data-symbol", "QUOK");
    }

    @Test
    void theBackButtonReturnsToTheViewBeforeToo() {
        watch("PAGEBV");
        choose("quokka");
        assertThat(browsing.chart()).hasAttribute("data-symbol", "QUOK");
        browsing.page().locator("input[name=kind][value=candles]").check();
        assertThat(browsing.chart()).hasAttribute("data-kind", "candles");
        browsing.page().goBack();
        assertThat(browsing.page()).hasURL(war.address() + "?symbol=PAGEBV");
        assertThat(browsing.chart()).hasAttribute("data-kind", "line");
        browsing.page().goForward();
        assertThat(browsing.chart()).hasAttribute("data-kind", "candles");
    }

    @Test
    void theLastSymbolIsRemembered() {
        watch("PAGEE");
        browsing.open(war, "");
        assertThat(browsing.chart()).hasAttribute("data-symbol", "PAGEE");
    }

    @Test
    void symbolWithoutTradesShowsThatItWaits() {
        watch("PAGEF");
        assertThat(browsing.notice()).containsText("Waiting for the first trade of PAGEF");
        assertThat(browsing.notice()).containsText("not in the symbol list");
        FEED.trade(row("PAGEF", 3, NOON, 1));
        assertThat(browsing.notice()).isHidden();
    }

    @Test
    void malformedSymbolIsCalledUnknown() {
        browsing.open(war, "%3Cimg%20'onerror'%3E");
        assertThat(browsing.notice()).containsText("Unknown symbol “<img 'onerror'>”");
        browsing.button("Search for a symbol").click();
        assertThat(browsing.searchBox()).isFocused();
    }

    @Test
    void searchWithoutMatchShowsANotice() {
        browsing.open(war, "");
        browsing.searchBox().fill("qqqzzzxxx");
        assertThat(browsing.page().getByText("No match for “qqqzzzxxx”").first()).isVisible();
    }

    @Test
    void namesFromTheListStayText() {
        browsing.open(war, "");
        browsing.searchBox().fill("EVIL");
        assertThat(browsing.rows().first()).containsText("<img src=x onerror=document.title='pwned'>");
        browsing.searchBox().press("Enter");
        assertThat(browsing.heading()).containsText("<img src=x onerror=document.title='pwned'>");
        assertThat(browsing.page().locator("img")).hasCount(0);
        assertThat(browsing.page()).hasTitle("EVIL – stock-chart");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        browsing.open(war, "");
        assertThat(browsing.notice()).containsText("Search above");
        browsing.page().keyboard().press("/");
        assertThat(browsing.searchBox()).isFocused();
        browsing.page().keyboard().type("usd");
        assertThat(browsing.rows().first()).hasAttribute("aria-selected", "true");
        assertThat(browsing.searchBox()).hasAttribute("aria-expanded", "true");
        browsing.page().keyboard().press("ArrowDown");
        assertThat(browsing.rows().nth(1)).hasAttribute("aria-selected", "true");
        String second = browsing.rows().nth(1).locator(".ticker").textContent();
        browsing.page().keyboard().press("Enter");
        assertThat(browsing.heading()).containsText(second);
        assertThat(browsing.searchBox()).hasAttribute("aria-expanded", "false");
    }

    @Test
    void escapeClosesTheListThenClearsTheBox() {
        browsing.open(war, "");
        browsing.searchBox().fill("aapl");
        assertThat(browsing.rows().first()).isVisible();
        browsing.searchBox().press("Escape");
        assertThat(browsing.rows().first()).isHidden();
        browsing.searchBox().press("Escape");
        assertThat(browsing.searchBox()).hasValue("");
    }

    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
    }

    private void choose(String words) {
        browsing.searchBox().fill(words);
        assertThat(browsing.rows().first()).isVisible();
        browsing.searchBox().press("Enter");
    }
}
