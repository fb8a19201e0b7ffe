package stockchart.bench.peers;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The part that is the same on each server: who wants which symbol, and what Finnhub sends. Any thread.
 *
 * @param <V> a browser's connection, with an identity of its own
 */
final class FanOut<V> implements WebSocket.Listener {
    private final Map<String, Set<V>> viewers = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder();
    private final BiConsumer<Set<V>, String> send;
    private volatile WebSocket finnhub;
    /** The end of the last command: one is sent after the other. Guarded by this object's monitor. */
    private CompletionStage<?> sent;

    /** @param send sends a text to each of these browsers; called on one thread at a time */
    FanOut(String address, BiConsumer<Set<V>, String> send) {
        this.send = send;
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), this).whenComplete((open, failure) -> {
            if (failure != null) {
                Runtime.getRuntime().halt(1);
            }
            synchronized (this) {
                sent = CompletableFuture.completedStage(null);
                finnhub = open;
            }
        });
    }

    boolean isConnected() {
        return finnhub != null;
    }

    /** A browser has sent a command. */
    void received(V browser, String text) {
        JsonObject command = parse(text);
        String symbol = command.getString("symbol");
        if (command.getString("type").equals("subscribe")) {
            Set<V> all = viewers.computeIfAbsent(symbol, unknown -> {
                command("subscribe", unknown);
                return ConcurrentHashMap.newKeySet();
            });
            all.add(browser);
        } else {
            leave(browser, symbol);
        }
    }

    /** A browser's connection has ended. */
    void left(V browser) {
        viewers.keySet().forEach(symbol -> leave(browser, symbol));
    }

    private void leave(V browser, String symbol) {
        viewers.computeIfPresent(symbol, (known, all) -> {
            if (all.remove(browser) && all.isEmpty()) {
                command("unsubscribe", known);
                return null;
            }
            return all;
        });
    }

    private synchronized void command(String type, String symbol) {
        String text = Json.createObjectBuilder().add("type", type).add("symbol", symbol).build().toString();
        sent = sent.thenCompose(before -> finnhub.sendText(text, true));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
        message.append(part);
        if (isLast) {
            JsonObject parsed = parse(message.toString());
            message.setLength(0);
            if (parsed.getString("type").equals("trade")) {
                parsed.getJsonArray("data").forEach(this::trade);
            }
        }
        socket.request(1);
        return null;
    }

    private void trade(JsonValue trade) {
        Set<V> all = viewers.get(trade.asJsonObject().getString("s"));
        if (all != null) {
            send.accept(all, "{\"data\":[" + trade + "],\"type\":\"trade\"}");
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        Runtime.getRuntime().halt(1);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        Runtime.getRuntime().halt(1);
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
