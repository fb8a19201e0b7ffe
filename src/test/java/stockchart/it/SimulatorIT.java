package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnSimulator;
import stockchart.testing.ServerLogs;

/** The WAR without any setting: simulated prices, labelled as such. */
class SimulatorIT extends OnSimulator {
    @Test
    void pricesMoveWithoutAKey() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            assertTrue(client.next("status").getBoolean("simulated"));
            client.subscribe("AAPL");
            JsonObject trade = client.next("trade").getJsonArray("data").getJsonObject(0);
            assertEquals("AAPL", trade.getString("s"));
            assertTrue(trade.getJsonNumber("p").doubleValue() > 0);
            client.next("trade");
        }
    }

    @Test
    void pricesMoveInThePlainDialect() {
        try (FrameRecorder client = FrameRecorder.plain(war.prices())) {
            client.subscribe("BINANCE:BTCUSDT");
            assertEquals("BINANCE:BTCUSDT", client.next().getJsonArray("data").getJsonObject(0).getString("s"));
        }
    }

    @Test
    void statusHasTheSimulation() {
        JsonObject status = war.status();
        assertTrue(status.getBoolean("simulated"));
        assertEquals("live", status.getString("feed"));
    }

    /** At the root the application's filters see what the server answers by itself, with servlets that do not answer later. */
    @Test
    void serversOwnEndpointsAreAnswered() {
        int traces = ServerLogs.lines("\tat ").size();
        for (String path : List.of("health", "health/live", "health/ready", "metrics", "metrics/base", "openapi")) {
            int status = war.get(path).statusCode();
            assertTrue(status == 200 || status == 404, path + ": " + status);
        }
        assertEquals(traces, ServerLogs.lines("\tat ").size(), () -> ServerLogs.lines("\tat ").toString());
    }

    @Test
    void thePreviousCloseIsKnown() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("AAPL");
            client.next("subscribed");
            JsonObject quote = Eventually.see("a quote", () -> war.json("api/quote?symbol=AAPL"),
                    answer -> answer.containsKey("previousClose"));
            assertTrue(quote.getJsonNumber("previousClose").doubleValue() > 0);
        }
    }

    @Test
    void marketIsAsTheSimulatorReportsIt() {
        Eventually.see("confirmed hours", () -> war.json("api/market"), market -> market.getBoolean("confirmed"));
    }

    @Test
    void theSimulatorHasAPastForOtherPrograms() {
        long now = System.currentTimeMillis() / 1_000;
        String query = "candle?symbol=BINANCE:BTCUSDT&resolution=60&from=" + (now - 86_400) + "&to=" + now + "&token=simulator";
        assertEquals(24, war.json("simulator/api/v1/crypto/" + query).getJsonArray("c").size());
        HttpResponse<String> free = war.get("simulator/api/v1//crypto/" + query + "-free");
        assertEquals(403, free.statusCode());
        assertEquals("{\"error\":\"You don't have access to this resource.\"}", free.body());
        assertEquals(422, war.get("simulator/api/v1/crypto/candle?symbol=BINANCE:BTCUSDT&token=simulator").statusCode());
    }

    @Test
    void theSimulatorIsAFinnhubForOtherPrograms() {
        for (String path : List.of("simulator", "simulator/")) {
            URI socket = URI.create(war.address().toString().replaceFirst("http", "ws") + path + "?token=simulator-for-program-" + path.length());
            try (FrameRecorder client = FrameRecorder.plain(socket)) {
                client.subscribe("AAPL");
                assertEquals("AAPL", client.next("trade").getJsonArray("data").getJsonObject(0).getString("s"));
            }
        }
        assertEquals(401, war.get("simulator/api/v1/quote?symbol=AAPL").statusCode());
        for (String path : List.of("quote", "quote/", "/quote")) {
            assertEquals(200, war.get("simulator/api/v1/" + path + "?symbol=AAPL&token=simulator").statusCode(), path);
        }
    }
}
