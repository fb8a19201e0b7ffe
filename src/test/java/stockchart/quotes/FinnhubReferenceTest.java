package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.quotes.MarketReference.FinnhubReference;
import stockchart.quotes.Quotes.Answer.Known;
import stockchart.quotes.Quotes.Answer.Later;
import stockchart.quotes.Quotes.Answer.None;
import stockchart.rest.RestClient;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** Quotes over HTTP: what Finnhub answers for one symbol concerns that symbol only. */
class FinnhubReferenceTest {
    private static final Symbol FIRST = new Symbol("FIRST");
    private static final Symbol GOOD = new Symbol("GOOD");
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = new MockWebServer();
    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private LogWatch log;
    private Quotes quotes;

    @BeforeEach
    void start() throws IOException {
        log = new LogWatch();
        SERVER_LOG.setLevel(Level.WARNING);
        server.start(InetAddress.getLoopbackAddress(), 0);
        Map<String, String> values = Map.of("FINNHUB_TOKEN", "key", "FINNHUB_REST_URL", server.url("/api/v1").toString());
        RestClient client = new RestClient(FinnhubAccess.from(new Settings(key -> Optional.ofNullable(values.get(key)))), 60,
                clock::nanoTime);
        ScriptedPolling hub = new ScriptedPolling();
        hub.watched.addAll(List.of(FIRST, GOOD));
        quotes = new Quotes(new FinnhubReference(client), hub, new QuotePoller(hub, client::pollsPerMinute, clock),
                new MarketHours(List.of())::tradingDay, clock, clock, executor, 10);
    }

    @AfterEach
    void stop() throws IOException {
        server.shutdown();
        log.close();
        log.verify();
    }

    @Test
    void errorInPlaceOfAQuoteConcernsItsSymbolOnly() {
        askBoth(new MockResponse().setBody("{\"error\":\"You don't have access to this resource.\"}"));
        assertEquals("Finnhub's answer is no quote", assertInstanceOf(Later.class, quotes.request(FIRST)).why());
        assertEquals(2, assertInstanceOf(Known.class, quotes.request(GOOD)).previousClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422})
    void requestThatIsRefusedForGoodConcernsItsSymbolOnly(int status) {
        askBoth(new MockResponse().setResponseCode(status).setBody("{\"error\":\"You don't have access to this resource.\"}"));
        assertInstanceOf(None.class, quotes.request(FIRST));
        assertEquals(2, assertInstanceOf(Known.class, quotes.request(GOOD)).previousClose());
    }

    @Test
    void keyThatIsNotAcceptedConcernsAll() {
        askBoth(new MockResponse().setResponseCode(401).setBody("{\"error\":\"Invalid API key\"}"));
        assertEquals("Finnhub answers with HTTP 401", assertInstanceOf(Later.class, quotes.request(GOOD)).why());
    }

    @Test
    void serverThatFailsConcernsAll() {
        askBoth(new MockResponse().setResponseCode(502));
        assertEquals("Finnhub answers with HTTP 502", assertInstanceOf(Later.class, quotes.request(GOOD)).why());
    }

    @Test
    void tooManyRequestsConcernAll() {
        askBoth(new MockResponse().setResponseCode(429));
        assertEquals("The requests Finnhub allows are used up", assertInstanceOf(Later.class, quotes.request(GOOD)).why());
    }

    private void askBoth(MockResponse first) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return String.valueOf(request.getPath()).endsWith("=FIRST") ? first
                        : new MockResponse().setBody("{\"c\":1,\"pc\":2,\"t\":" + clock.millis() / 1_000 + "}");
            }
        });
        quotes.request(FIRST);
        quotes.request(GOOD);
        executor.runAll();
    }
}
