package stockchart.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** Finnhub's REST lists on this machine: answers what the test put in, and records what was asked. Any thread. */
public final class ScriptedLists implements AutoCloseable {
    /** Stocks with a name that is dangerous where it is taken for HTML. */
    static final String STOCKS = """
            [{"currency":"USD","description":"APPLE INC","displaySymbol":"AAPL","mic":"XNGS","symbol":"AAPL","type":"Common Stock"},
             {"currency":"USD","description":"MICROSOFT CORP","displaySymbol":"MSFT","mic":"XNGS","symbol":"MSFT","type":"Common Stock"},
             {"currency":"USD","description":"ZEBRA WORKS INC","displaySymbol":"ZBRW","mic":"XNYS","symbol":"ZBRW","type":"Common Stock"},
             {"currency":"USD","description":"QUOKKA MINING","displaySymbol":"QUOK","mic":"XNYS","symbol":"QUOK","type":"Common Stock"},
             {"currency":"USD","description":"<img src=x onerror=document.title='pwned'>","displaySymbol":"EVIL","mic":"XNYS",
              "symbol":"EVIL","type":"Common Stock"}]""";
    static final String FOREX =
            "[{\"description\":\"Oanda EUR/USD\",\"displaySymbol\":\"EUR/USD\",\"symbol\":\"OANDA:EUR_USD\"}]";
    static final String CRYPTO =
            "[{\"description\":\"Binance BTCUSDT\",\"displaySymbol\":\"BTC/USDT\",\"symbol\":\"BINANCE:BTCUSDT\"}]";

    private static final String BASE = "/api/v1";
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final String key;
    private final MockWebServer server = new MockWebServer();
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "/stock/symbol", STOCKS, "/forex/symbol", FOREX, "/crypto/symbol", CRYPTO));
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    /** What was asked, by which key; the key is empty if the header was missing. */
    public record Request(String path, String query, String key) {}

    ScriptedLists(String key) {
        this.key = key;
        SERVER_LOG.setLevel(Level.WARNING);
        server.setDispatcher(new Answers());
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String address() {
        return "http://localhost:" + server.getPort() + BASE;
    }

    /** Answers a path such as {@code /stock/symbol} with this JSON from now on. */
    public void answer(String path, String json) {
        answers.put(path, json);
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.shutdown();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private final class Answers extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest recorded) {
            HttpUrl url = recorded.getRequestUrl();
            String path = url.encodedPath().substring(BASE.length());
            String given = recorded.getHeader("X-Finnhub-Token");
            requests.add(new Request(path, String.valueOf(url.query()), given == null ? "" : given));
            if (!key.equals(given)) {
                return new MockResponse().setResponseCode(401);
            }
            String answer = answers.get(path);
            return answer == null ? new MockResponse().setResponseCode(403)
                    : new MockResponse().setHeader("Content-Type", "application/json").setBody(answer);
        }
    }
}
