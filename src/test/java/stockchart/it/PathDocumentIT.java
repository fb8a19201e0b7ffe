package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnLiveServer;
import stockchart.testing.ServerDependent;

/**
 * What the WAR answers over HTTP is as documented in the served document, and all that the document names is answered, here or
 * elsewhere.
 */
@ServerDependent
class PathDocumentIT extends OnLiveServer {
    private static final long LONG_AHEAD = 2_130_000_000;
    /** What this server cannot be brought to: it needs other settings, another moment, or a handshake. */
    private static final Set<String> ELSEWHERE = Set.of("get /api/candles 503", "get /api/health/live 503",
            "get /api/health/ready 503", "get /api/symbols 503",
            "get /prices 101", "get /prices 429", "get /prices 503", "get /api/metrics 404",
            "get /sign-in 200", "get /sign-in 303", "post /sign-in 303", "post /sign-in 401", "post /sign-in 403",
            "post /sign-in 408", "post /sign-in 413", "post /sign-in 429",
            "post /sign-out 303", "post /sign-out 403", "get /api/v1/quote 503", "get /api/v1/stock/candle 503",
            "get /api/v1/forex/candle 503", "get /api/v1/crypto/candle 503", "get /api/v1/stock/symbol 503",
            "get /api/v1/forex/symbol 503", "get /api/v1/crypto/symbol 503", "get /api/v1/stock/candle 403",
            "get /api/v1/forex/candle 403", "get /api/v1/crypto/candle 403");

    private DocumentedPaths paths;

    @BeforeEach
    void read() {
        paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json").body()), war);
    }

    @Test
    void everyAnswerIsDocumentedAndEveryDocumentedAnswerIsGiven() {
        for (String path : new String[] {"/", "/?symbol=AAPL", "/licences.txt", "/api/openapi.json", "/api/asyncapi.json",
                "/api/market", "/api/start", "/api/status", "/api/metrics", "/api/health/live", "/api/health/ready"}) {
            assertEquals(200, paths.get(path).statusCode(), path);
        }
        assertEquals(403, paths.get("/prices", "Origin", "https://evil.example").statusCode());
        symbols();
        keptCandles();
        quotes();
        dialect();
        Set<String> expected = new TreeSet<>(paths.documented());
        assertTrue(expected.containsAll(ELSEWHERE), "no longer documented: " + ELSEWHERE);
        expected.removeAll(ELSEWHERE);
        // Those of servers with access tokens, and with names of their own.
        expected.removeIf(answer -> answer.endsWith(" 401") || answer.endsWith(" 429") || answer.endsWith(" 421"));
        assertEquals(expected, paths.seen());
    }

    @Test
    void whatTheWarIsMadeOfIsNotServed() {
        for (String file : new String[] {"META-INF/sbom/application.cdx.json", "META-INF/sbom/page.cdx.json", "META-INF/THIRD-PARTY.md",
                "WEB-INF/beans.xml"}) {
            assertEquals(404, war.get(file).statusCode(), file);
        }
    }

    private void symbols() {
        HttpResponse<String> list = Eventually.see("a list of symbols", () -> paths.get("/api/symbols"),
                answer -> answer.statusCode() == 200);
        String tag = list.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, paths.get("/api/symbols", "If-None-Match", tag).statusCode());
    }

    private void keptCandles() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            client.subscribe("DOCKEPT");
            client.next("subscribed");
            FEED.awaitCommand("subscribe", "DOCKEPT");
            FEED.trade(row("DOCKEPT", 10.5, System.currentTimeMillis(), 0.5));
            client.next("trade");
        }
        String path = "/api/candles?interval=60000&symbol=DOCKEPT";
        Eventually.see("a kept candle", () -> war.get(path.substring(1)),
                answer -> answer.statusCode() == 200 && !answer.body().contains("\"candles\":[]"));
        String tag = paths.get(path + "&to=1000").headers().firstValue("ETag").orElseThrow();
        assertEquals(304, paths.get(path + "&to=1000", "If-None-Match", tag).statusCode());
        assertEquals(200, paths.get(path).statusCode());
        assertEquals(400, paths.get("/api/candles?interval=5&symbol=DOCKEPT").statusCode());
        assertEquals(404, paths.get("/api/candles?interval=1000&symbol=DOCNEVER").statusCode());
    }

    private void dialect() {
        FEED.lists().quote("DOCQUOTE", 259.45, LONG_AHEAD);
        FEED.lists().answer("/quote?symbol=DOCNOQUOTE", "[]");
        assertEquals(200, paths.get("/api/v1/quote?symbol=DOCQUOTE").statusCode());
        assertEquals(422, paths.get("/api/v1/quote").statusCode());
        assertEquals(502, paths.get("/api/v1/quote?symbol=DOCNOQUOTE").statusCode());
        for (String kind : new String[] {"stock", "forex", "crypto"}) {
            candles(kind);
            String list = "/api/v1/" + kind + "/symbol?exchange=none";
            String tag = paths.get(list).headers().firstValue("ETag").orElseThrow();
            assertEquals(304, paths.get(list, "If-None-Match", tag).statusCode());
            assertEquals(422, paths.get("/api/v1/" + kind + "/symbol").statusCode());
        }
        assertEquals(200, paths.get("/api/v1/stock/symbol?exchange=US").statusCode());
        assertEquals(200, paths.get("/api/v1/search?q=apple").statusCode());
        assertEquals(422, paths.get("/api/v1/search").statusCode());
        assertEquals(200, paths.get("/api/v1/stock/market-status?exchange=US").statusCode());
        assertEquals(404, paths.get("/api/v1/stock/market-status?exchange=L").statusCode());
        assertEquals(422, paths.get("/api/v1/stock/market-status").statusCode());
    }

    /** A refusal is remembered for a day, on a server that other tests use too. It is answered from the history then. */
    private void candles(String kind) {
        String path = "/api/v1/" + kind + "/candle?resolution=D&from=86400&to=172800&symbol=";
        FEED.lists().answer("/" + kind + "/candle",
                "{\"c\":[2],\"h\":[2.5],\"l\":[1],\"o\":[1],\"s\":\"ok\",\"t\":[86400],\"v\":[7]}");
        assertEquals(200, paths.get(path + "DOCCANDLES").statusCode());
        FEED.lists().answer("/" + kind + "/candle", "{}");
        assertEquals(502, paths.get(path + "DOCBAD").statusCode());
        assertEquals(422, paths.get("/api/v1/" + kind + "/candle").statusCode());
        if (kind.equals("forex")) {
            FEED.lists().refuse("/forex/candle");
            HttpResponse<String> refused = paths.get(path + "DOCREFUSED");
            // Nothing was recorded of it either.
            assertEquals("{\"s\":\"no_data\"}", refused.body());
            assertEquals(200, paths.get(path + "DOCREFUSEDTOO").statusCode());
            assertFalse(FEED.lists().requests().stream().anyMatch(asked -> asked.query().contains("DOCREFUSEDTOO")));
        }
    }

    private void quotes() {
        FEED.lists().quote("DOCQUOTE", 259.45, LONG_AHEAD);
        FEED.lists().tooManyQuotes("DOCTOOMANY", 2);
        assertEquals(400, paths.get("/api/quote?symbol=%22b%22").statusCode());
        assertEquals(404, paths.get("/api/quote?symbol=DOCUNWATCHED").statusCode());
        try (FrameRecorder client = FrameRecorder.v1(war.prices())) {
            for (String symbol : new String[] {"DOCQUOTE", "DOCTOOMANY"}) {
                client.subscribe(symbol);
                client.next("subscribed");
            }
            assertEquals(202, paths.get("/api/quote?symbol=DOCQUOTE").statusCode());
            awaitQuote("DOCQUOTE", 200);
            awaitQuote("DOCTOOMANY", 503);
            FEED.lists().quote("DOCTOOMANY", 5, LONG_AHEAD);
            awaitQuote("DOCTOOMANY", 200);
            // With a price and viewers in it.
            paths.get("/api/status");
        }
    }

    private void awaitQuote(String symbol, int status) {
        Eventually.see("an answer with " + status, () -> paths.get("/api/quote?symbol=" + symbol),
                answer -> answer.statusCode() == status);
    }
}
