package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.Eventually;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ScriptedFeed;
import stockchart.testing.ScriptedLists;

/** The list of symbols for the search box, from Finnhub's REST lists. */
class CatalogIT extends OnLiveServer {
    private HttpResponse<String> answer;

    @BeforeEach
    void listed() {
        answer = Eventually.see("a list of symbols", () -> war.get("api/symbols"), symbols -> symbols.statusCode() == 200);
    }

    @Test
    void allListsAreOfferedSortedBySymbol() {
        List<JsonObject> rows = Json.createReader(new StringReader(answer.body())).readArray().getValuesAs(JsonObject.class);
        List<String> symbols = rows.stream().map(row -> row.getString("symbol")).toList();
        assertEquals(symbols.stream().sorted().toList(), symbols);
        assertTrue(symbols.containsAll(List.of("AAPL", "BINANCE:BTCUSDT", "OANDA:EUR_USD")), symbols::toString);
        assertEquals(Set.of("symbol", "displaySymbol", "description", "type"), rows.get(0).keySet());
    }

    @Test
    void theKeyTravelsInTheHeaderAndNotInTheAddress() {
        for (ScriptedLists.Request request : FEED.lists().requests()) {
            assertEquals(ScriptedFeed.KEY, request.key());
            assertTrue(!request.query().contains(ScriptedFeed.KEY), request::toString);
        }
        Set<String> asked = Set.copyOf(FEED.lists().requests().stream().map(ScriptedLists.Request::path).toList());
        assertTrue(asked.containsAll(Set.of("/stock/symbol", "/forex/symbol", "/crypto/symbol")), asked::toString);
    }

    @Test
    void currentListIsNotSentAgain() {
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = war.get("api/symbols", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void theListIsCompressed() {
        HttpResponse<String> compressed = war.get("api/symbols", "Accept-Encoding", "gzip");
        assertEquals("gzip", compressed.headers().firstValue("Content-Encoding").orElse(""));
    }
}
