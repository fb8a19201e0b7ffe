package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.Lighthouse;
import stockchart.testing.OnSimulator;
import stockchart.testing.PageSockets;

/** The page in each of its states under axe, in light and dark, at the sizes of a phone and of a desk; under Lighthouse; and its weight. */
@Order(Integer.MAX_VALUE - 1)
class AccessibilityIT extends OnSimulator {
    /** What a first view may take from the network, compressed. */
    private static final int MOST_BYTES = 130 * 1_024;
    /** The same with the candles of the day that it shows. */
    private static final int MOST_WITH_DAY = 140 * 1_024;
    private static final String HISTORY = "api/candles?";

    private enum Size {
        DESK(1280, 800), PHONE(360, 740);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void theEmptyPage() {
        inEachLook(() -> {
            browsing.page().navigate(war.address().toString());
            assertThat(browsing.button("AAPL APPLE INC")).isVisible();
        });
    }

    @Test
    void theLineWithAWatchlist() {
        browsing.rememberWatchlist("AAPL", "BINANCE:BTCUSDT");
        inEachLook(this::openApple);
    }

    @Test
    void aLostConnectionWithAWatchlist() {
        browsing.rememberWatchlist("AAPL", "BINANCE:BTCUSDT");
        PageSockets sockets = new PageSockets(browsing.page());
        inEachLook(() -> {
            openApple();
            sockets.cutOff(true);
            sockets.lose();
            assertThat(browsing.feedState()).hasText("Reconnecting…");
            assertThat(browsing.watched().first()).containsText("connection lost");
            assertThat(browsing.watched().first()).hasAttribute("data-stale", "true");
        });
    }

    @Test
    void candlesWithAPlaceLookedAt() {
        inEachLook(() -> {
            browsing.open(war, "AAPL&kind=candles&range=1m");
            assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
            browsing.chart().press("ArrowLeft");
            assertThat(browsing.page().locator(".legend")).isVisible();
        });
    }

    @Test
    void theSearchOpenEmptyAndWithResults() {
        inEachLook(() -> {
            openApple();
            browsing.searchBox().focus();
            assertThat(browsing.rows().first()).isVisible();
            check();
            browsing.searchBox().fill("micro");
            assertThat(browsing.rows().first()).containsText("MSFT");
        });
    }

    @Test
    void theDetailsOfTheFeed() {
        inEachLook(() -> {
            openApple();
            browsing.page().locator("#feed-button").click();
            assertThat(browsing.page().locator("#feed-details")).isVisible();
        });
    }

    @Test
    void theMenuAndTheTable() {
        inEachLook(() -> {
            openApple();
            browsing.page().locator("#tools").click();
            assertThat(browsing.page().getByRole(AriaRole.MENU)).isVisible();
            check();
            browsing.page().getByRole(AriaRole.MENU).getByText(Pattern.compile("table")).click();
            assertThat(browsing.page().getByRole(AriaRole.TABLE)).isVisible();
        });
    }

    @Test
    void aMessageInTheChartsPlace() {
        inEachLook(() -> {
            browsing.open(war, "%3C'b'%3E");
            assertThat(browsing.notice()).containsText("Unknown symbol");
        });
    }

    @Test
    void highContrast() {
        browsing.rememberWatchlist("AAPL", "BINANCE:BTCUSDT");
        inEachLook(() -> {
            openApple();
            browsing.page().getByLabel("Theme").selectOption("contrast");
            check();
            browsing.searchBox().fill("micro");
            assertThat(browsing.rows().first()).containsText("MSFT");
        });
    }

    @Test
    void theFirstViewIsLight() {
        Queue<Response> responses = new ConcurrentLinkedQueue<>();
        browsing.page().onResponse(responses::add);
        openApple();
        int page = size(responses, url -> !url.contains(HISTORY));
        assertTrue(page > 0 && page <= MOST_BYTES, () -> page + " bytes");
        // All days come later, and a day that the server is still fetching is requested again.
        int day = responses.stream().filter(response -> response.url().contains(HISTORY + "symbol=AAPL&interval=60000"))
                .mapToInt(AccessibilityIT::size).max().orElse(0);
        assertTrue(page + day <= MOST_WITH_DAY, () -> page + " and " + day + " bytes");
    }

    private static int size(Queue<Response> responses, Predicate<String> url) {
        return responses.stream().filter(response -> url.test(response.url())).mapToInt(AccessibilityIT::size).sum();
    }

    private static int size(Response response) {
        return response.request().sizes().responseBodySize;
    }

    @Test
    void lighthouseFindsNothing() {
        Map<String, Lighthouse.Score> scores = Lighthouse.audit(war.address() + "?symbol=AAPL", "accessibility", "best-practices");
        Lighthouse.Score full = new Lighthouse.Score(100, List.of());
        assertEquals(Map.of("accessibility", full, "best-practices", full), scores);
    }

    private void openApple() {
        browsing.open(war, "AAPL");
        assertThat(browsing.chart()).hasAttribute("data-points", Pattern.compile("[2-9]|\\d\\d+"));
    }

    private void inEachLook(Runnable state) {
        // Motion would be caught half way, with half of its contrast.
        Page.EmulateMediaOptions still = new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            browsing.page().emulateMedia(still.setColorScheme(scheme));
            for (Size size : Size.values()) {
                browsing.page().setViewportSize(size.width, size.height);
                state.run();
                check();
            }
        }
    }

    private void check() {
        assertEquals(List.of(), Axe.violations(browsing.page()));
    }
}
