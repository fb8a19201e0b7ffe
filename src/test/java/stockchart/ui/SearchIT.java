package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;

/** What the search box offers, how it is narrowed, and what it shows of slots. */
@Order(Integer.MAX_VALUE - 1)
class SearchIT extends OnLiveServer {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    private static final Pattern ANYTHING = Pattern.compile(".*");

    private final List<FrameRecorder> others = new ArrayList<>();

    @AfterEach
    void leave() {
        others.forEach(FrameRecorder::close);
    }

    @Test
    void popularSymbolsAreOfferedAndLaterTheRecentOnes() {
        browsing.open(war, "");
        browsing.searchBox().click();
        assertThat(group("Popular").getByRole(AriaRole.OPTION)).containsText(new String[] {"AAPL", "MSFT", "EUR/USD", "BTC/USDT"});
        assertThat(group("Recent")).hasCount(0);
        assertThat(browsing.searchStatus()).hasText("4 suggestions");
        browsing.searchBox().fill("quokka");
        assertThat(browsing.rows()).containsText(new String[] {"QUOK"});
        browsing.searchBox().press("Enter");
        assertThat(browsing.searchStatus()).hasText("QUOK QUOKKA MINING chosen");
        browsing.page().reload();
        browsing.searchBox().click();
        assertThat(group("Recent").getByRole(AriaRole.OPTION)).containsText(new String[] {"QUOK"});
        browsing.searchBox().press("ArrowDown");
        assertThat(browsing.rows().first()).hasAttribute("aria-selected", "true");
    }

    @Test
    void theListIsNarrowedToAKindWhichIsRemembered() {
        browsing.open(war, "");
        browsing.searchBox().fill("usd");
        assertThat(browsing.rows()).containsText(new String[] {"EUR/USD", "BTC/USDT"});
        kind("Crypto").check();
        assertThat(browsing.rows()).containsText(new String[] {"BTC/USDT"});
        assertThat(browsing.searchBox()).isFocused();
        assertThat(browsing.searchStatus()).hasText("1 match in Crypto");
        browsing.page().reload();
        browsing.searchBox().fill("apple");
        assertThat(browsing.rows()).containsText(new String[] {"No match for “apple” in Crypto", "Show all kinds"});
        browsing.searchBox().press("Enter");
        assertThat(browsing.rows()).containsText(new String[] {"AAPL"});
        assertThat(kind("All")).isChecked();
    }

    @Test
    void stocksAloneAreOffered() {
        browsing.open(war, "");
        browsing.searchBox().click();
        assertThat(browsing.rows()).hasCount(4);
        kind("Stocks").check();
        assertThat(browsing.rows()).containsText(new String[] {"AAPL", "MSFT"});
        assertThat(browsing.searchStatus()).hasText("2 suggestions in Stocks");
        browsing.searchBox().fill("usd");
        assertThat(browsing.rows()).containsText(new String[] {"No match for “usd” in Stocks", "Show all kinds"});
    }

    @Test
    void chosenOptionIsAnnouncedToAssistiveTechnology() {
        browsing.open(war, "");
        browsing.searchBox().fill("usd");
        assertChosen(0);
        browsing.searchBox().press("ArrowDown");
        assertChosen(1);
        browsing.searchBox().press("Home");
        assertChosen(0);
        browsing.searchBox().press("Escape");
        assertThat(browsing.searchBox()).not().hasAttribute("aria-activedescendant", ANYTHING);
        assertThat(browsing.searchStatus()).hasText("");
    }

    @Test
    void theHintOfTheSlashIsThereWhileItDoesSomething() {
        browsing.open(war, "");
        assertThat(browsing.page().locator(".search kbd")).isVisible();
        browsing.page().evaluate("localStorage['stock-chart.typing'] = 'off'");
        browsing.page().reload();
        assertThat(browsing.notice()).containsText("Search above");
        assertThat(browsing.page().locator(".search kbd")).isHidden();
        browsing.page().keyboard().press("/");
        assertThat(browsing.searchBox()).not().isFocused();
    }

    @Test
    void kindsAreChosenByKeyboard() {
        browsing.open(war, "");
        browsing.searchBox().fill("usd");
        assertThat(browsing.rows()).hasCount(2);
        browsing.searchBox().press("Tab");
        assertThat(kind("All")).isFocused();
        browsing.page().keyboard().press("ArrowRight");
        browsing.page().keyboard().press("ArrowRight");
        assertThat(kind("Forex")).isChecked();
        assertThat(browsing.rows()).containsText(new String[] {"EUR/USD"});
        browsing.page().keyboard().press("Escape");
        assertThat(browsing.searchBox()).isFocused();
        assertThat(browsing.searchBox()).hasAttribute("aria-expanded", "false");
    }

    @Test
    void typingALetterAnywhereBeginsASearch() {
        browsing.open(war, "");
        assertThat(browsing.notice()).containsText("Search above");
        browsing.page().keyboard().type("zeb");
        assertThat(browsing.searchBox()).hasValue("zeb");
        assertThat(browsing.rows().first()).containsText("ZBRW");
    }

    @Test
    void liveStateIsShown() {
        watchElsewhere("MSFT");
        browsing.open(war, "");
        browsing.searchBox().fill("microsoft");
        assertThat(browsing.rows().first()).containsText("live now");
        browsing.searchBox().fill("zebra");
        assertThat(browsing.rows().first()).containsText("ZBRW");
        assertThat(browsing.rows().first()).not().containsText(Pattern.compile("now|line"));
    }

    @Test
    void withAllSlotsInUseTheOpenSymbolsAreNamed() {
        useAllSlotsWith("AAPL");
        browsing.open(war, "");
        browsing.searchBox().fill("apple");
        assertThat(browsing.rows().first()).containsText("open now");
        browsing.searchBox().fill("microsoft");
        assertThat(browsing.rows().first()).containsText("waits in line");
    }

    @Test
    void withAllSlotsInUseTheNoticeLeadsToWhatCanStillBeOpened() {
        useAllSlotsWith("BINANCE:BTCUSDT");
        browsing.open(war, "QUOK");
        assertThat(browsing.notice()).containsText("QUOK waits for its turn");
        browsing.button("Show symbols you can open now").click();
        assertThat(group("Open now, already running").getByRole(AriaRole.OPTION)).containsText(new String[] {"BTC/USDT"});
        assertThat(browsing.rows().first()).containsText("BTC/USDT");
        assertThat(group("Popular").getByRole(AriaRole.OPTION)).containsText(new String[] {"AAPL", "MSFT", "EUR/USD"});
        browsing.searchBox().fill("usd");
        assertThat(browsing.rows()).containsText(new String[] {"BTC/USDT", "EUR/USD"});
        browsing.searchBox().press("Enter");
        assertThat(browsing.heading()).containsText("BTC/USDT");
        assertThat(browsing.notice()).containsText("Waiting for the first trade of BTC/USDT");
    }

    @Test
    void aNameAsPeopleWriteItIsResolved() {
        browsing.open(war, "eur/usd");
        assertThat(browsing.page()).hasURL(Pattern.compile("\\?symbol=OANDA(:|%3A)EUR_USD$"));
        assertThat(browsing.heading()).containsText("EUR/USD");
    }

    private void useAllSlotsWith(String symbol) {
        watchElsewhere(symbol);
        for (int i = 1; i < SLOTS; i++) {
            watchElsewhere("SLOT" + i);
        }
    }

    private void assertChosen(int index) {
        assertThat(browsing.rows().nth(index)).hasAttribute("aria-selected", "true");
        assertThat(browsing.searchBox()).hasAttribute("aria-activedescendant", browsing.rows().nth(index).getAttribute("id"));
    }

    private void watchElsewhere(String symbol) {
        FrameRecorder other = FrameRecorder.v1(war.prices());
        others.add(other);
        other.subscribe(symbol);
        other.next("subscribed");
    }

    private Locator group(String name) {
        return browsing.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator kind(String name) {
        return browsing.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
