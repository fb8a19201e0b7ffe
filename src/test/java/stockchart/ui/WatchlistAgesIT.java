package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** What a row of the watchlist shows of its price: how old it is and why, where it came from, and that it has moved. */
@Order(Integer.MAX_VALUE - 1)
class WatchlistAgesIT extends OnLiveServer {
    private static final String KEEP_FLASHES = "window.flashes = []; const plain = Element.prototype.animate;"
            + "Element.prototype.animate = function (...how) { if (this.matches('.last')) flashes.push(`${this.closest('li')"
            + ".dataset.symbol} ${how[0][0].backgroundColor}`); return plain.apply(this, how); };";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @AfterEach
    void leave() {
        FEED.accept();
    }

    @Test
    void oldPriceShowsItsAgeAndCause() {
        watch("WAGEA");
        FEED.trade(row("WAGEA", 7, ago(Duration.ofMinutes(150)), 1));
        assertThat(browsing.watched().first()).containsText("7.00");
        assertThat(note(0)).hasText("3 h ago · nothing traded since");
        FEED.trade(row("WAGEA", 8, ago(Duration.ZERO), 1));
        assertThat(browsing.watched().first()).containsText("8.00");
        assertThat(note(0)).isEmpty();
    }

    @Test
    void missingPriceShowsItsCause() {
        watch("QUOK", "WAGEB");
        assertThat(note(0)).hasText(Pattern.compile("No trade yet|Market closed"));
        assertThat(note(1)).hasText("Not in the symbol list");
    }

    @Test
    void feedThatIsDownIsShownInTheRowWithoutMovingIt() {
        watch("WAGEC");
        FEED.trade(row("WAGEC", 9, ago(Duration.ZERO), 1));
        Locator watched = browsing.watched().first();
        assertThat(watched).containsText("9.00");
        assertThat(watched).hasAttribute("data-stale", "false");
        double height = watched.boundingBox().height;
        FEED.refuse(503);
        FEED.drop();
        assertThat(note(0)).hasText(Pattern.compile("(Now|\\d+ s ago) · feed down"));
        assertThat(watched).hasAttribute("data-stale", "true");
        assertEquals(height, watched.boundingBox().height);
        FEED.accept();
        FEED.awaitCommand("subscribe", "WAGEC");
        FEED.trade(row("WAGEC", 10, ago(Duration.ZERO), 1));
        assertThat(watched).hasAttribute("data-stale", "false");
        assertThat(note(0)).isEmpty();
    }

    @Test
    void aSmallLineIsDrawnAndGrowsWithTheTrades() {
        watch("WAGED");
        Locator line = browsing.watched().first().locator(".spark path");
        FEED.trade(row("WAGED", 10, ago(Duration.ofSeconds(60)), 1), row("WAGED", 12, ago(Duration.ofSeconds(30)), 1));
        assertThat(line).hasAttribute("d", Pattern.compile("M0 \\S+L.*"));
        String before = line.getAttribute("d");
        FEED.trade(row("WAGED", 11, ago(Duration.ZERO), 1));
        assertThat(line).not().hasAttribute("d", before);
        assertThat(line).hasAttribute("d", Pattern.compile("M0 \\S+L.*L.*"));
    }

    @Test
    void aPriceThatMovesFlashesUpOrDown() {
        browsing.page().addInitScript(KEEP_FLASHES);
        moveUpAndDown("WAGEE", "WAGEF");
        browsing.page().waitForCondition(() -> flashes().size() == 2);
        assertEquals(List.of("WAGEE var(--up-light)", "WAGEF var(--down-light)"), flashes().stream().sorted().toList());
    }

    @Test
    void nothingFlashesWithReducedMotion() {
        browsing.page().addInitScript(KEEP_FLASHES);
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        moveUpAndDown("WAGEG", "WAGEH");
        assertEquals(List.of(), flashes());
    }

    private void moveUpAndDown(String up, String down) {
        watch(up, down);
        FEED.trade(row(up, 1, ago(Duration.ofSeconds(1)), 1), row(down, 2, ago(Duration.ofSeconds(1)), 1));
        assertThat(browsing.watched().last()).containsText("2.00");
        FEED.trade(row(up, 3, ago(Duration.ZERO), 1), row(down, 1, ago(Duration.ZERO), 1));
        assertThat(browsing.watched().first()).containsText("3.00");
        assertThat(browsing.watched().last()).containsText("1.00");
    }

    @SuppressWarnings("unchecked")
    private List<String> flashes() {
        return (List<String>) browsing.page().evaluate("flashes");
    }

    private Locator note(int row) {
        return browsing.watched().nth(row).locator(".note");
    }

    private void watch(String... symbols) {
        browsing.rememberWatchlist(symbols);
        browsing.open(war, "");
        List<String> wanted = List.of(symbols);
        war.awaitStatus("carried: " + wanted, status -> status.getJsonObject("symbols").keySet().containsAll(wanted));
    }

    private static long ago(Duration age) {
        return System.currentTimeMillis() - age.toMillis();
    }
}
