package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stockchart.testing.ApiDocument;
import stockchart.testing.DocumentedPaths;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.OnGuardedServer;
import stockchart.testing.RawRequest;
import stockchart.testing.ServerDependent;
import stockchart.testing.ServerLogs;

/** A server with access tokens, as programs and strangers see it. */
@ServerDependent
class AccessIT extends OnGuardedServer {
    private static final Pattern HASHED_SCRIPT = Pattern.compile("assets/index-[\\w-]+\\.js");
    private static final String WRONG = "a-wrong-token-of-a-client";
    private static final int ALLOWED = 10;

    @Test
    void everyPathIsClosedToTheUnknown() {
        for (String path : List.of("", "index.html", "api/status", "api/symbols", "api/market", "api/quote?symbol=AAPL",
                "no-such-file", "prices", "prices/", "simulator/", script())) {
            HttpResponse<String> answer = war.get(path);
            assertEquals(401, answer.statusCode(), path);
            assertEquals("Bearer realm=\"stock-chart\"", header(answer, "WWW-Authenticate"), path);
            assertEquals("no-store", header(answer, "Cache-Control"), path);
            assertTrue(header(answer, "Content-Security-Policy").contains("default-src 'none'"), path);
            assertTrue(answer.body().contains("An access token is needed"), path + ": " + answer.body());
        }
    }

    @Test
    void answersToUnauthenticatedClientsAreDocumented() {
        DocumentedPaths paths = new DocumentedPaths(ApiDocument.openapi(war.get("api/openapi.json", BEARER).body()), war);
        Set<String> closed = paths.documented().stream().filter(answer -> answer.matches("get .* 401"))
                .collect(Collectors.toCollection(TreeSet::new));
        closed.forEach(answer -> paths.get(answer.split(" ")[1]));
        assertEquals(closed, paths.seen());
        assertEquals(200, paths.get("/sign-in").statusCode());
    }

    @Test
    void everyPathIsOpenWithAToken() {
        Eventually.see("the list of symbols", () -> war.get("api/symbols", BEARER).statusCode(), status -> status == 200);
        for (String path : List.of("", "index.html", "api/status", "api/symbols", "api/market", script())) {
            assertEquals(200, war.get(path, BEARER).statusCode(), path);
            assertEquals(200, war.get(path, "Authorization", "bearer " + OTHER_TOKEN).statusCode(), path);
        }
    }

    @Test
    void noWayOfWritingAPathGoesRound() {
        String from = "127.0.0.2";
        for (String path : List.of("api/status;x=1", "/api/status", "./api/status", "api/health/live/../../status",
                "api/health/live/..;/..;/status", "sign-in/../api/status", "sign-in.css/..;/api/status", "local-url/../api/status",
                "local-url/..%2fapi/status", "local-url/%2e%2e/api/status", "%61pi/status", "sign-in;/../api/status",
                "api/status?token=" + TOKEN, "simulator/../api/status?token=" + TOKEN)) {
            String answer = RawRequest.answer(from, war.address(), war.address().getPath() + path);
            assertTrue(RawRequest.status(answer) >= 400, path + ": " + answer);
            assertFalse(answer.contains("slots"), path + ": " + answer);
        }
    }

    @Test
    void operatorOfALockedServerSeesItsAddress() {
        Eventually.see("the line", () -> ServerLogs.lines("stock-chart is ready at " + war.address()), lines -> !lines.isEmpty());
    }

    @Test
    void filesAreNotLeftToCachesThatOthersUse() {
        assertTrue(header(war.get(script(), BEARER), "Cache-Control").contains("private"));
        assertFalse(header(war.get(script(), BEARER), "Cache-Control").contains("public"));
    }

    @Test
    void healthIsOpenToLoadBalancers() {
        assertEquals(200, war.get("api/health/live").statusCode());
        assertEquals(200, war.get("api/health/ready").statusCode());
    }

    @Test
    void theSocketIsClosedToTheUnknown() {
        String prices = war.prices().getPath();
        assertEquals(401, RawRequest.refusal("127.0.0.3", war.address(), prices));
        assertEquals(401, RawRequest.refusal("127.0.0.3", war.address(), prices + "?token=" + WRONG));
        assertEquals(401, RawRequest.refusal("127.0.0.3", war.address(), prices + "/?token=" + WRONG));
        assertEquals(401, RawRequest.refusal("127.0.0.3", war.address(), prices, "Authorization: Bearer " + WRONG));
        assertEquals(401, RawRequest.refusal("127.0.0.3", war.address(), prices, "Cookie: stock-chart-pass=" + TOKEN));
    }

    @Test
    void aFinnhubClientSendsATokenInPlaceOfItsKey() {
        for (String query : List.of("?token=", "/?token=")) {
            try (FrameRecorder client = FrameRecorder.plain(URI.create(war.prices() + query + OTHER_TOKEN))) {
                client.subscribe("AAPL");
                assertEquals("AAPL", client.next("trade").getJsonArray("data").getJsonObject(0).getString("s"));
            }
        }
    }

    @Test
    void aFinnhubClientSendsATokenInPlaceOfItsKeyToItsRestPathsToo() {
        String path = war.address().getPath() + "api/v1/search?q=apple";
        assertEquals(401, RawRequest.status("127.0.0.10", war.address(), path));
        assertEquals(401, RawRequest.status("127.0.0.10", war.address(), path + "&token=" + WRONG));
        assertEquals(200, RawRequest.status("127.0.0.10", war.address(), path + "&token=" + TOKEN));
        assertEquals(200, RawRequest.status("127.0.0.10", war.address(), path, "X-Finnhub-Token: " + OTHER_TOKEN));
        assertEquals(401, RawRequest.status("127.0.0.10", war.address(), path, "X-Finnhub-Token: " + WRONG));
    }

    @Test
    void aProgramSendsATokenInItsHeader() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices(), BEARER)) {
            client.subscribe("AAPL");
            assertEquals("AAPL", client.next("trade").getJsonArray("data").getJsonObject(0).getString("s"));
        }
    }

    @Test
    void aSignedInBrowserMayConnect() {
        try (FrameRecorder client = FrameRecorder.v1(war.prices(), "Cookie", cookie())) {
            assertEquals("status", client.next().getString("type"));
        }
        assertEquals(200, war.get("", "Cookie", cookie()).statusCode());
    }

    @Test
    void tokenDoesNotAdmitAPageOfAnotherSite() {
        assertEquals(403, RawRequest.refusal("127.0.0.4", war.address(), war.prices().getPath(), "Origin: https://evil.example",
                "Cookie: " + cookie()));
    }

    @Test
    void theSimulatorIsClosedToItsOwnWellKnownKeys() {
        for (String key : List.of("simulator", "simulator-of-a-stranger")) {
            assertEquals(401, RawRequest.refusal("127.0.0.5", war.address(), "/stock-chart/simulator?token=" + key));
            assertEquals(401, war.get("simulator/api/v1/quote?symbol=AAPL&token=" + key).statusCode());
            assertEquals(401, war.get("simulator/api/v1/quote?symbol=AAPL", "X-Finnhub-Token", key).statusCode());
        }
        assertEquals(200, war.get("simulator/api/v1/quote?symbol=AAPL&token=simulator", BEARER).statusCode());
    }

    @Test
    void guessingClientIsStoppedAndNoOther() {
        String guesser = "127.0.0.6";
        String target = war.address().getPath() + "api/status";
        for (int i = 0; i < ALLOWED; i++) {
            assertEquals(401, RawRequest.status(guesser, war.address(), target, "Authorization: Bearer " + WRONG + i));
        }
        String stopped = RawRequest.answer(guesser, war.address(), target, "Authorization: Bearer " + TOKEN);
        assertEquals(429, RawRequest.status(stopped), stopped);
        assertTrue(stopped.contains("Retry-After: 60"), stopped);
        assertEquals(429, RawRequest.refusal(guesser, war.address(), war.prices().getPath() + "?token=" + TOKEN));
        assertEquals(200, RawRequest.status(guesser, war.address(), target, "Cookie: " + cookie()));
        assertEquals(200, RawRequest.status("127.0.0.7", war.address(), target, "Authorization: Bearer " + TOKEN));
    }

    @Test
    void pagesOfOtherSitesDoNotLockTheirReaderOut() {
        String reader = "127.0.0.9";
        String wrong = war.prices().getPath() + "?token=" + WRONG;
        for (int i = 0; i <= ALLOWED; i++) {
            assertEquals(403, RawRequest.refusal(reader, war.address(), wrong, "Origin: https://evil.example"));
            assertEquals(401, RawRequest.status(reader, war.address(), wrong), "a picture");
            assertEquals(401, RawRequest.status(reader, war.address(), war.address().getPath() + "api/v1/quote?symbol=AAPL&token=" + WRONG,
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64)"), "a picture");
        }
        assertEquals(200, RawRequest.status(reader, war.address(), war.address().getPath() + "api/status", "Authorization: Bearer " + TOKEN));
    }

    @Test
    void noTokenIsEverLogged() {
        String from = "127.0.0.8";
        String prices = war.prices().getPath();
        assertEquals(401, RawRequest.refusal(from, war.address(), prices + "?token=" + WRONG));
        assertEquals(401, RawRequest.status(from, war.address(), prices, "Authorization: Bearer " + WRONG));
        // Requests that servers log errors for: no WebSocket, although the request was accepted.
        RawRequest.status(from, war.address(), prices + "?token=" + TOKEN);
        RawRequest.status(from, war.address(), prices + "?token=" + TOKEN, "Upgrade: websocket", "Sec-WebSocket-Version: 1");
        FrameRecorder client = FrameRecorder.plain(URI.create(war.prices() + "?token=" + TOKEN));
        client.flood(1, "x".repeat(5_000));
        assertEquals(1009, client.closeCode());
        assertEquals(303, signIn(OTHER_TOKEN, "").statusCode());
        Eventually.see("the wrong token in the log", () -> ServerLogs.lines("Refused a wrong access token"),
                lines -> !lines.isEmpty());
        for (String secret : List.of(TOKEN, OTHER_TOKEN, WRONG, cookie().split("=", 2)[1])) {
            assertEquals(List.of(), ServerLogs.lines(secret));
        }
    }

    private String cookie() {
        return header(signIn(TOKEN, ""), "Set-Cookie").split(";", 2)[0];
    }

    private String script() {
        Matcher script = HASHED_SCRIPT.matcher(war.get("", BEARER).body());
        assertTrue(script.find(), "The page names no hashed script");
        return script.group();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
