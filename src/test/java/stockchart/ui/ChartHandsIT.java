package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.BoundingBox;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.Browsing;
import stockchart.testing.OnLiveServer;

/** The time the chart shows follows wheel, fingers and keys, and nothing else once the reader has moved it. */
@Order(Integer.MAX_VALUE - 1)
class ChartHandsIT extends OnLiveServer {
    private static final int TRADES = 120;
    private static final String TURN_ASIDE = "chart => chart.dispatchEvent(new WheelEvent('wheel',"
            + " { deltaX: -200, shiftKey: true, cancelable: true }))";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    /** A whole second, where the candle of the first trade begins too. */
    private final long start = System.currentTimeMillis() / 1_000 * 1_000 - TRADES * 1_000L;
    private final Shown whole = new Shown(start, start + (TRADES - 1) * 1_000L);

    /** The time that the chart shows, ms. */
    private record Shown(long from, long to) {
        long length() {
            return to - from;
        }
    }

    @Test
    void theWheelZoomsAndAcrossItMoves() {
        watch("HANDA");
        pointAtTheMiddle();
        browsing.page().mouse().wheel(0, -400);
        Shown near = awaitShown(shown -> shown.length() < whole.length() && shown.to() == whole.to());
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
        browsing.page().mouse().wheel(-200, 0);
        Shown across = awaitShown(shown -> shown.to() < near.to());
        assertThat(browsing.button("Go live")).isVisible();
        browsing.page().keyboard().down("Shift");
        browsing.page().mouse().wheel(0, -200);
        browsing.page().keyboard().up("Shift");
        Shown byShift = awaitShown(shown -> shown.to() < across.to());
        browsing.chart().evaluate(TURN_ASIDE);
        Shown aside = awaitShown(shown -> shown.to() < byShift.to());
        assertEquals(near.length(), aside.length(), 1);
        browsing.button("Go live").click();
        awaitShown(whole::equals);
        assertThat(browsing.button("Go live")).isHidden();
    }

    @Test
    void newTradesNeverMoveWhatTheReaderLooksAt() {
        watch("HANDB");
        pointAtTheMiddle();
        browsing.page().mouse().wheel(0, -400);
        awaitShown(shown -> shown.length() < whole.length());
        browsing.page().mouse().wheel(-200, 0);
        Shown moved = awaitShown(shown -> shown.to() < whole.to());
        browsing.page().mouse().wheel(0, -100);
        Shown held = awaitShown(shown -> shown.length() < moved.length());
        for (int i = 0; i < 5; i++) {
            FEED.trade(row("HANDB", 300 + i, start + (TRADES + i) * 1_000L, 1), row("HANDB", 50, start + i * 1_000L + 500, 1));
            assertThat(browsing.chart()).hasAttribute("data-points", String.valueOf(TRADES + 2 * (i + 1)));
            assertEquals(held, shown());
        }
        assertThat(browsing.price()).hasText("304.00");
        browsing.chart().dblclick();
        awaitShown(shown -> shown.to() == start + (TRADES + 4) * 1_000L);
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
    }

    @Test
    void keysChangeTheLengthShownAndMoveIt() {
        watch("HANDC");
        browsing.chart().press("+");
        Shown near = awaitShown(shown -> shown.length() < whole.length() && shown.to() == whole.to());
        browsing.chart().press("Shift+ArrowLeft");
        Shown earlier = awaitShown(shown -> shown.to() < near.to());
        assertEquals(near.length(), earlier.length(), 1);
        browsing.chart().press("-");
        awaitShown(shown -> shown.length() > earlier.length());
        browsing.chart().press("+");
        Shown again = awaitShown(shown -> Math.abs(shown.length() - near.length()) <= 1);
        browsing.chart().press("Shift+ArrowLeft");
        Shown before = awaitShown(shown -> shown.to() < again.to());
        browsing.chart().press("Shift+ArrowRight");
        awaitShown(shown -> shown.to() > before.to());
        assertThat(browsing.chart()).hasAttribute("data-live", "false");
        browsing.chart().press("0");
        awaitShown(whole::equals);
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
    }

    @Test
    void twoFingersPinchOneDragsAndTwoTapsReset() {
        watch("HANDD");
        CDPSession hand = browsing.page().context().newCDPSession(browsing.page());
        touch(hand, "touchStart", 0.45, 0.55);
        touch(hand, "touchMove", 0.35, 0.65);
        touch(hand, "touchMove", 0.2, 0.8);
        touch(hand, "touchEnd");
        Shown near = awaitShown(shown -> shown.length() < whole.length() / 2);
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
        touch(hand, "touchStart", 0.3);
        touch(hand, "touchMove", 0.5);
        touch(hand, "touchMove", 0.7);
        touch(hand, "touchEnd");
        Shown earlier = awaitShown(shown -> shown.to() < near.to());
        assertEquals(near.length(), earlier.length(), 1);
        assertThat(browsing.button("Go live")).isVisible();
        touch(hand, "touchStart", 0.2, 0.8);
        touch(hand, "touchMove", 0.35, 0.65);
        touch(hand, "touchEnd");
        awaitShown(shown -> shown.length() > earlier.length());
        for (int tap = 0; tap < 2; tap++) {
            touch(hand, "touchStart", 0.5);
            touch(hand, "touchEnd");
        }
        awaitShown(whole::equals);
        assertThat(browsing.chart()).hasAttribute("data-live", "true");
    }

    /** The fingers that are down, as parts of the chart's width. */
    private void touch(CDPSession hand, String type, double... fingers) {
        BoundingBox box = browsing.chart().boundingBox();
        JsonArray points = new JsonArray();
        for (int id = 0; id < fingers.length; id++) {
            JsonObject point = new JsonObject();
            point.addProperty("id", id);
            point.addProperty("x", box.x + box.width * fingers[id]);
            point.addProperty("y", box.y + box.height / 2);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        hand.send("Input.dispatchTouchEvent", event);
    }

    private void pointAtTheMiddle() {
        BoundingBox box = browsing.chart().boundingBox();
        browsing.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    }

    /** Waits until the time shown is as wanted and has stopped moving. */
    private Shown awaitShown(Predicate<Shown> wanted) {
        browsing.page().waitForCondition(() -> wanted.test(shown()) && settled());
        Shown shown = shown();
        assertTrue(wanted.test(shown), shown::toString);
        return shown;
    }

    private Shown shown() {
        String[] times = browsing.chart().evaluate("({ dataset }) => `${dataset.from} ${dataset.to}`").toString().split(" ");
        return new Shown(Long.parseLong(times[0]), Long.parseLong(times[1]));
    }

    /** Two frames in which nothing glides. */
    private boolean settled() {
        Shown before = shown();
        browsing.page().evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return before.equals(shown());
    }

    /** Watches a symbol that has had a trade a second. */
    private void watch(String symbol) {
        browsing.open(war, symbol);
        FEED.awaitCommand("subscribe", symbol);
        FEED.trade(IntStream.range(0, TRADES).mapToObj(i -> row(symbol, 100 + i, start + i * 1_000L, 1)).toArray(String[]::new));
        browsing.assertLine(symbol, TRADES, "219");
        awaitShown(whole::equals);
    }
}
