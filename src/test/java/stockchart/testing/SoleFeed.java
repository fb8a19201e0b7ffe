package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * A Finnhub on this machine that takes one connection: when a second one is opened it ends both. Each subscribed symbol has trades
 * all the time, each with a price of its own, one more than the one before. It remembers what it has sent. Any thread; guarded by
 * its monitor.
 */
public final class SoleFeed implements AutoCloseable {
    private static final int PERIOD_MILLIS = 20;

    private final MockWebServer server = new MockWebServer();
    private final ScriptedLists lists = new ScriptedLists(ScriptedFeed.KEY);
    private final ScheduledExecutorService market = Executors.newSingleThreadScheduledExecutor();
    private final List<Connection> open = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private boolean isTrading = true;
    private int price;
    private int handshakes;
    private int collisions;
    private int mostOpen;

    /** A trade that was sent. @param time by this machine's clock, milliseconds */
    public record Sent(String symbol, int price, long time) {}

    public SoleFeed() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return ScriptedFeed.KEY.equals(request.getRequestUrl().queryParameter("token"))
                        ? new MockResponse().withWebSocketUpgrade(new Connection()) : new MockResponse().setResponseCode(401);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        market.scheduleWithFixedDelay(this::trade, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The settings that lead a server here. */
    public Map<String, String> settings() {
        return Map.of("FINNHUB_TOKEN", ScriptedFeed.KEY, "FINNHUB_URL", "ws://localhost:" + server.getPort(),
                "FINNHUB_REST_URL", lists.address());
    }

    /** No trades happen from now on. */
    public synchronized void rest() {
        isTrading = false;
    }

    /** All trades that were sent over some connection. */
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** How many connections were opened so far. */
    public synchronized int handshakes() {
        return handshakes;
    }

    /** How often a second connection has ended both. */
    public synchronized int collisions() {
        return collisions;
    }

    /** How many connections were open at the same time, at most. */
    public synchronized int mostOpen() {
        return mostOpen;
    }

    private synchronized void trade() {
        if (!isTrading || open.isEmpty()) {
            return;
        }
        Connection connection = open.get(0);
        long now = System.currentTimeMillis();
        List<String> rows = new ArrayList<>();
        List<Sent> all = new ArrayList<>();
        for (String symbol : connection.subscribed) {
            price++;
            rows.add(ScriptedFeed.row(symbol, price, now, 1));
            all.add(new Sent(symbol, price, now));
        }
        if (!rows.isEmpty() && connection.socket.send("{\"data\":[" + String.join(",", rows) + "],\"type\":\"trade\"}")) {
            sent.addAll(all);
        }
    }

    @Override
    public void close() {
        market.shutdownNow();
        lists.close();
        synchronized (this) {
            List.copyOf(open).forEach(Connection::end);
        }
        try {
            server.shutdown();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** One connection. Guarded by the feed's monitor. */
    private final class Connection extends WebSocketListener {
        private final Set<String> subscribed = new HashSet<>();
        private WebSocket socket;

        @Override
        public void onOpen(WebSocket opened, Response response) {
            synchronized (SoleFeed.this) {
                socket = opened;
                handshakes++;
                open.add(this);
                mostOpen = Math.max(mostOpen, open.size());
                if (open.size() > 1) {
                    collisions++;
                    List.copyOf(open).forEach(Connection::end);
                }
            }
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            JsonObject command = Json.createReader(new StringReader(text)).readObject();
            synchronized (SoleFeed.this) {
                if (command.getString("type").equals("subscribe")) {
                    subscribed.add(command.getString("symbol"));
                } else {
                    subscribed.remove(command.getString("symbol"));
                }
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            from.close(code, reason);
            leave();
        }

        @Override
        public void onFailure(WebSocket from, Throwable failure, Response response) {
            leave();
        }

        private void leave() {
            synchronized (SoleFeed.this) {
                open.remove(this);
            }
        }

        private void end() {
            open.remove(this);
            socket.cancel();
        }
    }
}
