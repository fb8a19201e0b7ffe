package stockchart.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCall;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.testing.ManualClock;

class RestClientTest {
    private static final String KEY = "secret+key";
    private static final RestCall CALL = RestCall.single("/quote", "symbol", "IC MARKETS:1", Purpose.QUOTES);
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final ManualClock clock = new ManualClock();
    private final MockWebServer server = new MockWebServer();
    private RestClient client;

    @BeforeEach
    void start() throws IOException {
        SERVER_LOG.setLevel(Level.WARNING);
        server.start(InetAddress.getLoopbackAddress(), 0);
        client = client(KEY);
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    @Test
    void keyIsInTheHeaderOnly() throws Exception {
        server.enqueue(new MockResponse().setBody("{}"));
        assertEquals("{}", text(CALL));
        RecordedRequest request = server.takeRequest();
        assertEquals("/api/v1/quote?symbol=IC+MARKETS%3A1", request.getPath());
        assertEquals(KEY, request.getHeader("X-Finnhub-Token"));
    }

    @Test
    void compressedAnswerIsRead() throws IOException {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8("packed");
        }
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed));
        assertEquals("packed", text(CALL));
    }

    @Test
    void byteOrderMarkIsLeftOut() throws IOException {
        for (String body : new String[] {"{}", "", "x", "\ufeff", "{\ufeff}"}) {
            server.enqueue(new MockResponse().setBody("\ufeff" + body));
            assertEquals(body, text(CALL));
            server.enqueue(new MockResponse().setBody("-" + body));
            assertEquals("-" + body, text(CALL));
        }
    }

    @Test
    void garbageInsteadOfCompressionIsAFailure() {
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody("not packed"));
        assertTrue(failure().getMessage().contains("GZIP"));
    }

    @Test
    void redirectionIsNotFollowed() {
        server.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", server.url("/elsewhere").toString()));
        assertEquals("HTTP 302", failure().getMessage());
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void onlyTheRequestsOwnFaultIsFinal() {
        for (int status : new int[] {400, 401, 403, 404, 408, 500, 502}) {
            server.enqueue(new MockResponse().setResponseCode(status));
            RestClient.StatusException refusal = assertThrows(RestClient.StatusException.class, () -> text(CALL));
            assertEquals("HTTP " + status, refusal.getMessage());
            assertEquals(status == 400 || status == 403 || status == 404, refusal.isFinal());
        }
    }

    @Test
    void tooManyRequestsStopAllForTheRetryAfter() throws IOException {
        server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "7"));
        assertEquals(Duration.ofSeconds(7), assertThrows(RestClient.BudgetException.class, () -> text(CALL)).delay());
        clock.advance(Duration.ofSeconds(6));
        RestCall other = RestCall.list("/stock/symbol", "exchange", "US");
        RestClient.BudgetException usedUp = assertThrows(RestClient.BudgetException.class, () -> text(other));
        assertEquals(Duration.ofSeconds(1), usedUp.delay());
        assertEquals(1, server.getRequestCount());
        clock.advance(Duration.ofSeconds(1));
        server.enqueue(new MockResponse().setBody("again"));
        assertEquals("again", text(CALL));
    }

    @Test
    void tooManyRequestsWithoutATimeStopForAMinute() {
        for (String odd : new String[] {"soon", "-5", "99999999999999", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
            server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", odd));
            assertEquals(RequestBudget.PAUSE, assertThrows(RestClient.BudgetException.class, () -> text(CALL)).delay());
            clock.advance(RequestBudget.PAUSE);
        }
        server.enqueue(new MockResponse().setResponseCode(429));
        assertEquals(RequestBudget.PAUSE, assertThrows(RestClient.BudgetException.class, () -> text(CALL)).delay());
    }

    @Test
    void budgetIsSharedByAllCalls() {
        for (int i = 0; i < RestBudget.PER_SECOND; i++) {
            server.enqueue(new MockResponse().setResponseCode(500));
            assertThrows(RestClient.StatusException.class, () -> text(CALL));
        }
        assertThrows(RestClient.BudgetException.class, () -> text(RestCall.common("/stock/market-status", "exchange", "US")));
        assertEquals(RestBudget.PER_SECOND, server.getRequestCount());
    }

    @Test
    void answerThatIsTooLongIsCutOff() {
        server.enqueue(new MockResponse().setBody("x".repeat(101)));
        RestCall small = new RestCall("/quote", Duration.ofSeconds(10), 100, Purpose.QUOTES);
        assertTrue(assertThrows(IOException.class, () -> text(small)).getMessage().contains("longer than 100"));
    }

    @Test
    void unreachableServerIsNamedByItsReason() throws IOException {
        server.shutdown();
        assertFalse(failure().getMessage().matches("null|"), "no reason");
    }

    @Test
    void keyInAnAnswerOrAComplaintIsNotHandedOn() {
        server.enqueue(new MockResponse().setBody("token=" + KEY));
        IOException echoed = assertThrows(IOException.class, () -> client.get(CALL, body -> {
            throw new IOException("not JSON: " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }));
        assertEquals("not JSON: token=***", echoed.getMessage());
        assertNull(echoed.getCause());
    }

    @Test
    void anotherPartOfThisProcessMayAnswer() throws IOException {
        client.answeredBy(path -> Optional.of(path).filter(known -> known.startsWith("/quote")));
        assertEquals("/quote?symbol=IC+MARKETS%3A1", text(CALL));
        RestCall unknown = RestCall.common("/no-such-path", "exchange", "US");
        assertEquals("HTTP 404", assertThrows(RestClient.StatusException.class, () -> text(unknown)).getMessage());
        assertEquals(0, server.getRequestCount());
    }

    private IOException failure() {
        return assertThrows(IOException.class, () -> text(CALL));
    }

    private String text(RestCall call) throws IOException {
        return client.get(call, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private RestClient client(String key) {
        Map<String, String> values = Map.of("FINNHUB_TOKEN", key, "FINNHUB_REST_URL", server.url("/api/v1").toString());
        Settings settings = new Settings(name -> Optional.ofNullable(values.get(name)));
        return new RestClient(FinnhubAccess.from(settings), 60, clock::nanoTime);
    }
}
