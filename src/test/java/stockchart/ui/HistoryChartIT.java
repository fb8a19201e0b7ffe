package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Axe;
import stockchart.testing.Browsing;
import stockchart.testing.Eventually;
import stockchart.testing.OnLiveServer;
import stockchart.testing.PlayedServer;
import stockchart.testing.ScriptedFeed;

/** Ranges of a day and more: which history the page loads, and what it draws of it. */
class HistoryChartIT extends OnLiveServer {
    private static final long DAY = 86_400_000;
    private static final long MINUTES = 120_000;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private final PlayedServer server = new PlayedServer().withHistory();

    @Test
    void theDayIsDrawnBeforeTheSocketHasSentAnything() {
        open(server.silent(), "");
        assertThat(browsing.chart()).hasAttribute("data-drawn", "true");
        assertThat(range("1 day")).isChecked();
        assertThat(browsing.chart()).hasAttribute("data-points", "0");
        // From Monday 10:40 back to Friday 10:40, of which the weekend takes no room.
        assertThat(browsing.chart()).hasAttribute("data-folds", "1");
        assertShown(Instant.parse("2026-01-02T15:40:00Z").toEpochMilli(), Instant.parse("2026-01-05T15:40:00Z").toEpochMilli());
        assertThat(browsing.notice()).isHidden();
    }

    @Test
    void aFirstVisitDrawsItsDayBeforeTheSocketHasSentAnything() {
        prepare(server.silent());
        browsing.open(war, "");
        assertThat(browsing.chart()).hasAttribute("data-symbol", "AAPL");
        assertThat(browsing.chart()).hasAttribute("data-drawn", "true");
        assertThat(range("1 day")).isChecked();
        assertThat(browsing.chart()).hasAttribute("data-folds", "1");
        assertShown(Instant.parse("2026-01-02T15:40:00Z").toEpochMilli(), Instant.parse("2026-01-05T15:40:00Z").toEpochMilli());
    }

    @Test
    void aFirstVisitRequestsItsDayWhileTheModulesAreLoading() {
        List<String> order = new CopyOnWriteArrayList<>();
        List<Route> held = new CopyOnWriteArrayList<>();
        prepare(server);
        browsing.page().route("**/assets/index-*.js", held::add);
        browsing.page().onRequest(request -> order.add(request.url().replaceFirst(".*/(api/[a-z]+|assets/index).*", "$1")));
        browsing.page().navigate(war.address().toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        awaitRequests(requests -> !requests.isEmpty());
        browsing.page().waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);
        assertThat(browsing.chart()).hasAttribute("data-drawn", "true");
        assertThat(range("1 day")).isChecked();
        assertEquals(1, server.requests().stream().filter(request -> request.startsWith("60000 ")).count(), server.requests().toString());
        assertEquals(1, order.stream().filter("api/start"::equals).count(), order.toString());
    }

    @Test
    void aDayWhoseNewestCandlesAreStillFetchedIsDrawnMeanwhile() {
        prepare(server.silent().unfinishedTail(Integer.MAX_VALUE));
        browsing.open(war, "AAPL");
        assertThat(browsing.chart()).hasAttribute("data-drawn", "true");
        assertThat(range("1 day")).isChecked();
        assertShown(Instant.parse("2026-01-02T15:40:00Z").toEpochMilli(), Instant.parse("2026-01-05T15:40:00Z").toEpochMilli());
    }

    @Test
    void theDayIsRequestedOnceWhileTheModulesAreLoading() {
        open(server, "");
        assertThat(browsing.chart()).hasAttribute("data-drawn", "true");
        awaitRequests(all -> all.stream().anyMatch(request -> request.startsWith(DAY + " ")));
        List<String> minutes = server.requests().stream().filter(request -> request.startsWith("60000 ")).toList();
        long first = start(minutes.get(0));
        // The quarter of an hour that a sparkline shows is requested later, and is no day.
        List<String> days = minutes.stream().filter(request -> start(request) < first + DAY).toList();
        assertEquals(1, days.size(), server.requests().toString());
        assertEquals(minutes.get(0), server.requests().get(0));
    }

    /** @param request as the server keeps it: interval, start and end */
    private static long start(String request) {
        return Long.parseLong(request.split(" ")[1]);
    }

    @Test
    void theChosenRangeOfAReturningReaderIsRequestedFirst() {
        browsing.page().addInitScript("localStorage['stock-chart.view'] ??= 'range=1y';"
                + " localStorage['stock-chart.symbol'] ??= 'AAPL'");
        prepare(server);
        browsing.open(war, "");
        assertThat(range("1 year")).isChecked();
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        assertEquals(DAY + " 0 ", server.requests().get(0));
    }

    @Test
    void whatTheServerIsStillFetchingIsWaitedForAndThenDrawn() {
        open(server.unfinished(2), "&range=1y");
        assertThat(browsing.page().locator(".history-note")).hasText("Loading history…");
        assertThat(browsing.price()).hasText(Pattern.compile("\\d+\\.\\d\\d"));
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        assertThat(browsing.page().locator(".history-note")).isHidden();
    }

    @Test
    void unreadableHistoryHasAQuietNoteAndIsRequestedAgain() {
        open(server.unreadable(1), "&range=1y");
        assertThat(browsing.page().locator(".history-note")).hasText("History is not available just now");
        assertThat(browsing.notice()).isHidden();
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        assertThat(browsing.page().locator(".history-note")).isHidden();
    }

    @Test
    void theLaneNamesSourcesSplitsAndClosedHours() {
        open(server.adjusted(), "&range=1y&kind=candles");
        assertThat(browsing.chart()).hasAttribute("data-lane",
                Pattern.compile("4:1 split\\?; history: Finnhub, adjusted for splits, no volume.*"));
        range("5 days").check();
        assertThat(browsing.chart()).hasAttribute("data-lane", Pattern.compile(".*weekend.*"));
        range("1 day").check();
        assertThat(browsing.chart()).hasAttribute("data-lane", Pattern.compile(".*weekend.*After hours.*"));
    }

    @Test
    void candlesAreDaysInAYearAndWeeksInAll() {
        open(server, "&range=1y&kind=candles");
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        range("All").check();
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(7 * DAY));
        range("5 days").check();
        assertThat(browsing.chart()).hasAttribute("data-interval", "1800000");
    }

    @Test
    void theTableHasOpenHighLowAndCloseOfEachCandle() {
        open(server, "&range=1y&kind=candles");
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        browsing.page().locator("#tools").click();
        browsing.page().getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName("Show as table")).click();
        browsing.page().getByText("As candles").click();
        assertThat(browsing.page().locator("#table-view thead th"))
                .hasText(new String[] {"Time", "Open", "High", "Low", "Close", "Change", "Volume", "Source"});
        assertThat(browsing.page().locator("#table-view tbody tr").first().locator("td")).hasCount(8);
        assertEquals(List.of(), Axe.violations(browsing.page()));
    }

    @Test
    void longRangesAreOfferedOnlyWhereThereIsHistory() {
        open(new PlayedServer(), "");
        assertThat(browsing.chart()).hasAttribute("data-points", "240");
        assertThat(range("1 h")).isVisible();
        for (String label : List.of("1 day", "5 days", "1 month", "6 months", "1 year")) {
            assertThat(range(label)).isHidden();
        }
    }

    @Test
    void eachRangeHasTheLengthOfCandlesThatSuitsIt() {
        open(server, "");
        assertThat(range("1 day")).isChecked();
        range("1 year").check();
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        assertThat(browsing.page()).hasURL(Pattern.compile("range=1y"));
        range("1 month").check();
        assertThat(browsing.chart()).hasAttribute("data-interval", "3600000");
        range("All").check();
        assertThat(browsing.chart()).hasAttribute("data-from", Pattern.compile("1689897600000|16899.*"));
        range("5 min").check();
        assertThat(browsing.chart()).hasAttribute("data-interval", "5000");
        assertThat(browsing.chart()).hasAttribute("data-folds", "0");
    }

    @Test
    void theSeamBetweenSourcesIsNamed() {
        open(server, "&range=1mo");
        assertThat(browsing.chart()).hasAttribute("data-seams", "finnhub recorded");
        assertThat(browsing.chart()).hasAttribute("data-lane", "history: Finnhub; recorded here");
        browsing.page().mouse().move(300, 400);
        assertThat(browsing.page().locator(".legend")).containsText(Pattern.compile("Source\\s*Finnhub"));
    }

    @Test
    void olderHistoryIsLoadedWhileOneDragsAndNothingTwice() {
        open(server, "");
        assertThat(range("1 day")).isChecked();
        long from = time("data-from");
        for (int i = 0; i < 3; i++) {
            browsing.chart().focus();
            for (int key = 0; key < 5; key++) {
                browsing.page().keyboard().press("Shift+ArrowLeft");
            }
        }
        Eventually.see("a start that was not loaded at first", () -> time("data-from"), start -> start < from - 2 * DAY);
        assertThat(browsing.chart()).hasAttribute("data-live", "false");
        awaitRequests(requests -> requests.size() > 1);
        assertEquals(new HashSet<>(server.requests()).size(), server.requests().size(), server.requests().toString());
        assertTrue(server.requests().stream().anyMatch(request -> request.matches("60000 \\d+ \\d+")), server.requests().toString());
    }

    @Test
    void whatThisServerHasRecordedIsHistoryToo() {
        browsing.open(war, "HISTA&range=1y");
        FEED.awaitCommand("subscribe", "HISTA");
        long now = System.currentTimeMillis();
        FEED.trade(ScriptedFeed.row("HISTA", 100, now - 60_000, 1), ScriptedFeed.row("HISTA", 101, now, 1));
        assertThat(browsing.price()).hasText("101.00");
        Eventually.see("kept days", Duration.ofSeconds(30), () -> war.get("api/candles?symbol=HISTA&interval=" + DAY).body(),
                body -> body.contains("\"candles\":[["));
        browsing.page().reload();
        assertThat(range("1 year")).isChecked();
        assertThat(range("1 year")).isVisible();
        assertThat(browsing.chart()).hasAttribute("data-interval", String.valueOf(DAY));
        Eventually.see("a year", () -> time("data-to") - time("data-from"), length -> length > 365 * DAY);
    }

    private void open(PlayedServer played, String view) {
        prepare(played);
        browsing.open(war, "AAPL" + view);
    }

    private void prepare(PlayedServer played) {
        Page page = browsing.page();
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        played.takeOver(page);
    }

    /** The browser's requests are taken only while this thread is within a call of Playwright's. */
    private void awaitRequests(Predicate<List<String>> wanted) {
        browsing.page().waitForCondition(() -> wanted.test(server.requests()));
    }

    private void assertShown(long from, long to) {
        Eventually.see("the start", () -> time("data-from"), start -> Math.abs(start - from) < MINUTES);
        Eventually.see("the end", () -> time("data-to"), end -> Math.abs(end - to) < MINUTES);
    }

    private long time(String attribute) {
        return Long.parseLong(browsing.chart().getAttribute(attribute));
    }

    private Locator range(String label) {
        return browsing.page().locator("#chart-controls").getByRole(AriaRole.RADIO,
                new Locator.GetByRoleOptions().setName(label).setExact(true).setIncludeHidden(true));
    }
}
