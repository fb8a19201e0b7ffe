package stockchart.testing;

import static java.util.stream.Collectors.joining;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.WebSocketRoute;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The server's side of the price socket, played to a page whose clock stands still: 40 minutes of one trade a second from a fixed
 * seed, with a time in the middle when the feed was down. The page sees the same at every run. Test thread only.
 */
public final class PlayedServer {
    private static final Instant NOW = Instant.parse("2026-01-05T15:40:00Z");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final int SECONDS = 40 * 60;
    /** Newest trades that are sent one by one; the others are in candles only. */
    private static final int TRADES = 240;
    private static final long DOWN_FROM = -9 * MINUTE;
    private static final long DOWN_TO = -7 * MINUTE;
    private static final Pattern SOCKET = Pattern.compile(".*/prices$");

    private final List<Tick> ticks = ticks();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private boolean hasHistory;
    private boolean isAdjusted;
    private int unfinished;
    private int refusals;
    private boolean hasSocket = true;
    private int unfinishedTails;

    private record Tick(long time, double price, int volume) {}

    /** Has it know years of candles, of which the last week was recorded. Before it takes over. */
    public PlayedServer withHistory() {
        hasHistory = true;
        return this;
    }

    /** Has its older candles be adjusted for splits and without volumes, and one day be a split's. Before it takes over. */
    public PlayedServer adjusted() {
        isAdjusted = true;
        return this;
    }

    /** Has it still be fetching the history at the first requests. Before it takes over. */
    public PlayedServer unfinished(int requests) {
        unfinished = requests;
        return this;
    }

    /** Has it have all but the newest candles at the first requests, and still be fetching those. Before it takes over. */
    public PlayedServer unfinishedTail(int requests) {
        unfinishedTails = requests;
        return this;
    }

    /** Has it be unable to read its history at the first requests. Before it takes over. */
    public PlayedServer unreadable(int requests) {
        refusals = requests;
        return this;
    }

    /** Has it accept sockets and never send anything over them. Before it takes over. */
    public PlayedServer silent() {
        hasSocket = false;
        return this;
    }

    /** Which candles were requested: interval, start and end in milliseconds, the end empty for now. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Takes a page's requests from now on. Before it is opened. */
    public void takeOver(Page page) {
        page.clock().setFixedTime(Date.from(NOW));
        page.route("**/api/**", this::answer);
        page.routeWebSocket(SOCKET, this::open);
    }

    private void answer(Route route) {
        String path = route.request().url().replaceFirst(".*/api/([a-z]+).*", "$1");
        if (hasHistory && path.equals("candles") && refusals > 0) {
            refusals--;
            route.fulfill(new FulfillOptions().setStatus(503).setContentType("application/json")
                    .setBody("{\"code\":\"NOT_NOW\",\"error\":\"The history cannot be read now\"}"));
            return;
        }
        String body = switch (path) {
            case "market" -> "{\"now\":" + NOW.toEpochMilli() + ",\"holiday\":null,\"sessions\":[]}";
            case "symbols" -> "[{\"symbol\":\"AAPL\",\"displaySymbol\":\"AAPL\",\"description\":\"APPLE INC\",\"type\":\"Common Stock\"}]";
            case "start" -> "{\"symbols\":[\"AAPL\",\"MSFT\"]}";
            case "candles" -> hasHistory ? history(route.request().url()) : "{}";
            default -> "{}";
        };
        route.fulfill(new FulfillOptions().setContentType("application/json").setBody(body));
    }

    private String history(String url) {
        PlayedHistory.Asked asked = PlayedHistory.Asked.of(url);
        requests.add(asked.toString());
        if (unfinished > 0) {
            unfinished--;
            return "{\"candles\":[],\"gaps\":[],\"interval\":" + asked.interval() + ",\"pending\":true,\"sources\":[],"
                    + "\"symbol\":\"AAPL\"}";
        }
        String whole = PlayedHistory.answer(asked, NOW.toEpochMilli(), isAdjusted);
        if (unfinishedTails > 0) {
            unfinishedTails--;
            return whole.replaceFirst("\\}$", ",\"pending\":true}");
        }
        return whole;
    }

    private void open(WebSocketRoute socket) {
        if (!hasSocket) {
            return;
        }
        socket.onMessage(frame -> {
            String symbol = Json.createReader(new StringReader(frame.text())).readObject().getString("symbol");
            socket.send(subscribed(symbol));
            socket.send(candles(symbol, SECOND));
            socket.send(candles(symbol, MINUTE));
        });
        socket.send("{\"feed\":\"live\",\"simulated\":false,\"since\":" + (NOW.toEpochMilli() + DOWN_TO) + ",\"type\":\"status\"}");
    }

    private String subscribed(String symbol) {
        String trades = ticks.subList(ticks.size() - TRADES, ticks.size()).stream()
                .map(tick -> text("{\"p\":%.2f,\"t\":%d,\"v\":%d}", tick.price, tick.time, tick.volume)).collect(joining(","));
        return text("{\"complete\":false,\"epoch\":1,\"seq\":%d,\"symbol\":\"%s\",\"trades\":[%s],\"type\":\"subscribed\"}",
                ticks.size(), symbol, trades);
    }

    private String candles(String symbol, long interval) {
        List<String> rows = new ArrayList<>();
        for (int from = 0; from < ticks.size();) {
            long start = start(ticks.get(from), interval);
            int to = from;
            while (to < ticks.size() && start(ticks.get(to), interval) == start) {
                to++;
            }
            rows.add(candle(start, ticks.subList(from, to)));
            from = to;
        }
        return text("{\"candles\":[%s],\"epoch\":1,\"gaps\":[{\"cause\":\"down\",\"from\":%d,\"to\":%d}],\"interval\":%d,"
                + "\"seq\":%d,\"symbol\":\"%s\",\"type\":\"candles\"}", String.join(",", rows), NOW.toEpochMilli() + DOWN_FROM,
                NOW.toEpochMilli() + DOWN_TO, interval, ticks.size(), symbol);
    }

    private static String candle(long start, List<Tick> ticks) {
        return text("[%d,%.2f,%.2f,%.2f,%.2f,%d,%d]", start, ticks.get(0).price,
                ticks.stream().mapToDouble(Tick::price).max().orElseThrow(),
                ticks.stream().mapToDouble(Tick::price).min().orElseThrow(), ticks.get(ticks.size() - 1).price,
                ticks.stream().mapToInt(Tick::volume).sum(), ticks.size());
    }

    private static long start(Tick tick, long interval) {
        return tick.time - tick.time % interval;
    }

    private static List<Tick> ticks() {
        Random random = new Random(7);
        List<Tick> ticks = new ArrayList<>();
        double price = 231;
        for (int second = 0; second < SECONDS; second++) {
            long age = (second - SECONDS + 1) * SECOND;
            price += random.nextGaussian() * 0.05 + Math.sin(second / 170.0) * 0.004;
            int volume = 1 + random.nextInt(200);
            if (age <= DOWN_FROM || age >= DOWN_TO) {
                ticks.add(new Tick(NOW.toEpochMilli() + age, price, volume));
            }
        }
        return ticks;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
