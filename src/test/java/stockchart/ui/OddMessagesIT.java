package stockchart.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.market.Trade;
import stockchart.testing.Browsing;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.Watchers;

/** Messages of Finnhub that are huge, useless, repeated or out of order: the connection stays, and so do the prices. */
@Order(Integer.MAX_VALUE - 1)
class OddMessagesIT extends OnLiveServer {
    private static final long NOON = 1_700_000_000_000L;
    private static final int MEGABYTE = 1 << 20;

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private int handshakes;

    @BeforeEach
    void count() {
        handshakes = FEED.handshakes();
    }

    @AfterEach
    void theConnectionHasStayed() {
        assertEquals("live", war.status().getString("feed"));
        assertThat(browsing.feedState()).hasText("Live");
        assertEquals(handshakes, FEED.handshakes());
    }

    @Test
    void aMegabyteOfTradesReachesEveryClientInOrderAndWhole() {
        String symbol = "MEGABYTE:OF-TRADES-IN-ONE-MESSAGE-" + "X".repeat(30);
        String[] rows = new String[TAPE];
        Arrays.setAll(rows, i -> row(symbol, i + 1, NOON + i, 1));
        assertTrue(String.join(",", rows).length() > MEGABYTE);
        long taken = counter("trades");
        try (Watchers watchers = watch(symbol); FrameRecorder late = FrameRecorder.v1(war.prices())) {
            FEED.trade(rows);
            JsonObject trades = watchers.program().next("trade");
            assertWhole(trades, TAPE);
            assertThat(browsing.price()).hasText("10,000.00");
            assertThat(browsing.chart()).hasAttribute("data-gaps", "0");
            assertEquals(taken + TAPE, counter("trades"));
            FEED.trade(rows);
            assertWhole(watchers.program().next("trade"), 2 * TAPE);
            late.subscribe(symbol, trades.getJsonNumber("epoch").longValue(), 0);
            JsonObject bounded = late.next("subscribed");
            assertEquals(2 * TAPE, bounded.getInt("seq"));
            assertEquals(TAPE, bounded.getJsonArray("trades").size());
            assertFalse(bounded.getBoolean("complete"));
        }
    }

    @Test
    void aMegabyteOfGarbageIsCountedAndSkipped() {
        long before = counter("malformed");
        try (Watchers watchers = watch("MEGAGARBAGE")) {
            watchers.assertFlows(1);
            FEED.send("\u00fc{[".repeat(MEGABYTE / 3));
            FEED.send("{\"type\":\"trade\",\"data\":[" + "[".repeat(MEGABYTE));
            FEED.send("{\"type\":\"" + "x".repeat(MEGABYTE) + "\"}");
            watchers.assertFlows(2);
        }
        assertEquals(before + 2, counter("malformed"));
    }

    @Test
    void messagesThatEachComeThreeTimesAreTakenOnceOnceThatIsClear() {
        long before = counter("repeated");
        try (Watchers watchers = watch("THRICE")) {
            for (int n = 1; n <= 4; n++) {
                for (int copy = 1; copy <= 3; copy++) {
                    FEED.trade(row("THRICE", n, NOON + n, 1));
                }
            }
            // The first message's copies might be three equal trades.
            watchers.program().next("trade", trade -> trade.getInt("seq") == 6);
            browsing.assertLine("THRICE", 6, "4");
            assertEquals(before + 6, counter("repeated"));
            watchers.assertFlows(7);
        }
    }

    @Test
    void tradesOutOfOrderArePassedOnAsTheyCameAndDrawnInTheOrderOfTheirTime() {
        try (Watchers watchers = watch("DISORDER")) {
            FEED.trade(row("DISORDER", 3, NOON + 152_227, 1), row("DISORDER", 2, NOON + 152_115, 1));
            assertEquals(List.of(3, 2), prices(watchers.program().next("trade")));
            FEED.trade(row("DISORDER", 1, NOON + 151_964, 1));
            assertEquals(List.of(1), prices(watchers.program().next("trade")));
            assertLastIsShown("DISORDER", 3, "1");
            browsing.page().reload();
            assertLastIsShown("DISORDER", 3, "1");
        }
    }

    @Test
    void aTimeThatCannotBeRightIsPassedOnAndFreezesNoPrice() {
        try (Watchers watchers = watch("AHEAD")) {
            long now = System.currentTimeMillis();
            FEED.trade(row("AHEAD", 5, now - 1_000, 1), row("AHEAD", 9, now + 16_000, 1));
            assertLastIsShown("AHEAD", 2, "9");
            watchers.program().next("trade");
            FEED.trade(row("AHEAD", 500, now + 600_000, 1), row("AHEAD", 600, Trade.MAX_TIME, 1), row("AHEAD", 700, now / 1_000, 1),
                    row("AHEAD", 6, now, 1));
            assertEquals(List.of(500, 600, 700, 6), prices(watchers.program().next("trade")));
            assertLastIsShown("AHEAD", 3, "6");
            assertThat(browsing.page().locator("#high")).hasText("9.00");
            browsing.page().reload();
            assertLastIsShown("AHEAD", 3, "6");
            assertThat(browsing.page().locator("#high")).hasText("9.00");
        }
    }

    /** The price is that of the trade that came last, whatever its time: live as from the first answer. */
    private void assertLastIsShown(String symbol, int points, String price) {
        browsing.assertLine(symbol, points, price);
        assertThat(browsing.price()).hasText(price + ".00");
        assertThat(browsing.page()).hasTitle(symbol + " " + price + ".00 – stock-chart");
    }

    private Watchers watch(String symbol) {
        return new Watchers(FEED, war, browsing, symbol);
    }

    private long counter(String name) {
        return war.status().getJsonObject("counters").getJsonNumber(name).longValue();
    }

    private static List<Integer> prices(JsonObject trade) {
        return trade.getJsonArray("data").stream().map(row -> row.asJsonObject().getInt("p")).toList();
    }

    /** All the megabyte's trades, the last of them with this number. */
    private static void assertWhole(JsonObject trade, int seq) {
        assertEquals(seq, trade.getInt("seq"));
        assertFalse(trade.containsKey("missed"));
        assertEquals(IntStream.rangeClosed(1, TAPE).boxed().toList(), prices(trade));
    }
}
