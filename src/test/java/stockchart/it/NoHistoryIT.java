package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnRefusedServer;

/** A server that keeps no candles. */
class NoHistoryIT extends OnRefusedServer {
    @Test
    void nothingIsKeptAndClientsAreServedAtOnce() {
        assertEquals("off", war.status().getJsonObject("history").getString("state"));
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), war);
        assertEquals(404, paths.get("/api/candles?symbol=UNKEPT&interval=1000").statusCode());
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.send("{\"type\":\"subscribe\",\"symbol\":\"UNKEPT\",\"candles\":[{\"interval\":1000}]}");
            assertEquals("UNKEPT", client.next("candles").getString("symbol"));
        }
    }
}
