package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import jakarta.json.Json;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.OnGuardedServer;

/** What a person sees who has never been here: a chart that moves and a list to start with, which stays as that person leaves it. */
@Order(Integer.MAX_VALUE - 1)
class FirstVisitIT extends OnGuardedServer {
    private static final int LISTED = 7;
    private static final Pattern PRICE = Pattern.compile("[\\d,]+\\.\\d+");
    private static final String QUESTION = "Which price would you like to watch?";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void aChartAndAListAreThereAndTheSearchBoxWaits() {
        visit(browsing.page());
        assertThat(browsing.watched()).hasCount(LISTED);
        assertThat(start(browsing.page())).isVisible();
        assertThat(browsing.price()).hasText(PRICE);
        assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
        assertThat(browsing.chart()).hasAttribute("data-symbol", first(browsing.page()));
        assertThat(browsing.page()).hasURL(Pattern.compile(".*[?&]symbol=.+"));
        assertThat(browsing.searchBox()).isFocused();
        assertThat(browsing.searchBox()).hasAttribute("placeholder", QUESTION);
        assertThat(browsing.rows()).hasCount(0);
        browsing.page().keyboard().type("apple");
        assertThat(browsing.rows().first()).containsText("AAPL");
    }

    @Test
    void itLooksRightOnADeskAndOnAPhone() {
        Page page = browsing.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        visit(page);
        assertThat(browsing.price()).hasText(PRICE);
        for (int width : List.of(1_280, 390)) {
            page.setViewportSize(width, 800);
            assertThat(start(page)).isVisible();
            page.screenshot(new Page.ScreenshotOptions().setPath(
                    Path.of(System.getProperty("it.output")).resolve("first-visit-" + width + ".png")).setFullPage(true));
            assertEquals(List.of(), Axe.violations(page));
            assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
        }
    }

    @Test
    void theNextVisitIsAnOrdinaryOne() {
        visit(browsing.page());
        assertThat(browsing.watched()).hasCount(LISTED);
        String shown = first(browsing.page());
        browsing.open(war, "");
        assertThat(browsing.chart()).hasAttribute("data-symbol", shown);
        assertThat(browsing.watched()).hasCount(LISTED);
        assertThat(start(browsing.page())).isHidden();
        assertThat(browsing.searchBox()).not().hasAttribute("placeholder", QUESTION);
        assertThat(browsing.searchBox()).not().isFocused();
    }

    @Test
    void anEmptiedListStaysEmpty() {
        Page page = browsing.page();
        visit(page);
        assertThat(browsing.watched()).hasCount(LISTED);
        for (int left = LISTED - 1; left >= 0; left--) {
            browsing.watched().first().locator(".open").focus();
            page.keyboard().press("Delete");
            assertThat(browsing.watched()).hasCount(left);
        }
        assertThat(start(page)).isHidden();
        page.evaluate("localStorage.removeItem('stock-chart.symbol')");
        browsing.open(war, "");
        assertThat(browsing.notice()).containsText(QUESTION);
        assertThat(browsing.watched()).hasCount(0);
    }

    @Test
    void anAddressWithASymbolOpensThatSymbolOnly() {
        browsing.open(war, "MSFT");
        signIn(browsing.page());
        assertThat(browsing.price()).hasText(PRICE);
        assertThat(browsing.heading()).containsText("MSFT");
        assertThat(browsing.watched()).hasCount(0);
        assertThat(browsing.searchBox()).not().isFocused();
    }

    @Test
    void aPhoneKeepsItsKeyboardAway() {
        Browser browser = browsing.page().context().browser();
        try (BrowserContext phone = browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 800).setHasTouch(true)
                .setIsMobile(true))) {
            Page page = phone.newPage();
            visit(page);
            assertThat(start(page)).isVisible();
            assertThat(page.locator("#search-box")).hasAttribute("placeholder", QUESTION);
            assertThat(page.locator("#search-box")).not().isFocused();
        }
    }

    @Test
    void symbolsAreNamedToThoseWhoMayReadOnly() {
        assertEquals(401, war.get("api/start").statusCode());
        HttpResponse<String> answer = war.get("api/start", "Authorization", "Bearer " + TOKEN);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        assertTrue(Json.createReader(new StringReader(answer.body())).readObject().getJsonArray("symbols").size() <= LISTED);
    }

    private void visit(Page page) {
        page.navigate(war.address().toString());
        signIn(page);
    }

    private static void signIn(Page page) {
        page.getByLabel("Access token").fill(TOKEN);
        page.getByLabel("Access token").press("Enter");
    }

    private static Locator start(Page page) {
        return page.getByText("A list to start with. Star what you follow, remove the rest.");
    }

    private static String first(Page page) {
        return page.locator("#watch-rows li").first().getAttribute("data-symbol");
    }
}
