package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.providers.HistoryProvider.Listing;
import stockchart.market.Width;
import stockchart.rest.RestClient.BadAnswerException;
import stockchart.rest.RestClient.BudgetException;
import stockchart.rest.RestClient.StatusException;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;

/** What must be so for every provider of its own address, against a scripted server. */
abstract class ProviderSuite {
    /** A Tuesday. */
    static final long FROM = Instant.parse("2026-06-16T00:00:00Z").toEpochMilli();

    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());
    private static final int TOO_LONG = 8_000_001;

    final ManualClock clock = new ManualClock();
    final MockWebServer server = new MockWebServer();
    HistoryProvider provider;

    /** The provider at another address. */
    abstract HistoryProvider provider(URI address);

    /** A symbol that it has. */
    abstract Listing listing();

    /** An answer of its own form without candles. */
    abstract String noCandles();

    @BeforeEach
    void start() throws IOException {
        SERVER_LOG.setLevel(Level.WARNING);
        server.start(InetAddress.getLoopbackAddress(), 0);
        provider = provider(server.url("/").uri());
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
    }

    @Test
    final void noCandlesAreNone() throws Exception {
        server.enqueue(new MockResponse().setBody(noCandles()));
        assertEquals(List.of(), day());
        assertEquals("GET", server.takeRequest().getMethod());
    }

    @Test
    final void packedAnswerWithAByteOrderMarkIsRead() throws IOException {
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed("\ufeff" + noCandles())));
        assertEquals(List.of(), day());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "0", "\"\"", "{}", "[", "[0]", "[[]]", "[{}]", "[null]", "{\"error\":null}", "{\"a\":[]}",
        "<!DOCTYPE html><html><body>Just a moment...</body></html>", "Exceeded the daily hits limit"})
    final void whatIsNoAnswerOfItsFormIsRefused(String body) {
        server.enqueue(new MockResponse().setBody(body));
        assertThrows(BadAnswerException.class, this::day);
    }

    @Test
    final void answerBehindAnotherOneIsRefused() {
        server.enqueue(new MockResponse().setBody(noCandles() + noCandles()));
        assertThrows(BadAnswerException.class, this::day);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 451})
    final void whatItDoesNotGiveIsRefused(int status) {
        server.enqueue(new MockResponse().setResponseCode(status).setBody("<html>"));
        String why = assertThrows(RefusedException.class, this::day).getMessage();
        assertEquals(" gives no candles to this server: HTTP " + status, why.substring(why.indexOf(' ')));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 404, 410, 500, 502, 503, 504, 520})
    final void otherStatusesAreFailures(int status) {
        server.enqueue(new MockResponse().setResponseCode(status));
        assertEquals("HTTP " + status, assertThrows(StatusException.class, this::day).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {418, 429})
    final void tooManyRequestsStopItForAsLongAsItSays(int status) throws IOException {
        server.enqueue(new MockResponse().setResponseCode(status).setHeader("Retry-After", "5000"));
        assertEquals(Duration.ofSeconds(5_000), assertThrows(BudgetException.class, this::day).delay());
        assertEquals(Duration.ofSeconds(5_000), assertThrows(BudgetException.class, this::day).delay());
        assertEquals(1, server.getRequestCount());
        clock.advance(Duration.ofSeconds(5_000));
        server.enqueue(new MockResponse().setBody(noCandles()));
        assertEquals(List.of(), day());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    final void redirectionsAreNotFollowed(int status) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse().setResponseCode(status).setHeader("Location", elsewhere.url("/").toString()));
            assertThrows(StatusException.class, this::day);
            assertEquals(0, elsewhere.getRequestCount());
        }
    }

    @Test
    final void answerThatIsCutOffIsAFailure() {
        server.enqueue(new MockResponse().setBody(noCandles() + " ".repeat(10_000))
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        assertThrows(IOException.class, this::day);
    }

    @Test
    final void answerWithoutEndIsAFailure() throws IOException {
        server.enqueue(new MockResponse().setHeader("Content-Encoding", "gzip").setBody(packed(" ".repeat(TOO_LONG) + noCandles())));
        assertEquals("The answer is longer than 8000000 bytes", assertThrows(IOException.class, this::day).getMessage());
    }

    @Test
    final void unreachableServerIsNamedByItsReason() throws IOException {
        server.shutdown();
        assertFalse(assertThrows(IOException.class, this::day).getMessage().matches("null|"), "no reason");
    }

    final List<Candle> day() throws IOException {
        return provider.candles(listing(), Width.DAY, FROM, FROM + Width.DAY.millis());
    }

    final void answer(String body) {
        server.enqueue(new MockResponse().setBody(body));
    }

    private static Buffer packed(String text) throws IOException {
        Buffer packed = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.writeUtf8(text);
        }
        return packed;
    }
}
