package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static stockchart.testing.ScriptedFeed.row;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** What the page leaves out: drawing while it is hidden, and motion for readers who prefer none. */
@Order(Integer.MAX_VALUE - 1)
class RestingPageIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;
    private static final String TWO_FRAMES =
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
    /** Counts drawings, and lets the test decide whether the page is hidden: a browser without a window never hides one. */
    private static final String WATCH_DRAWING = "window.drawings = 0; window.isAway = false;"
            + "const { clearRect } = CanvasRenderingContext2D.prototype;"
            + "CanvasRenderingContext2D.prototype.clearRect = function (...box) {"
            + " window.drawings += 1; return clearRect.apply(this, box); };"
            + "Object.defineProperty(Document.prototype, 'hidden', { get: () => window.isAway });"
            + "Object.defineProperty(Document.prototype, 'visibilityState', { get: () => window.isAway ? 'hidden' : 'visible' });";
    private static final String PUT_AWAY = "() => { isAway = true; document.dispatchEvent(new Event('visibilitychange')); }";
    /** What the chart shows before any other event could have been handled. */
    private static final String TAKE_OUT = "() => { isAway = false; document.dispatchEvent(new Event('visibilitychange'));"
            + " return document.getElementById('chart').dataset.points; }";
    /** Keeps the breaths of the dot on the newest price. */
    private static final String WATCH_BREATHS = "window.breaths = []; const { animate } = Element.prototype;"
            + "Element.prototype.animate = function (...motion) { const made = animate.apply(this, motion);"
            + " if (this.className === 'halo') window.breaths.push(made); return made; };";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @Test
    void aHiddenPageDrawsNothingAndCatchesUpAtOnce() {
        browsing.page().addInitScript(WATCH_DRAWING);
        watch("RESTA");
        browsing.page().evaluate(PUT_AWAY);
        browsing.page().evaluate(TWO_FRAMES);
        Object before = browsing.page().evaluate("drawings");
        for (int i = 3; i <= 8; i++) {
            FEED.trade(row("RESTA", i, NOON + i * 1_000, 1));
        }
        assertThat(browsing.page()).hasTitle("RESTA 8.00 – stock-chart");
        browsing.page().evaluate(TWO_FRAMES);
        assertEquals(before, browsing.page().evaluate("drawings"));
        assertThat(browsing.chart()).hasAttribute("data-points", "2");
        assertEquals("8", browsing.page().evaluate(TAKE_OUT));
        browsing.assertLine("RESTA", 8, "8");
        assertThat(browsing.price()).hasText("8.00");
    }

    @Test
    void theDotBreathesOncePerTrade() {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        browsing.page().addInitScript(WATCH_BREATHS);
        watch("RESTB");
        assertEquals(1, browsing.page().evaluate("breaths.length"));
        browsing.page().evaluate("breaths[0].finish()");
        browsing.page().evaluate(TWO_FRAMES);
        assertEquals(0, browsing.page().evaluate("document.querySelector('.halo').getAnimations().length"));
        FEED.trade(row("RESTB", 3, NOON + 3_000, 1));
        browsing.assertLine("RESTB", 3, "3");
        browsing.page().evaluate(TWO_FRAMES);
        assertEquals(2, browsing.page().evaluate("breaths.length"));
    }

    @Test
    void nothingMovesWithReducedMotion() {
        browsing.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        browsing.page().addInitScript(WATCH_BREATHS);
        watch("RESTC");
        FEED.trade(row("RESTC", 3, NOON + 3_000, 1));
        browsing.assertLine("RESTC", 3, "3");
        browsing.page().evaluate(TWO_FRAMES);
        assertEquals(0, browsing.page().evaluate("breaths.length"));
        assertEquals(0, browsing.page().evaluate("document.getAnimations().filter((one) => one.playState === 'running').length"));
    }

    /** Watches a symbol that has had two trades in one message. */
    private void watch(String symbol) {
        browsing.page().navigate(war.address() + "?symbol=" + symbol + "&range=all");
        FEED.awaitCommand("subscribe", symbol);
        FEED.trade(row(symbol, 1, NOON, 1), row(symbol, 2, NOON + 2_000, 1));
        browsing.assertLine(symbol, 2, "2");
    }
}
