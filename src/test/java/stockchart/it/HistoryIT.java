package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/** Candles that outlive the application: on each server the WAR brings its database, and finds it again. */
@ServerDependent
@Order(Integer.MAX_VALUE - 1)
class HistoryIT extends OnLiveServer {
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

    private void restart() {
        SERVER.stop(deployer);
        war = SERVER.deployed(deployer);
        war.awaitFeed("live");
    }
}
