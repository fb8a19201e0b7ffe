package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.OnSimulator;

/** The page at any width, from a desk's at four times its size to 4K, and in the system's own few colours. */
@Order(Integer.MAX_VALUE - 1)
class LooksIT extends OnSimulator {
    private static final String WIDER_THAN_THE_WINDOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";
    private static final String GROUND = "element => getComputedStyle(element).backgroundColor";
    private static final String TOKEN = "name => getComputedStyle(document.documentElement).getPropertyValue(name)";

    /** All states of the feed that the pill at the top may show, by what the server reports. */
    private static final Map<String, String> FEED_WORDS = Map.ofEntries(
            status("connecting", false, "Feed connecting…"), status("live", false, "Live"), status("down", false, "Feed down"),
            status("refused", false, "Key refused"), status("connecting", true, "Simulated data · connecting…"),
            status("live", true, "Simulated data · live"), status("down", true, "Simulated data · feed down"),
            status("refused", true, "Simulated data · refused"));

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private static Map.Entry<String, String> status(String feed, boolean simulated, String words) {
        return Map.entry("{\"type\":\"status\",\"feed\":\"" + feed + "\",\"simulated\":" + simulated + ",\"since\":1}", words);
    }

    @ParameterizedTest
    @CsvSource({"320, 256", "360, 740", "740, 360", "768, 1024", "1280, 800", "2560, 1440", "3840, 2160"})
    void nothingIsWiderThanTheWindow(int width, int height) {
        browsing.page().setViewportSize(width, height);
        browsing.rememberWatchlist("AAPL", "BINANCE:BTCUSDT", "OANDA:EUR_USD");
        browsing.open(war, "BINANCE:BTCUSDT");
        assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
        assertThat(browsing.watched()).hasCount(3);
        assertFits();
        browsing.searchBox().pressSequentially("usd");
        assertThat(browsing.rows().first()).isVisible();
        assertFits();
        browsing.searchBox().press("Escape");
        browsing.page().locator("#tools").click();
        assertFits();
    }

    @ParameterizedTest
    @CsvSource({"320, 256", "360, 740", "1280, 800"})
    void whateverTheFeedDoesItsWordsFit(int width, int height) {
        BlockingQueue<WebSocketRoute> sockets = new LinkedBlockingQueue<>();
        browsing.page().routeWebSocket(Pattern.compile(".*/prices"), sockets::add);
        browsing.page().setViewportSize(width, height);
        browsing.open(war, "");
        browsing.page().waitForCondition(() -> !sockets.isEmpty());
        WebSocketRoute socket = sockets.remove();
        FEED_WORDS.forEach((status, words) -> {
            socket.send(status);
            assertThat(browsing.feedState()).hasText(words);
            assertFits();
        });
        socket.send("{\"type\":\"status\",\"feed\":\"live\",\"simulated\":true,\"since\":1}");
        socket.send("{\"type\":\"pace\",\"busy\":true,\"millis\":400}");
        assertThat(browsing.feedState()).hasText("Simulated data · busy");
        assertFits();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void withForcedColoursWhatIsChosenStandsOut(ColorScheme scheme) {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setForcedColors(ForcedColors.ACTIVE)
                .setReducedMotion(ReducedMotion.REDUCE));
        browsing.rememberWatchlist("AAPL", "MSFT");
        browsing.open(war, "AAPL");
        assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
        assertStandsOut(browsing.page().locator("input[name=kind]:checked + span"),
                browsing.page().locator("input[name=kind]:not(:checked) + span").first());
        assertStandsOut(browsing.watched().first(), browsing.watched().last());
        assertEquals(List.of(), Axe.violations(browsing.page()));
        browsing.searchBox().pressSequentially("micro");
        assertThat(browsing.rows().first()).containsText("MSFT");
        browsing.searchBox().press("ArrowDown");
        assertStandsOut(browsing.page().locator(".search-row[aria-selected=true]"),
                browsing.page().locator(".search-row:not([aria-selected=true])").first());
        assertStandsOut(browsing.page().locator(".chip input:checked + span"),
                browsing.page().locator(".chip input:not(:checked) + span").first());
        assertEquals(List.of(), Axe.violations(browsing.page()));
    }

    @Test
    void withForcedColoursAGapIsShadedAndItsCauseReadable() {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        browsing.open(war, "AAPL");
        Object band = browsing.page().evaluate(TOKEN, "--band");
        assertNotEquals("", band);
        assertNotEquals(browsing.page().evaluate(TOKEN, "--volume"), band);
        // A canvas ignores a colour that it does not know.
        assertEquals(true, browsing.page().evaluate("colour => { const pen = document.createElement('canvas').getContext('2d');"
                + " const takes = from => { pen.fillStyle = from; pen.fillStyle = colour; return pen.fillStyle; };"
                + " return takes('#123456') === takes('#654321'); }", band));
    }

    private void assertFits() {
        assertEquals(0, browsing.page().evaluate(WIDER_THAN_THE_WINDOW));
    }

    private static void assertStandsOut(Locator chosen, Locator other) {
        assertNotEquals(other.evaluate(GROUND), chosen.evaluate(GROUND));
    }
}
