package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import jakarta.json.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** What can be done with the chart beyond looking at it, and the page's details of the feed. */
@Order(Integer.MAX_VALUE - 1)
class ToolsIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;
    private static final Color DARK_CARD = new Color(0x131920);
    private static final String CARD = "rgb(255, 255, 255)";
    /** Keeps the theme that the page had when its body began. */
    private static final String SEE_FIRST_THEME = "new MutationObserver((_, me) => { if (!document.body) return; me.disconnect();"
            + " window.firstTheme = document.documentElement.dataset.theme; })"
            + ".observe(document, { childList: true, subtree: true });";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void thePillOpensWhatIsKnownOfTheFeed() {
        browsing.page().route("**/api/status", route -> route.fulfill(new FulfillOptions().setContentType("application/json")
                .setBody(statusWithClock())));
        watch("TOOLA");
        assertThat(browsing.feedState()).hasText("Live");
        FEED.trade(row("TOOLA", 5, System.currentTimeMillis(), 1));
        browsing.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("details of the data feed")).click();
        Locator details = browsing.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Data feed"));
        assertThat(details).containsText("Live since");
        assertThat(details).containsText("half within 3 ms, 99 of 100 within 9 ms");
        assertThat(details).containsText(Pattern.compile("\\d of " + SLOTS));
        assertThat(details).containsText(Pattern.compile("messages/s, \\d"));
        assertThat(details).containsText("keeps up");
        assertThat(browsing.page().locator("#delay")).hasText(Pattern.compile("\\d+(\\.\\d)? m?s"));
        browsing.page().keyboard().press("Escape");
        assertThat(details).isHidden();
        assertThat(browsing.page().locator("#feed-button")).isFocused();
    }

    @Test
    void aClickBesideTheDetailsClosesThem() {
        watch("TOOLB");
        assertThat(browsing.page().locator("#delay-figure")).isHidden();
        browsing.page().locator("#feed-button").click();
        Locator details = browsing.page().locator("#feed-details");
        assertThat(details).isVisible();
        browsing.page().mouse().click(200, 400);
        assertThat(details).isHidden();
    }

    @Test
    void aThemeIsRememberedAndThereBeforeAnythingIsPainted() {
        browsing.page().addInitScript(SEE_FIRST_THEME);
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        watch("TOOLC");
        assertThat(card()).hasCSS("background-color", CARD);
        chooseTheme("Dark");
        assertThat(card()).hasCSS("background-color", "rgb(19, 25, 32)");
        chooseTheme("High contrast");
        assertThat(card()).hasCSS("border-top-color", "rgb(107, 107, 107)");
        assertThat(browsing.page().locator("meta[name=theme-color]").first()).hasAttribute("content", "#fff");
        browsing.page().reload();
        assertEquals("contrast", browsing.page().evaluate("window.firstTheme"));
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(card()).hasCSS("background-color", "rgb(0, 0, 0)");
        chooseTheme("Auto");
        assertThat(card()).hasCSS("background-color", "rgb(19, 25, 32)");
    }

    @Test
    void theMenuIsOperatedByKeyboard() {
        watch("TOOLD");
        Locator button = browsing.page().locator("#tools");
        button.focus();
        button.press("Enter");
        assertThat(item("Save as PNG")).isFocused();
        browsing.page().keyboard().press("End");
        assertThat(item("Search by typing")).isFocused();
        browsing.page().keyboard().press("Escape");
        assertThat(button).isFocused();
        assertThat(button).hasAttribute("aria-expanded", "false");
        button.press("ArrowUp");
        assertThat(item("Search by typing")).hasAttribute("aria-checked", "true");
        browsing.page().keyboard().press("Enter");
        browsing.page().keyboard().press("/");
        assertThat(button).isFocused();
        button.press("ArrowUp");
        assertThat(item("Search by typing")).hasAttribute("aria-checked", "false");
        browsing.page().keyboard().press("Enter");
        browsing.page().keyboard().press("/");
        assertThat(browsing.searchBox()).isFocused();
    }

    @Test
    void aThemeCanBeChosenBeforeASymbolIs() {
        browsing.page().navigate(war.address().toString());
        chooseTheme("Dark");
        assertThat(card()).hasCSS("background-color", "rgb(19, 25, 32)");
    }

    @Test
    void thePictureHasTheChartOnTheCardsGround() throws IOException {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        watch("TOOLE");
        FEED.trade(row("TOOLE", 5, NOON, 1), row("TOOLE", 6, NOON + 1_000, 1));
        browsing.assertLine("TOOLE", 2, "6");
        Download download = browsing.page().waitForDownload(() -> choose("Save as PNG"));
        assertTrue(download.suggestedFilename().matches("TOOLE-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.png"), download.suggestedFilename());
        BufferedImage picture = ImageIO.read(download.path().toFile());
        assertTrue(picture.getWidth() > 600 && picture.getHeight() > 300, picture.toString());
        assertEquals(DARK_CARD, new Color(picture.getRGB(2, 2)));
        long colours = IntStream.range(0, picture.getWidth())
                .flatMap(x -> IntStream.range(0, picture.getHeight()).map(y -> picture.getRGB(x, y))).distinct().count();
        assertTrue(colours > 20, colours + " colours");
        assertThat(tools()).containsText("Saved the chart as TOOLE-");
    }

    @Test
    void theTableOfTradesIsSavedWhole() throws IOException {
        watch("TOOLF");
        FEED.trade(row("TOOLF", 5.25, NOON, 10), row("TOOLF", 6, NOON + 1, 0));
        browsing.assertLine("TOOLF", 2, "6");
        Download download = browsing.page().waitForDownload(() -> choose("Save trades as CSV"));
        assertTrue(download.suggestedFilename().matches("TOOLF-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.csv"), download.suggestedFilename());
        assertEquals("time,price,volume\r\n2023-11-14T22:13:20.000Z,5.25,10\r\n2023-11-14T22:13:20.001Z,6,0\r\n",
                Files.readString(download.path()));
        assertThat(tools()).containsText("Saved 2 trades");
        download = browsing.page().waitForDownload(() -> choose("Save candles as CSV"));
        assertTrue(download.suggestedFilename().startsWith("TOOLF-candles-"), download.suggestedFilename());
        assertEquals("start,seconds,open,high,low,close,volume,trades,source,notes\r\n"
                + "2023-11-14T22:13:20.000Z,1,5.25,6,5.25,6,10,2,recorded,\r\n", Files.readString(download.path()));
        assertThat(tools()).containsText("Saved one candle");
    }

    @Test
    void linkIsCopiedAndThatIsConfirmed() {
        browsing.page().addInitScript("delete Navigator.prototype.share");
        browsing.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        watch("TOOLG");
        choose("Copy link");
        assertThat(tools()).containsText("Link copied");
        assertEquals(war.address() + "?symbol=TOOLG", browsing.page().evaluate("navigator.clipboard.readText()"));
    }

    @Test
    void linkShowsWhatItsSenderSawDespiteOwnPreferences() {
        browsing.page().addInitScript("localStorage['stock-chart.view'] ??= 'kind=candles&range=1h&interval=15s'");
        browsing.open(war, "TOOLGA");
        FEED.awaitCommand("subscribe", "TOOLGA");
        assertThat(browsing.chart()).hasAttribute("data-kind", "line");
        browsing.open(war, "");
        assertThat(browsing.chart()).hasAttribute("data-kind", "candles");
        assertThat(browsing.page()).hasURL(Pattern.compile("symbol=TOOLGA&range=1h&interval=15s&kind=candles$"));
    }

    @Test
    void nothingCanBeSavedBeforeThereIsATrade() {
        watch("TOOLH");
        browsing.page().locator("#tools").click();
        assertThat(item("Save as PNG")).hasAttribute("aria-disabled", "true");
        assertThat(item("Save trades as CSV")).hasAttribute("aria-disabled", "true");
        assertThat(item("Save candles as CSV")).hasAttribute("aria-disabled", "true");
    }

    @Test
    void theTableFollowsTheTradesAndLeavesTheFocusAlone() {
        watch("TOOLI");
        FEED.trade(row("TOOLI", 5, NOON, 10));
        browsing.assertLine("TOOLI", 1, "5");
        choose("Show as table");
        Locator table = browsing.page().getByRole(AriaRole.TABLE,
                new Page.GetByRoleOptions().setName("Prices of TOOLI, newest first"));
        assertThat(table.locator("tbody tr")).hasCount(1);
        assertThat(browsing.chart()).isHidden();
        browsing.button("Pause").focus();
        FEED.trade(row("TOOLI", 4.5, NOON + 1_000, 20));
        assertThat(table.locator("tbody tr")).hasCount(2);
        assertThat(table.locator("tbody tr").first()).containsText("▼ −0.50");
        assertThat(browsing.button("Pause")).isFocused();
        choose("Show as table");
        assertThat(table).isHidden();
        assertThat(browsing.chart()).isVisible();
    }

    @Test
    void symbolsStandingIsAnnouncedToScreenReaders() {
        watch("TOOLJ");
        FEED.trade(row("TOOLJ", 5, NOON, 10));
        Locator summary = browsing.page().getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName("Summary"));
        assertThat(summary).containsText("TOOLJ 5.00, unchanged since");
        choose("Spoken summary");
        assertThat(summary).hasText("");
    }

    @Test
    void paperGetsTheChartWithoutTheControls() {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        watch("TOOLK");
        FEED.trade(row("TOOLK", 5, NOON, 10), row("TOOLK", 6, NOON + 1_000, 10));
        browsing.assertLine("TOOLK", 2, "6");
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(browsing.page().getByText(Pattern.compile("^Printed .*\\d{4}, \\d\\d:\\d\\d:\\d\\d\\.$"))).isVisible();
        assertThat(browsing.searchBox()).isHidden();
        assertThat(browsing.page().locator("#tools")).isHidden();
        assertThat(browsing.chart()).isVisible();
        assertThat(card()).hasCSS("color", "rgb(19, 26, 34)");
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(browsing.searchBox()).isVisible();
        assertThat(browsing.page().locator("html")).hasAttribute("data-palette", "dark");
    }

    @Test
    void printingIsOverWhenThePaperIsOut() {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        watch("TOOLL");
        FEED.trade(row("TOOLL", 5, NOON, 10), row("TOOLL", 6, NOON + 1_000, 10));
        browsing.assertLine("TOOLL", 2, "6");
        String paper = new String(browsing.page().pdf(), StandardCharsets.ISO_8859_1);
        assertTrue(paper.startsWith("%PDF") && paper.contains("/Count 1\n"), "More or less than one page");
        assertThat(browsing.page().locator("html")).hasAttribute("data-palette", "dark");
        assertThat(browsing.page().locator("#printed")).containsText("Printed");
    }

    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
    }

    private void choose(String label) {
        browsing.page().locator("#tools").click();
        item(label).click();
    }

    private void chooseTheme(String label) {
        browsing.page().getByLabel("Theme").selectOption(label);
    }

    private Locator item(String label) {
        return browsing.page().locator("#tools-menu").getByText(label, new Locator.GetByTextOptions().setExact(true));
    }

    private Locator card() {
        return browsing.page().locator("main.card, main .card").first();
    }

    /** The message of a tool. */
    private Locator tools() {
        return browsing.page().getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName("Tools"));
    }

    /** The server's own status with delays that are known. */
    private String statusWithClock() {
        return Json.createObjectBuilder(war.status()).add("now", System.currentTimeMillis())
                .add("tradeDelay", Json.createObjectBuilder().add("p50", 3).add("p99", 9)).build().toString();
    }
}
