package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.FinnhubClients;
import stockchart.testing.OnSimulator;

/** Programs that use Finnhub work when their base address is changed. */
class FinnhubClientsIT extends OnSimulator {
    @Test
    void twoClientsGetWhatTheyGetFromFinnhub() {
        Eventually.see("the lists of symbols", () -> war.get("api/symbols").headers().firstValue("Symbol-Lists").orElse(""),
                lists -> !lists.isEmpty() && !lists.contains("=0"));
        JsonObject clients = FinnhubClients.run(war.address() + "api/v1", "any-key");
        assertEquals(2, clients.size());
        for (JsonValue client : clients.values()) {
            assertAnswers(client.asJsonObject());
        }
        JsonObject status = data(clients.getJsonObject("official"), "status");
        assertEquals("US", status.getString("exchange"));
        assertEquals("America/New_York", status.getString("timezone"));
        assertEquals("{\"error\":\"This server does not have this part of Finnhub's API\"}",
                clients.getJsonObject("official").getJsonObject("absent").get("error").toString());
        assertEquals(404, clients.getJsonObject("generated").getJsonObject("absent").getInt("status"));
    }

    private static void assertAnswers(JsonObject client) {
        JsonObject quote = data(client, "quote");
        assertTrue(quote.getJsonNumber("l").doubleValue() <= quote.getJsonNumber("h").doubleValue(), quote::toString);
        assertTrue(quote.getJsonNumber("pc").doubleValue() > 0);
        for (String kind : List.of("stock", "forex", "crypto")) {
            JsonObject candles = data(client, kind);
            assertEquals("ok", candles.getString("s"), kind);
            int count = candles.getJsonArray("t").size();
            assertTrue(count > 15, kind);
            for (String column : List.of("c", "h", "l", "o", "v")) {
                assertEquals(count, candles.getJsonArray(column).size(), kind);
            }
        }
        assertEquals("no_data", data(client, "none").getString("s"));
        assertTrue(client.getJsonObject("symbols").getJsonArray("data").size() > 500);
        assertTrue(client.getJsonObject("pairs").getJsonArray("data").toString().contains("\"EUR/USD\""));
        assertTrue(client.getJsonObject("coins").getJsonArray("data").toString().contains("\"BINANCE:BTCUSDT\""));
        JsonObject found = data(client, "search");
        assertEquals(found.getInt("count"), found.getJsonArray("result").size());
        assertEquals("AAPL", found.getJsonArray("result").getJsonObject(0).getString("symbol"));
    }

    private static JsonObject data(JsonObject client, String request) {
        JsonObject answer = client.getJsonObject(request);
        assertTrue(answer.containsKey("data"), () -> request + ": " + answer);
        return answer.getJsonObject("data");
    }
}
