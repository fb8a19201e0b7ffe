package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** Candles that outlive the application: on each server the WAR brings its database, and finds it again. */
@ServerDependent
@Order(Integer.MAX_VALUE - 1)
class HistoryIT extends OnLiveServer {
    private static final String EURO = "OANDA:EUR_USD";
    /** A minute that is over. */
    private static final long MINUTE = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;

    @Test
    void candlesAndGapsOutliveTheApplication() {
        // The data folder is that of the archive, and the present one may be another class's.
        restart();
        war.awaitStatus("candles are kept", status -> status.getJsonObject("history").getString("state").equals("recording"));
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("KEPT");
            client.next("subscribed");
            FEED.awaitCommand("subscribe", "KEPT");
            FEED.trade(row("KEPT", 10, MINUTE + 1_000, 0.5), row("KEPT", 12, MINUTE + 1_500, 0.25), row("KEPT", 9, MINUTE - 1, 3));
            client.next("trade");
        }
        restart();
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.send("{\"type\":\"subscribe\",\"symbol\":\"KEPT\",\"candles\":[{\"interval\":1000},{\"interval\":60000}]}");
            JsonObject seconds = client.next("candles");
            assertEquals("[[%d,9,9,9,9,3,1],[%d,10,12,10,12,0.75,2]]".formatted(MINUTE - 1_000, MINUTE + 1_000),
                    seconds.getJsonArray("candles").toString());
            assertEquals("[[%d,9,9,9,9,3,1],[%d,10,12,10,12,0.75,2]]".formatted(MINUTE - 60_000, MINUTE),
                    client.next("candles").getJsonArray("candles").toString());
            JsonArray gaps = seconds.getJsonArray("gaps");
            assertFalse(gaps.isEmpty());
            assertEquals("unrecorded", gaps.getJsonObject(0).getString("cause"));
        }
        String query = "api/candles?symbol=KEPT&interval=";
        JsonObject minutes = war.json(query + "60000&from=" + (MINUTE - 60_000) + "&to=" + (MINUTE + 1));
        assertEquals("[[%d,9,9,9,9,3,1],[%d,10,12,10,12,0.75,2]]".formatted(MINUTE - 60_000, MINUTE),
                minutes.getJsonArray("candles").toString());
        assertEquals("[{\"from\":%d,\"id\":\"own\"}]".formatted(MINUTE - 60_000), minutes.getJsonArray("sources").toString());
        for (String interval : new String[] {"3600000", "86400000"}) {
            int prints = war.json(query + interval).getJsonArray("candles").stream()
                    .mapToInt(candle -> candle.asJsonArray().getInt(6)).sum();
            assertEquals(3, prints, interval);
        }
        long old = MINUTE - 100L * 60 * 60_000;
        HttpResponse<String> past = war.get(query + "60000&to=" + old);
        assertEquals("private, max-age=3600", past.headers().firstValue("Cache-Control").orElseThrow());
        String tag = past.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, war.get(query + "60000&to=" + old, "If-None-Match", tag).statusCode());
        assertEquals("private, no-cache", war.get(query + "60000").headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void programWithAFreeKeyGetsWhatWasRecorded() {
        FEED.lists().refuse("/forex/candle");
        restart();
        war.awaitStatus("candles are kept", status -> status.getJsonObject("history").getString("state").equals("recording"));
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe(EURO);
            client.next("subscribed");
            FEED.awaitCommand("subscribe", EURO);
            FEED.trade(row(EURO, 1.25, MINUTE + 1_000, 0.5));
            client.next("trade");
        }
        String expected = "{\"c\":[1.25],\"h\":[1.25],\"l\":[1.25],\"o\":[1.25],\"s\":\"ok\",\"t\":[%d],\"v\":[0.5]}".formatted(MINUTE / 1_000);
        Eventually.see("the recorded candle", () -> war.get("api/v1/forex/candle?symbol=" + EURO + "&resolution=1&from="
                + MINUTE / 1_000 + "&to=" + (MINUTE / 1_000 + 59)).body(), expected::equals);
        assertEquals("{\"s\":\"no_data\"}", war.get("api/v1/forex/candle?symbol=NOWHERE&resolution=D&from=1&to=2").body());
        String query = "api/candles?symbol=" + EURO + "&interval=60000&from=" + (MINUTE - 3_600_000);
        Eventually.see("that there is nothing to wait for", () -> war.json(query), answer -> !answer.containsKey("pending"));
        long requests = requests("/forex/candle");
        restart();
        Eventually.see("the same", () -> war.get(query), answer -> answer.statusCode() == 200 && !answer.body().contains("pending"));
        assertEquals(requests, requests("/forex/candle"), "a refusal is remembered over restarts");
    }

    @Test
    void candlesFromBeforeRecordingAreTheDataSources() {
        long past = MINUTE / 1_000 - 7_200;
        FEED.lists().answer("/crypto/candle", "{\"c\":[2],\"h\":[2.5],\"l\":[1],\"o\":[1.5],\"s\":\"ok\",\"t\":[%d],\"v\":[7]}".formatted(past));
        restart();
        String query = "api/candles?symbol=BINANCE:BTCUSDT&interval=60000&from=" + (past - 60) * 1_000 + "&to=" + (past + 60) * 1_000;
        JsonObject known = Eventually.see("a candle of Finnhub", () -> war.json(query),
                answer -> answer.containsKey("candles") && !answer.getJsonArray("candles").isEmpty());
        assertEquals("[[%d,1.5,2.5,1,2,7,null]]".formatted(past * 1_000), known.getJsonArray("candles").toString());
        assertEquals("[{\"from\":%d,\"id\":\"finnhub\"}]".formatted(past * 1_000), known.getJsonArray("sources").toString());
        long requests = requests("/crypto/candle");
        assertEquals(known, war.json(query));
        assertEquals(requests, requests("/crypto/candle"));
    }

    private static long requests(String path) {
        return FEED.lists().requests().stream().filter(asked -> asked.path().equals(path)).count();
    }

    private void restart() {
        SERVER.stop(deployer);
        war = SERVER.deployed(deployer);
        war.awaitFeed("live");
    }
}
