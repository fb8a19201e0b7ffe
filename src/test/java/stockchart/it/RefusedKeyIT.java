package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnRefusedServer;
import stockchart.testing.ScriptedFeed;
import stockchart.testing.ServerLogs;

/** A key that Finnhub does not accept: reported clearly, shown nowhere. */
class RefusedKeyIT extends OnRefusedServer {
    @Test
    void statusReportsTheRefusedKey() {
        JsonObject status = war.status();
        assertEquals("refused", status.getString("feed"));
        assertEquals(0, status.getJsonObject("counters").getInt("connections"));
    }

    @Test
    void refusalIsReportedInTheExtendedDialectAndClientsMayStay() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            assertEquals("refused", client.next("status").getString("feed"));
            client.subscribe("AAPL");
            assertEquals("AAPL", client.next("subscribed").getString("symbol"));
        }
    }

    @Test
    void theServerIsReadyNevertheless() {
        assertEquals(200, war.get("api/health/ready").statusCode());
        assertTrue(war.get("api/health/ready").body().contains("\"state\":\"refused\""));
    }

    @Test
    void readyLineNamesItToo() {
        Eventually.see("the line", () -> ServerLogs.lines("but there are no prices: Finnhub does not accept the API key"),
                lines -> lines.stream().anyMatch(line -> line.contains("stock-chart is ready at ")));
    }

    @Test
    void refusedListOfSymbolsIsReported() {
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), war);
        HttpResponse<String> refused = Eventually.see("a refusal", () -> paths.get("/api/symbols"),
                answer -> answer.body().contains("LIST_REFUSED"));
        assertEquals(503, refused.statusCode());
        assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) > 1);
    }

    @Test
    void theKeyIsNowhereToBeSeen() {
        for (String path : List.of("", "api/status", "api/health/live", "api/health/ready", "api/symbols", "api/market",
                "api/quote?symbol=AAPL", "simulator", "prices")) {
            assertFalse(war.get(path).body().contains(ScriptedFeed.KEY), path);
        }
        assertFalse(ServerLogs.lines("The API key was refused with HTTP 401").isEmpty());
        assertEquals(List.of(), ServerLogs.lines(ScriptedFeed.KEY));
    }

    @Test
    void unknownSettingIsWarnedOf() {
        String sentence = MISSPELT + " is no setting of stock-chart and is not read; did you mean STOCKCHART_BROWSERS?";
        assertFalse(ServerLogs.lines(sentence).isEmpty());
    }
}
