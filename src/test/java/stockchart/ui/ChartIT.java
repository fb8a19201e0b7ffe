package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** The chart under the reader's hand: kinds, ranges, zooming, pointing, and what it shows for times without data. */
@Order(Integer.MAX_VALUE - 1)
class ChartIT extends OnLiveServer {
    private static final int TRADES = 120;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /** Of the present, so that the server's clock and the trades agree. */
    private final long start = System.currentTimeMillis() - TRADES * 1_000L;

    @Test
    void candlesComeFromTheServerAndAreRemembered() {
        watch("CHARTA");
        choose("Candles");
        assertThat(browsing.chart()).hasAttribute("data-kind", "candles");
        choose("All");
        browsing.page().getByLabel("Interval of a candle").selectOption("15 s");
        assertThat(browsing.chart()).hasAttribute("data-candles", Pattern.compile("8|9"));
        assertThat(browsing.page()).hasURL(Pattern.compile("range=all.*interval=15s|interval=15s.*range=all"));
        browsing.page().reload();
        assertThat(browsing.chart()).hasAttribute("data-candles", Pattern.compile("8|9"));
        assertThat(browsing.chart()).hasAttribute("data-kind", "candles");
        assertThat(browsing.page().locator("#trades")).hasText(String.valueOf(TRADES));
    }

    @Test
    void zoomedIntoThePastItStaysThereUntilAskedToGoLive() {
        watch("CHARTB");
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
        assertThat(goLive()).isHidden();
        drag(200);
        assertThat(browsing.chart()).hasAttribute("data-live", "false");
        FEED.trade(row("CHARTB", 150, start + TRADES * 1_000L, 1));
        assertThat(browsing.price()).hasText("150.00");
        assertThat(browsing.chart()).hasAttribute("data-live", "false");
        goLive().click();
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
        drag(200);
        browsing.chart().dblclick();
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
    }

    @Test
    void aRangeCountsAsChosenOnlyWhereItIsShown() {
        browsing.open(war, "CHARTSELDOM");
        FEED.awaitCommand("subscribe", "CHARTSELDOM");
        String[] rows = new String[30];
        Arrays.setAll(rows, i -> row("CHARTSELDOM", 100 + i, start - (30 - i) * 60_000L, 1));
        FEED.trade(rows);
        assertThat(browsing.chart()).hasAttribute("data-points", "30");
        Locator five = browsing.page().locator("input[name=range][value='5m']");
        assertThat(five).not().isChecked();
        choose("5 min");
        assertThat(five).isChecked();
        assertThat(browsing.page()).hasURL(Pattern.compile("range=5m"));
    }

    @Test
    void thePointerShowsExactValues() {
        watch("CHARTC");
        assertThat(legend()).isHidden();
        hover(0.5);
        assertThat(legend()).containsText("Price");
        assertThat(legend()).containsText(Pattern.compile("Volume\\s*1"));
        browsing.page().mouse().move(1, 1);
        assertThat(legend()).isHidden();
    }

    @Test
    void theArrowKeysWalkTheTrades() {
        watch("CHARTD");
        Locator chart = browsing.chart();
        chart.focus();
        chart.press("ArrowLeft");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*price 219\\.00.*"));
        chart.press("ArrowLeft");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*price 218\\.00.*"));
        chart.press("Home");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*price 100\\.00.*"));
        chart.press("End");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile(".*price 219\\.00.*"));
        chart.press("Escape");
        assertThat(legend()).isHidden();
    }

    @Test
    void theKeyboardZoomsAndMoves() {
        watch("CHARTE");
        Locator chart = browsing.chart();
        chart.focus();
        chart.press("+");
        chart.press("Shift+ArrowLeft");
        assertThat(chart).hasAttribute("data-live", "false");
        chart.press("0");
        assertThat(chart).hasAttribute("data-live", "true");
    }

    @Test
    void gapShowsItsCauseAndSurvivesAReload() {
        watch("CHARTF");
        FEED.forgetCommands();
        FEED.drop();
        FEED.awaitCommand("subscribe", "CHARTF");
        FEED.trade(row("CHARTF", 90, System.currentTimeMillis(), 1));
        assertThat(browsing.price()).hasText("90.00");
        assertThat(browsing.chart()).hasAttribute("data-bands", Pattern.compile("feed down .*"));
        browsing.page().reload();
        assertThat(browsing.price()).hasText("90.00");
        assertThat(browsing.chart()).hasAttribute("data-bands", Pattern.compile("feed down .*"));
    }

    @Test
    void anAddressBringsItsView() {
        browsing.page().navigate(war.address() + "?symbol=CHARTH&range=1m&kind=candles&interval=5s");
        assertThat(browsing.page().locator("input[name=range][value='1m']")).isChecked();
        assertThat(browsing.page().locator("input[name=kind][value=candles]")).isChecked();
        assertEquals("5s", browsing.page().locator("select[name=interval]").inputValue());
    }

    private void choose(String name) {
        browsing.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true)).check();
    }

    private Locator legend() {
        return browsing.page().locator(".legend");
    }

    private Locator goLive() {
        return browsing.button("Go live");
    }

    /** Watches a symbol that has had a trade a second: 100, 101, … 219. */
    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
        for (int i = 0; i < TRADES; i += 10) {
            String[] rows = new String[10];
            for (int j = 0; j < rows.length; j++) {
                rows[j] = row(symbol, 100 + i + j, start + (i + j) * 1_000L, 1);
            }
            FEED.trade(rows);
        }
        browsing.assertLine(symbol, TRADES, "219");
    }

    private void hover(double part) {
        BoundingBox box = browsing.chart().boundingBox();
        browsing.page().mouse().move(box.x + box.width * part, box.y + box.height / 2);
    }

    private void drag(int pixels) {
        hover(0.4);
        BoundingBox box = browsing.chart().boundingBox();
        browsing.page().mouse().down();
        for (int step = 1; step <= 5; step++) {
            browsing.page().mouse().move(box.x + box.width * 0.4 + pixels * step / 5.0, box.y + box.height / 2);
        }
        browsing.page().mouse().up();
    }
}
