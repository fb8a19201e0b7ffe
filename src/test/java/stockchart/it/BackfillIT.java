package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnSimulator;
import stockchart.testing.ServerDependent;
import stockchart.testing.Slow;

/** The past of a symbol that was never recorded, and of one that is, before and after a restart. */
@ServerDependent
@Order(Integer.MAX_VALUE - 2)
class BackfillIT extends OnSimulator {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    /** A minute that is recorded as a whole begins up to one after the other. */
    private static final Duration CEILING = Duration.ofMinutes(4);

    @Test
    void firstLookHasTheDayTheMonthAndTheYear() {
        long now = System.currentTimeMillis();
        JsonObject day = whole("BINANCE:ETHUSDT", MINUTE, now - DAY);
        assertTrue(day.getJsonArray("candles").size() > 1_400, () -> "minutes: " + day.getJsonArray("candles").size());
        assertEquals("simulator", day.getJsonArray("sources").getJsonObject(0).getString("id"));
        assertTrue(whole("BINANCE:ETHUSDT", 3_600_000, now - 30 * DAY).getJsonArray("candles").size() > 700);
        JsonObject year = whole("MSFT", DAY, now - 365 * DAY);
        assertTrue(year.getJsonArray("candles").size() > 240, () -> "days: " + year.getJsonArray("candles").size());
        for (int i = 1; i < year.getJsonArray("candles").size(); i++) {
            assertTrue(start(year.getJsonArray("candles"), i) > start(year.getJsonArray("candles"), i - 1));
        }
        HttpResponse<String> unknown = war.get("api/candles?interval=60000&symbol=NOWHERE");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("UNKNOWN_SYMBOL"), unknown.body());
    }

    @Slow
    @Test
    void whatIsRecordedFollowsAndARestartLeavesNoHole() {
        // None that another test of this server watches: it would be recorded before.
        String symbol = "BINANCE:ETCUSDT";
        long begun = System.currentTimeMillis();
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe(symbol);
            client.next("trade");
            // The minute in which recording began is not whole here, and the one in which the server stops will not be.
            see(symbol, begun, answer -> ids(answer).equals(List.of("simulator", "own")) && seam(answer, 1) > begun
                    && answer.getJsonArray("candles").stream().anyMatch(candle -> candle.asJsonArray().getJsonNumber(0).longValue()
                            > seam(answer, 1)));
        }
        SERVER.stop(deployer);
        long stopped = System.currentTimeMillis();
        war = SERVER.deployed(deployer);
        war.awaitFeed("live");
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe(symbol);
            client.next("trade");
            JsonObject filled = see(symbol, begun, answer -> ids(answer).equals(List.of("simulator", "own", "simulator", "own"))
                    && seam(answer, 2) <= stopped && answer.getJsonArray("gaps").isEmpty());
            JsonArray candles = filled.getJsonArray("candles");
            for (int i = 1; i < candles.size(); i++) {
                assertEquals(start(candles, i - 1) + MINUTE, start(candles, i), filled::toString);
            }
            assertTrue(seam(filled, 2) > stopped - 3 * MINUTE, () -> stopped + ": " + filled);
        }
    }

    private JsonObject see(String symbol, long begun, Predicate<JsonObject> condition) {
        return Eventually.see("the sources of " + symbol, CEILING, () -> candles(symbol, MINUTE, begun - 30 * MINUTE), condition);
    }

    /** As soon as nothing more is to come. */
    private JsonObject whole(String symbol, long interval, long from) {
        return Eventually.see("candles of " + symbol, CEILING, () -> candles(symbol, interval, from),
                answer -> answer.containsKey("candles") && !answer.containsKey("pending"));
    }

    private JsonObject candles(String symbol, long interval, long from) {
        return war.json("api/candles?symbol=" + symbol + "&interval=" + interval + "&from=" + from);
    }

    private static List<String> ids(JsonObject answer) {
        List<String> ids = new ArrayList<>();
        if (answer.containsKey("sources")) {
            for (JsonValue run : answer.getJsonArray("sources")) {
                ids.add(run.asJsonObject().getString("id"));
            }
        }
        return ids;
    }

    private static long seam(JsonObject answer, int run) {
        return answer.getJsonArray("sources").getJsonObject(run).getJsonNumber("from").longValue();
    }

    private static long start(JsonArray candles, int row) {
        return candles.getJsonArray(row).getJsonNumber(0).longValue();
    }
}
