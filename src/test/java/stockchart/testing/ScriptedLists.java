package stockchart.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.LocalDate;
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
import stockchart.market.MarketHours;

/**
 * Finnhub's REST paths on this machine: answers what the test put in, and records the requests. The market's status is what New
 * York time says, as long as no test says otherwise. Any thread.
 */
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

    /** A day of the next week on which the market would trade if it were not a holiday. */
    public static final LocalDate HOLIDAY = nextWeekday();
    /** What {@link #HOLIDAY} is called. */
    public static final String HOLIDAY_NAME = "Scripted Day";

    private static final String STATUS = "/stock/market-status";
    private static final String BASE = "/api/v1";
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final String key;
    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    /** What was requested, with which key; the key is empty if the header was missing. */
    public record Request(String path, String query, String key) {}

    ScriptedLists(String key) {
        this.key = key;
        answer("/stock/symbol", STOCKS);
        answer("/forex/symbol", FOREX);
        answer("/crypto/symbol", CRYPTO);
        answer("/stock/market-holiday", "{\"data\":[{\"eventName\":\"" + HOLIDAY_NAME + "\",\"atDate\":\"" + HOLIDAY
                + "\",\"tradingHour\":\"\"}],\"exchange\":\"US\",\"timezone\":\"America/New_York\"}");
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
        answers.put(path, new MockResponse().setHeader("Content-Type", "application/json").setBody(json));
    }

    /** Refuses a path such as {@code /stock/symbol} with 403 from now on, as what is not part of a plan. */
    public void refuse(String path) {
        answers.put(path, new MockResponse().setResponseCode(403));
    }

    /** Answers for the quote of a symbol that needs no encoding from now on; others are refused with 403. */
    public void quote(String symbol, double previousClose, long seconds) {
        answer(quotePath(symbol), "{\"c\":" + (previousClose + 1) + ",\"d\":1,\"dp\":0.4,\"h\":0,\"l\":0,\"o\":0,\"pc\":"
                + previousClose + ",\"t\":" + seconds + "}");
    }

    /** Answers for the quote of a symbol from now on as Finnhub does where it has none: with zeros. */
    public void noQuote(String symbol) {
        answer(quotePath(symbol), "{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}");
    }

    /** Answers for the quote of a symbol from now on, the figures of its day included. */
    public void quote(String symbol, double previousClose, String open, String high, String low, long seconds) {
        answer(quotePath(symbol), "{\"c\":" + open + ",\"d\":1,\"dp\":0.4,\"h\":" + high + ",\"l\":" + low + ",\"o\":" + open
                + ",\"pc\":" + previousClose + ",\"t\":" + seconds + "}");
    }

    /** Refuses the quote of a symbol from now on because there were too many requests. */
    public void tooManyQuotes(String symbol, int retryAfterSeconds) {
        answers.put(quotePath(symbol), new MockResponse().setResponseCode(429).setHeader("Retry-After", retryAfterSeconds));
    }

    /** How often the quote of a symbol was requested. */
    public long quoteRequests(String symbol) {
        return requests.stream().filter(asked -> (asked.path() + "?" + asked.query()).equals(quotePath(symbol))).count();
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

    private static String quotePath(String symbol) {
        return "/quote?symbol=" + symbol;
    }

    private static String status(long now) {
        String session = new MarketHours(List.of()).session(now).map(kind -> "\"" + kind.word() + "\"").orElse("null");
        return "{\"exchange\":\"US\",\"holiday\":null,\"isOpen\":" + session.contains("regular") + ",\"session\":" + session
                + ",\"timezone\":\"America/New_York\",\"t\":" + now / 1_000 + "}";
    }

    private static LocalDate nextWeekday() {
        LocalDate date = MarketHours.date(System.currentTimeMillis()).plusDays(3);
        while (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
            date = date.plusDays(1);
        }
        return date;
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
            MockResponse answer = answers.getOrDefault(path + "?" + url.query(), answers.get(path));
            if (answer == null && path.equals(STATUS)) {
                return new MockResponse().setBody(status(System.currentTimeMillis()));
            }
            return answer == null ? new MockResponse().setResponseCode(403) : answer;
        }
    }
}
