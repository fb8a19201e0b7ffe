package stockchart.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.rest.RestClient.BudgetException;
import stockchart.rest.RestClient.StatusException;
import stockchart.testing.ManualClock;

class ApiClientTest {
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(3, 2, Duration.ofMillis(500), 1_000);

    private final ManualClock clock = new ManualClock();
    private final MockWebServer server = new MockWebServer();
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        SERVER_LOG.setLevel(Level.WARNING);
        server.start(InetAddress.getLoopbackAddress(), 0);
        client = new ApiClient(server.url("/base/").uri(), Map.of("X-Key", "a-key", "X-Secret", "a-secret"), LIMITS, clock::nanoTime);
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    @Test
    void pathFollowsTheBaseAddressAndSecretsAreHeaders() throws Exception {
        server.enqueue(new MockResponse().setBody("\ufeff[]"));
        assertEquals("[]", text());
        RecordedRequest request = server.takeRequest();
        assertEquals("/base/candles?of=X", request.getPath());
        assertEquals("a-key", request.getHeader("X-Key"));
        assertEquals("a-secret", request.getHeader("X-Secret"));
    }

    @Test
    void requestsAreLimitedByMinuteAndSecond() throws IOException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse().setBody("[]"));
        }
        text();
        text();
        assertEquals(Duration.ofSeconds(2), assertThrows(BudgetException.class, this::text).delay());
        clock.advance(Duration.ofSeconds(2));
        text();
        assertEquals(Duration.ofSeconds(59), assertThrows(BudgetException.class, this::text).delay());
        assertEquals(3, server.getRequestCount());
    }

    @Test
    void tooManyRequestsStopAllAsLongAsTheOtherSideSays() throws IOException {
        waits(new MockResponse().setResponseCode(429).setHeader("Retry-After", "7200"), Duration.ofHours(2));
        waits(new MockResponse().setResponseCode(429), Duration.ofMinutes(1));
        waits(new MockResponse().setResponseCode(418).setHeader("Retry-After", "259200"), Duration.ofDays(3));
        waits(new MockResponse().setResponseCode(418).setHeader("Retry-After", "999999999"), Duration.ofDays(3));
        waits(new MockResponse().setResponseCode(418), Duration.ofMinutes(10));
        waits(new MockResponse().setResponseCode(418).setHeader("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), Duration.ofMinutes(10));
    }

    private void waits(MockResponse refusal, Duration time) {
        server.enqueue(refusal);
        int before = server.getRequestCount();
        assertEquals(time, assertThrows(BudgetException.class, this::text).delay());
        clock.advance(time.minusNanos(1));
        assertEquals(Duration.ofNanos(1), assertThrows(BudgetException.class, this::text).delay());
        assertEquals(before + 1, server.getRequestCount());
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void refusalInTheAnswersTextCountsToo() {
        server.enqueue(new MockResponse().setBody("too many"));
        assertEquals(Duration.ofSeconds(30), assertThrows(BudgetException.class, () -> client.get("/candles", body -> {
            throw new BudgetException("too many", Duration.ofSeconds(30));
        })).delay());
        assertEquals(Duration.ofSeconds(30), assertThrows(BudgetException.class, this::text).delay());
    }

    @Test
    void otherStatusesCarryTheBeginningOfTheirAnswer() throws IOException {
        server.enqueue(new MockResponse().setResponseCode(400).setHeader("Content-Encoding", "gzip").setBody(packed("{\"code\":-1121}")));
        StatusException bad = assertThrows(StatusException.class, this::text);
        assertEquals(400, bad.status());
        assertEquals("{\"code\":-1121}", bad.body());
        assertEquals("HTTP 400", bad.getMessage());
        server.enqueue(new MockResponse().setResponseCode(503).setBody("x".repeat(3_000)));
        assertEquals(StatusException.BODY, assertThrows(StatusException.class, this::text).body().length());
        clock.advance(Duration.ofSeconds(2));
        server.enqueue(new MockResponse().setResponseCode(502).setHeader("Content-Encoding", "gzip").setBody("not packed"));
        assertEquals("", assertThrows(StatusException.class, this::text).body());
    }

    @Test
    void redirectionIsNotFollowed() {
        server.enqueue(new MockResponse().setResponseCode(301).setHeader("Location", server.url("/elsewhere").toString()));
        assertEquals("HTTP 301", assertThrows(StatusException.class, this::text).getMessage());
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void packedAnswerIsBoundedUnpacked() throws IOException {
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed("x".repeat(1_000))));
        assertEquals(1_000, text().length());
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed("x".repeat(1_001))));
        assertEquals("The answer is longer than 1000 bytes", assertThrows(IOException.class, this::text).getMessage());
    }

    @Test
    void answerThatIsCutOffOrTooSlowIsAFailure() {
        server.enqueue(new MockResponse().setBody("x".repeat(500)).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        assertFalse(assertThrows(IOException.class, this::text).getMessage().isBlank());
        server.enqueue(new MockResponse().setBody("x".repeat(500)).throttleBody(1, 10, TimeUnit.MILLISECONDS));
        assertEquals("No complete answer within 0 s", assertThrows(IOException.class, this::text).getMessage());
    }

    @Test
    void secretsAreRemovedFromMessages() {
        server.enqueue(new MockResponse().setBody("[]"));
        assertEquals("echo *** and ***", assertThrows(BadAnswerException.class, () -> client.get("/candles", body -> {
            throw new BadAnswerException("echo a-key and a-secret");
        })).getMessage());
        ApiClient odd = new ApiClient(server.url("/").uri(), Map.of("X-Key", "a\nkey"), LIMITS, clock::nanoTime);
        IOException refusal = assertThrows(IOException.class, () -> odd.get("/candles", body -> ""));
        assertFalse(refusal.getMessage().contains("a\nkey"), refusal.getMessage());
        assertTrue(refusal.getCause() == null, "the cause may name it");
    }

    private String text() throws IOException {
        return client.get("/candles?of=X", body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Buffer packed(String text) throws IOException {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8(text);
        }
        return packed;
    }
}
