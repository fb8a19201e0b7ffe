package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** Room for whatever has to be written: the longest prices, letters of twice the size, and a telephone on its side. */
@Order(Integer.MAX_VALUE - 1)
class RoomIT extends OnLiveServer {
    private static final String WIDER_THAN_THE_WINDOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
    /** Those whose text does not end where they do. */
    private static final String CUT_OFF = "[...document.querySelectorAll('#figures dt, #figures dd, #price, #change, .segments span')]"
            + ".filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map(one => one.id || one.textContent)";
    private static final String TWICE_THE_SIZE = "document.documentElement.style.fontSize = '200%'";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @ParameterizedTest
    @CsvSource({"360, 1234567890.12, 1234567980.12", "320, 1234567890.12, 1234567980.12", "360, 0.00000122, 0.00000123",
        "320, 0.00000122, 0.00000123"})
    void theLongestPricesFit(int width, double before, double price) {
        browsing.page().setViewportSize(width, 740);
        watch("LONG" + width + (price > 1 ? "A" : "B"), before, price);
        assertFits();
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "768, 1024", "360, 740"})
    void lettersOfTwiceTheSizeFit(int width, int height) {
        browsing.page().setViewportSize(width, height);
        watch("LETTER" + width, 199.84, 200.08);
        browsing.page().evaluate(TWICE_THE_SIZE);
        assertFits();
        BoundingBox price = browsing.price().boundingBox();
        BoundingBox change = browsing.page().locator("#change").boundingBox();
        assertTrue(change.x >= price.x + price.width || change.y >= price.y + price.height, "The change lies upon the price");
        assertTrue(change.y < price.y + price.height + 40 && browsing.page().locator("#head").boundingBox().height < 620, "There is a hole");
    }

    @Test
    void onATelephoneOnItsSideTheChartIsSeen() {
        browsing.page().setViewportSize(740, 360);
        watch("SIDE", 199.84, 200.08);
        BoundingBox chart = browsing.chart().boundingBox();
        assertTrue(chart.y + chart.height <= 360 && chart.height >= 180, "From " + chart.y + ", " + chart.height + " high");
        assertFits();
    }

    private void watch(String symbol, double before, double price) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
        long now = System.currentTimeMillis();
        FEED.trade(row(symbol, before, now - 10_000, 4951), row(symbol, price, now, 4951));
        assertThat(browsing.chart()).hasAttribute("data-points", "2");
        assertThat(browsing.page().locator("#trades")).hasText("2");
    }

    private void assertFits() {
        assertEquals(0, browsing.page().evaluate(WIDER_THAN_THE_WINDOW));
        assertEquals(List.of(), browsing.page().evaluate(CUT_OFF));
    }
}
