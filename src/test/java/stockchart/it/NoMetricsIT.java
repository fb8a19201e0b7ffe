package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnRefusedServer;

/** Metrics that are switched off. */
class NoMetricsIT extends OnRefusedServer {
    @Test
    void nothingIsThereAndClientsAreServedAsEver() {
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), war);
        assertEquals(404, paths.get("/api/metrics").statusCode());
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("UNCOUNTED");
            assertEquals("UNCOUNTED", client.next("subscribed").getString("symbol"));
        }
        assertEquals(404, war.get("api/metrics").statusCode());
    }
}
