package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PlayedServer;

/** What the chart shows at the pointer and as a table: the same values, and only known ones. */
@Order(Integer.MAX_VALUE - 1)
class ChartReadingIT extends OnLiveServer {
    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void tableListsAGapAfterAReloadToo() {
        browsing.open(war, "READA");
        FEED.awaitCommand("subscribe", "READA");
        FEED.trade(row("READA", 5, System.currentTimeMillis() - 60_000, 10));
        browsing.assertLine("READA", 1, "5");
        FEED.forgetCommands();
        FEED.drop();
        FEED.awaitCommand("subscribe", "READA");
        FEED.trade(row("READA", 6, System.currentTimeMillis(), 20));
        assertThat(browsing.price()).hasText("6.00");
        assertTableWithGap();
        browsing.page().reload();
        assertThat(browsing.price()).hasText("6.00");
        assertTableWithGap();
    }

    private void assertTableWithGap() {
        showTable();
        assertThat(tableRows()).hasText(new Pattern[] {Pattern.compile(".*6\\.00–20"), Pattern.compile("Nothing known: feed down (\\d+|under 1) s"),
            Pattern.compile(".*5\\.00–10")});
    }

    @Test
    void theTableGoesOnWithTheServersCandles() {
        openPlayed();
        showTable();
        assertThat(tableRows()).hasCount(200);
        browsing.button("Show 200 more").click();
        browsing.button("Show 200 more").click();
        assertThat(tableRows()).hasCount(601);
        assertThat(tableRows().nth(421)).hasText(Pattern.compile("Nothing known: feed down 2 min"));
        browsing.page().getByLabel("Each trade").check();
        assertThat(tableRows().nth(421)).hasText(Pattern.compile("Nothing known: feed down 2 min"));
        assertThat(tableRows().nth(300)).containsText("(1 s)");
    }

    @Test
    void shownTradeStaysUnderThePointer() {
        openPlayed();
        BoundingBox box = browsing.chart().boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        browsing.page().mouse().move(x, y);
        String before = read();
        browsing.page().mouse().wheel(-200, 0);
        assertThat(browsing.chart()).hasAttribute("data-live", "false");
        String moved = read();
        assertNotEquals(before, moved);
        browsing.page().mouse().move(x + 1, y);
        browsing.page().mouse().move(x, y);
        assertEquals(moved, read());
    }

    private void openPlayed() {
        new PlayedServer().takeOver(browsing.page());
        browsing.open(war, "AAPL&range=5m");
        assertThat(browsing.chart()).hasAttribute("data-points", "240");
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
    }

    /** The time and values at the place that is pointed at, once what was requested has been painted. */
    private String read() {
        browsing.page().evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return browsing.page().locator(".legend").textContent();
    }

    private void showTable() {
        browsing.page().locator("#tools").click();
        browsing.page().locator("#tools-menu").getByText("Show as table").click();
    }

    private Locator tableRows() {
        return browsing.page().getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(Pattern.compile("Prices of"))).locator("tbody tr");
    }
}
