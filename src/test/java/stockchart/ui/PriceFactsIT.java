package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** What the page shows of a price in figures: its change, since when, and the range of the day. */
@Order(Integer.MAX_VALUE - 1)
class PriceFactsIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;
    /** In the year 2037, so never of a trading day that is over. */
    private static final long LONG_AHEAD = 2_130_000_000;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void theFiguresAreThoseOfAllTradesAfterAReloadToo() {
        watch("FACTA");
        FEED.trade(row("FACTA", 10, NOON, 100), row("FACTA", 12.5, NOON + 1_000, 0), row("FACTA", 9.25, NOON + 90_000, 50));
        assertFigures("12.50", "9.25", "150", "3");
        FEED.trade(row("FACTA", 14, NOON + 91_000, 0));
        assertFigures("14.00", "9.25", "150", "4");
        FEED.trade(row("FACTA", 8, NOON + 500, 25));
        assertFigures("14.00", "8.00", "175", "5");
        assertThat(browsing.price()).hasText("14.00");
        browsing.page().reload();
        assertFigures("14.00", "8.00", "175", "5");
        assertThat(browsing.price()).hasText("14.00");
    }

    @Test
    void pricesWithoutAnyVolumeHaveNoVolumeFigure() {
        watch("FACTB");
        FEED.trade(row("FACTB", 10, NOON, 0));
        assertThat(figure("trades")).hasText("1");
        assertThat(figure("volume")).isHidden();
        FEED.trade(row("FACTB", 11, NOON + 1, 2));
        assertThat(figure("volume")).hasText("2");
    }

    @Test
    void changeIsComputedFromThePreviousClose() {
        FEED.lists().quote("FACTC", 200, LONG_AHEAD);
        watch("FACTC");
        FEED.trade(row("FACTC", 150, NOON, 1), row("FACTC", 205, NOON + 1_000, 1));
        assertChange("up", "▲ up 5.00 (+2.50 %) since previous close");
        FEED.trade(row("FACTC", 199, NOON + 2_000, 1));
        assertChange("down", "▼ down 1.00 (−0.50 %) since previous close");
        FEED.trade(row("FACTC", 200, NOON + 3_000, 1));
        assertChange("same", "● unchanged since previous close");
        browsing.page().reload();
        assertChange("same", "● unchanged since previous close");
    }

    @Test
    void withoutAPreviousCloseChangeIsComputedFromTheFirstPriceKnown() {
        watch("FACTD");
        long now = System.currentTimeMillis();
        FEED.trade(row("FACTD", 80, now, 1), row("FACTD", 100, now + 1, 1));
        String first = (String) browsing.page().evaluate(
                "now => new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' }).format(now)", (double) now);
        assertChange("up", "▲ up 20.00 (+25.00 %) since " + first);
        browsing.page().reload();
        assertChange("up", "▲ up 20.00 (+25.00 %) since " + first);
    }

    @Test
    void eachFigureIsCalledWhatItIs() {
        long now = System.currentTimeMillis();
        watch("FACTE");
        FEED.trade(row("FACTE", 205, now, 1));
        assertThat(figure("high").locator("xpath=..")).hasText(Pattern.compile("High\\s*since .+205\\.00"));
        assertThat(figure("trades").locator("xpath=..")).hasText(Pattern.compile("Trades\\s*since .+1"));
        assertThat(figure("day-range")).isHidden();
        FEED.lists().quote("FACTF", 200, "201", "210", "195", now / 1_000);
        watch("FACTF");
        FEED.trade(row("FACTF", 205, now, 1));
        assertThat(figure("day-range").locator("xpath=..")).hasText("Day range195.00 – 210.00");
        assertThat(figure("high")).isHidden();
        assertThat(figure("low")).isHidden();
        FEED.trade(row("FACTF", 212, now + 1_000, 1));
        assertThat(figure("day-range")).hasText("195.00 – 212.00");
        assertThat(figure("volume").locator("xpath=..")).hasText(Pattern.compile("Volume\\s*since .+2"));
    }

    private void assertFigures(String high, String low, String volume, String trades) {
        assertThat(figure("high")).hasText(high);
        assertThat(figure("low")).hasText(low);
        assertThat(figure("volume")).hasText(volume);
        assertThat(figure("trades")).hasText(trades);
    }

    private void assertChange(String direction, String words) {
        Locator change = browsing.page().locator("#change");
        assertThat(change).hasText(words);
        assertThat(change).hasAttribute("data-direction", direction);
    }

    private Locator figure(String name) {
        return browsing.page().locator("#" + name);
    }

    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
    }
}
