package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import stockchart.market.Trade;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;

/** Candles, and the times without a recording, from the deployed WAR. */
class CandlesIT extends OnLiveServer {
    /** A minute that is over. */
    private static final long MINUTE = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;
    private static final String BOTH = "[{\"interval\":1000},{\"interval\":60000}]";

    @Test
    void candlesComeWithTheSnapshotInTheOrderRequested() {
        try (FrameRecorder first = FrameRecorder.v1(war.prices()); FrameRecorder second = FrameRecorder.v1(war.prices())) {
            join(first, "CANDLE");
            FEED.trade(row("CANDLE", 10, MINUTE + 1_000, 0.1), row("CANDLE", 12, MINUTE + 1_500, 0.2),
                    row("CANDLE", 11, MINUTE + 2_000, 0), row("CANDLE", 9, MINUTE - 1, 3));
            JsonObject trade = first.next("trade");
            ask(second, "CANDLE", BOTH);
            assertEquals("subscribed", second.next("subscribed").getString("type"));
            JsonObject seconds = second.next();
            assertEquals("[[%d,9,9,9,9,3,1],[%d,10,12,10,12,0.3,2],[%d,11,11,11,11,0,1]]".formatted(MINUTE - 1_000, MINUTE + 1_000,
                    MINUTE + 2_000), seconds.getJsonArray("candles").toString());
            assertEquals(1_000, seconds.getInt("interval"));
            assertEquals("CANDLE", seconds.getString("symbol"));
            assertEquals(trade.get("epoch"), seconds.get("epoch"));
            assertEquals(4, seconds.getInt("seq"));
            JsonObject minutes = second.next();
            assertEquals("[[%d,9,9,9,9,3,1],[%d,10,12,10,11,0.3,3]]".formatted(MINUTE - 60_000, MINUTE), minutes.getJsonArray("candles").toString());
            assertEquals(60_000, minutes.getInt("interval"));
        }
    }

    @Test
    void timeThatCannotBeRightIsPassedOnAndOpensNoCandle() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "WRONGTIME");
            FEED.trade(row("WRONGTIME", 1, MINUTE, 1), row("WRONGTIME", 2, Trade.MAX_TIME, 1), row("WRONGTIME", 3, MINUTE / 1_000, 1),
                    row("WRONGTIME", 4, MINUTE + 600_000, 1));
            assertEquals(4, client.next("trade").getJsonArray("data").size());
            ask(client, "WRONGTIME", "[{\"interval\":60000}]");
            assertEquals("[[" + MINUTE + ",1,1,1,1,1,1]]", client.next("candles").getJsonArray("candles").toString());
        }
    }

    @Test
    void heldSymbolIsAnsweredAgain() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "AGAIN");
            FEED.trade(row("AGAIN", 1, MINUTE + 1_000, 1), row("AGAIN", 2, MINUTE + 2_000, 1));
            client.next("trade");
            ask(client, "AGAIN", "[{\"interval\":1000,\"from\":" + (MINUTE + 1_001) + "}]");
            assertEquals("[[" + (MINUTE + 2_000) + ",2,2,2,2,1,1]]", client.next("candles").getJsonArray("candles").toString());
        }
    }

    @Test
    void anOutageOfTheFeedIsAGap() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "OUT");
            FEED.drop();
            client.next("status", status -> status.getString("feed").equals("live"));
            ask(client, "OUT", BOTH);
            JsonArray gaps = client.next("candles").getJsonArray("gaps");
            assertEquals(1, gaps.size(), gaps::toString);
            assertGap("down", gaps.getJsonObject(0));
        }
    }

    @Test
    void anOutageThatGoesOnIsAGapWithoutAnEnd() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "STILLOUT");
            FEED.refuse(503);
            FEED.drop();
            client.next("status", status -> status.getString("feed").equals("down"));
            ask(client, "STILLOUT", BOTH);
            JsonObject gap = client.next("candles").getJsonArray("gaps").getJsonObject(0);
            assertEquals("down", gap.getString("cause"));
            assertFalse(gap.containsKey("to"));
            FEED.accept();
            FEED.awaitCommand("subscribe", "STILLOUT");
            // A connection that has received data makes the feed forget its failures, which later tests must not see.
            FEED.trade(row("STILLOUT", 1, 1_000, 1));
            client.next("trade");
            ask(client, "STILLOUT", BOTH);
            JsonObject ended = client.next("candles", candles -> candles.getInt("seq") == 1).getJsonArray("gaps").getJsonObject(0);
            assertEquals(gap.get("from"), ended.get("from"));
            assertGap("down", ended);
        }
    }

    @Test
    void timeWithoutViewersIsAGap() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            join(client, "LEFT");
            FEED.trade(row("LEFT", 1, MINUTE + 1_000, 1));
            client.next("trade");
            client.unsubscribe("LEFT");
            FEED.awaitCommand("unsubscribe", "LEFT");
            ask(client, "LEFT", BOTH);
            JsonObject candles = client.next("candles");
            assertEquals("[[" + (MINUTE + 1_000) + ",1,1,1,1,1,1]]", candles.getJsonArray("candles").toString());
            assertEquals(1, candles.getJsonArray("gaps").size());
            assertGap("unrecorded", candles.getJsonArray("gaps").getJsonObject(0));
        }
    }

    @Test
    void wrongQuestionIsNamed() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            ask(client, "WRONG", "[{\"interval\":5000}]");
            JsonObject error = client.next("error");
            assertEquals("BAD_MESSAGE", error.getString("code"));
            assertTrue(error.getString("msg").contains("must be 1000 or 60000"), error::toString);
        }
    }

    @Test
    void plainDialectKnowsNoCandles() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            ask(client, "PLAINCANDLE", BOTH);
            FEED.awaitCommand("subscribe", "PLAINCANDLE");
            FEED.trade(row("PLAINCANDLE", 1, 1_000, 1));
            assertEquals("trade", client.next().getString("type"));
        }
    }

    private static void assertGap(String cause, JsonObject gap) {
        assertEquals(cause, gap.getString("cause"));
        assertTrue(gap.getJsonNumber("from").longValue() < gap.getJsonNumber("to").longValue(), gap::toString);
    }

    private static void ask(FrameRecorder client, String symbol, String candles) {
        client.send("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\",\"candles\":" + candles + "}");
    }

    private static void join(FrameRecorder client, String symbol) {
        client.subscribe(symbol);
        client.next("subscribed");
        FEED.awaitCommand("subscribe", symbol);
    }
}
