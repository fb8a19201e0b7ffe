package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client of {@code stock-chart.v1} that does what the page does: when its connection ends it makes another one within a second,
 * and goes on behind the last trade that it has. It keeps all prices of each symbol, and which times were reported as gaps.
 * Any thread; guarded by its monitor.
 */
public final class ResumingClient implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int LONGEST_PAUSE = 1_000;
    /** What is under way when a connection to Finnhub ends is lost, although it was sent before. */
    private static final long UNDER_WAY_MILLIS = 300;

    private final URI address;
    private final Map<String, Series> series = new HashMap<>();
    private final Set<Gap> gaps = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private final ScheduledExecutorService redials = Executors.newSingleThreadScheduledExecutor();
    private final Random chance;
    /** Null while there is none. */
    private Connection connection;
    private OptionalLong withoutFeedSince = OptionalLong.empty();
    private int connections;
    private int gapsRequested;
    private int gapsReceived;
    private boolean isOver;

    /** A time without trades, as the server reports it. */
    private record Gap(long from, long to) {}

    /** Where it is in a symbol's series, and all prices that it has. */
    private static final class Series {
        private final List<Integer> prices = new ArrayList<>();
        private long epoch;
        private long seq;
    }

    /** @param seed of the pauses before it connects again */
    public ResumingClient(URI address, long seed, String... symbols) {
        this.address = address;
        this.chance = new Random(seed);
        for (String symbol : symbols) {
            series.put(symbol, new Series());
        }
        dial();
    }

    /** The last price of a symbol; 0 if it has none. */
    public synchronized int last(String symbol) {
        List<Integer> prices = series.get(symbol).prices;
        return prices.isEmpty() ? 0 : prices.get(prices.size() - 1);
    }

    /** How many connections were made. */
    public synchronized int connections() {
        return connections;
    }

    /** Subscribes again, to be sent the gaps as of now. */
    public synchronized void requestGaps() {
        gapsRequested = gapsReceived + series.size();
        if (connection != null) {
            series.forEach((symbol, known) -> subscribe(connection, symbol, known));
        }
    }

    /** Whether the gaps requested last have arrived. */
    public synchronized boolean hasGaps() {
        return gapsReceived >= gapsRequested;
    }

    /** Fails unless it has had each trade that was sent since its first one, once and in order, but for those in reported gaps. */
    public synchronized void verify(List<SoleFeed.Sent> sent) {
        assertTrue(complaints.isEmpty(), complaints::toString);
        series.forEach((symbol, known) -> {
            assertTrue(!known.prices.isEmpty(), "no trade of " + symbol);
            for (int i = 1; i < known.prices.size(); i++) {
                int before = known.prices.get(i - 1);
                int price = known.prices.get(i);
                assertTrue(before < price, () -> symbol + " " + price + " after " + before);
            }
            Set<Integer> had = new HashSet<>(known.prices);
            for (SoleFeed.Sent trade : sent) {
                boolean isLost = trade.symbol().equals(symbol) && trade.price() > known.prices.get(0)
                        && !had.contains(trade.price());
                assertTrue(!isLost || gaps.stream().anyMatch(gap -> isIn(gap, trade.time())),
                        () -> "lost " + trade + ", gaps " + gaps);
            }
        });
    }

    private static boolean isIn(Gap gap, long time) {
        return gap.from - UNDER_WAY_MILLIS <= time && time <= gap.to + UNDER_WAY_MILLIS;
    }

    private synchronized void dial() {
        if (isOver) {
            return;
        }
        Connection fresh = new Connection();
        CLIENT.newWebSocketBuilder().subprotocols("stock-chart.v1").buildAsync(address, fresh)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        lost(fresh);
                    }
                });
    }

    private synchronized void lost(Connection which) {
        if (!isOver && (connection == null || connection == which) && !which.isLost) {
            which.isLost = true;
            connection = null;
            redials.schedule(this::dial, chance.nextInt(LONGEST_PAUSE), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void opened(Connection which, WebSocket socket) {
        which.socket = socket;
        connection = which;
        connections++;
        series.forEach((symbol, known) -> subscribe(which, symbol, known));
    }

    private static void subscribe(Connection to, String symbol, Series known) {
        String after = known.epoch == 0 ? "" : ",\"after\":{\"epoch\":" + known.epoch + ",\"seq\":" + known.seq + "}";
        String text = "{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\",\"candles\":[{\"interval\":1000}]" + after + "}";
        // One after the other. A connection that ends meanwhile is followed by another one.
        to.sending = to.sending.thenCompose(sent -> to.socket.sendText(text, true)).exceptionally(ended -> to.socket);
    }

    private synchronized void received(JsonObject message) {
        switch (message.getString("type")) {
            case "subscribed" -> {
                Series known = series.get(message.getString("symbol"));
                if (known.epoch != 0 && !message.getBoolean("complete")) {
                    complaints.add("Not complete: epoch " + known.epoch + ", then " + message.getJsonNumber("epoch"));
                }
                add(known, message, "trades", true);
            }
            case "trade" -> {
                Series known = series.get(message.getJsonArray("data").getJsonObject(0).getString("s"));
                if (message.containsKey("missed")) {
                    complaints.add("Left out: " + message.get("missed"));
                }
                add(known, message, "data", false);
            }
            case "candles" -> {
                gapsReceived++;
                message.getJsonArray("gaps").getValuesAs(JsonObject.class).forEach(gap -> gaps.add(new Gap(
                        gap.getJsonNumber("from").longValue(),
                        gap.containsKey("to") ? gap.getJsonNumber("to").longValue() : System.currentTimeMillis())));
            }
            case "status" -> status(message.getString("feed").equals("live"), message.getJsonNumber("since").longValue());
            case "error" -> complaints.add(message.toString());
            default -> {
                // Nothing about trades.
            }
        }
    }

    private void status(boolean isLive, long since) {
        if (isLive) {
            withoutFeedSince.ifPresent(from -> gaps.add(new Gap(from, since)));
            withoutFeedSince = OptionalLong.empty();
        } else if (withoutFeedSince.isEmpty()) {
            withoutFeedSince = OptionalLong.of(since);
        }
    }

    /** @param mayRepeat whether it may begin with trades that the client has: it was requested before they came */
    private void add(Series known, JsonObject message, String rows, boolean mayRepeat) {
        List<JsonObject> all = message.getJsonArray(rows).getValuesAs(JsonObject.class);
        long last = message.getJsonNumber("seq").longValue();
        long first = last - all.size() + 1;
        boolean isFirst = known.epoch == 0;
        if (!isFirst && (mayRepeat ? first > known.seq + 1 : first != known.seq + 1)) {
            complaints.add("Number " + first + " after " + known.seq + " in a message of type " + message.getString("type"));
        }
        long fresh = isFirst ? all.size() : Math.max(0, last - known.seq);
        all.stream().skip(all.size() - Math.min(all.size(), fresh)).forEach(row -> known.prices.add(row.getInt("p")));
        known.epoch = message.getJsonNumber("epoch").longValue();
        known.seq = isFirst ? last : Math.max(known.seq, last);
    }

    @Override
    public synchronized void close() {
        isOver = true;
        redials.shutdownNow();
        if (connection != null) {
            connection.socket.abort();
        }
    }

    /** Passes messages on. Its fields are guarded by the client's monitor, but for the text, which is confined to the reader. */
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private WebSocket socket;
        private CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(null);
        private boolean isLost;

        @Override
        public void onOpen(WebSocket from) {
            opened(this, from);
            from.request(Long.MAX_VALUE);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received(Json.createReader(new StringReader(text.toString())).readObject());
                text.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            lost(this);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            lost(this);
        }
    }
}
