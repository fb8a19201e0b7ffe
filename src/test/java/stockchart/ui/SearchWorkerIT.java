package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** How the page and the worker that searches for it get along when either is slow. */
@Order(Integer.MAX_VALUE - 1)
class SearchWorkerIT extends OnLiveServer {
    /** Keeps what the worker answers to "apple" until it is let go. */
    private static final String HOLD_ANSWERS = "const texts = new Map(); window.held = [];"
            + " const send = Worker.prototype.postMessage;"
            + " Worker.prototype.postMessage = function (question) {"
            + "   if (question.type === 'search') texts.set(question.id, question.text); return send.call(this, question); };"
            + " const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');"
            + " Object.defineProperty(Worker.prototype, 'onmessage', { configurable: true, set(handler) {"
            + "   set.call(this, (event) => (texts.get(event.data.id) === 'apple' ? window.held.push(() => handler(event))"
            + "     : handler(event))); } });";
    private static final String LET_GO = "window.held.splice(0).map((answer) => answer()).length > 0";
    private static final String FETCHED =
            "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/api/symbols')).length";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private final List<Route> requests = new ArrayList<>();

    @BeforeEach
    void forget() {
        requests.clear();
    }

    @Test
    void theListIsFetchedAndSearchedInTheWorker() {
        browsing.page().addInitScript(HOLD_ANSWERS);
        browsing.open(war, "");
        browsing.searchBox().click();
        assertThat(browsing.rows().first()).containsText("AAPL");
        assertEquals(1, browsing.page().workers().size());
        assertEquals(1, browsing.page().workers().get(0).evaluate(FETCHED));
        assertEquals(0, browsing.page().evaluate(FETCHED));
        browsing.searchBox().fill("apple");
        awaitHeldAnswer();
        // Nothing on the page itself has searched meanwhile: it still shows what it suggested.
        assertThat(browsing.searchStatus()).hasText("4 suggestions");
        assertEquals(true, browsing.page().evaluate(LET_GO));
        assertThat(browsing.rows()).containsText(new String[] {"AAPL"});
        assertThat(browsing.searchStatus()).hasText("1 match");
    }

    @Test
    void anOldAnswerNeverReplacesANewerOne() {
        browsing.page().addInitScript(HOLD_ANSWERS);
        browsing.open(war, "");
        browsing.searchBox().fill("apple");
        awaitHeldAnswer();
        browsing.searchBox().fill("zebra");
        assertThat(browsing.rows()).containsText(new String[] {"ZBRW"});
        assertEquals(true, browsing.page().evaluate(LET_GO));
        // Two frames later nothing is under way any more.
        browsing.page().evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(browsing.rows()).containsText(new String[] {"ZBRW"});
        browsing.searchBox().press("Enter");
        assertThat(browsing.searchStatus()).hasText("ZBRW ZEBRA WORKS INC chosen");
    }

    @Test
    void whatWasTypedBeforeTheListCameIsAnsweredWhenItComes() {
        holdList();
        browsing.searchBox().fill("zebra");
        assertThat(browsing.rows()).containsText(new String[] {"The symbol list is loading…"});
        letListCome();
        assertThat(browsing.rows()).containsText(new String[] {"ZBRW"});
        assertThat(browsing.searchStatus()).hasText("1 match");
    }

    @Test
    void anEnterThatWasTakenBackOpensNothingLater() {
        holdList();
        browsing.searchBox().fill("zebra");
        browsing.searchBox().press("Enter");
        browsing.searchBox().press("Escape");
        assertThat(browsing.searchBox()).hasAttribute("aria-expanded", "false");
        letListCome();
        assertThat(browsing.notice()).containsText("or start with one of these");
        browsing.searchBox().press("ArrowDown");
        assertThat(browsing.rows()).containsText(new String[] {"ZBRW"});
        assertThat(browsing.notice()).containsText("Which price would you like to watch?");
    }

    /** From here and not in the page, where the content security policy lets no second look happen. */
    private void awaitHeldAnswer() {
        browsing.page().waitForCondition(() -> (Boolean) browsing.page().evaluate("window.held.length > 0"));
    }

    private void holdList() {
        browsing.page().route("**/api/symbols", requests::add);
        browsing.open(war, "");
        browsing.page().waitForCondition(() -> !requests.isEmpty());
    }

    private void letListCome() {
        requests.forEach(Route::resume);
    }
}
