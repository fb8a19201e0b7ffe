package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A client of the price socket that records what it receives. One test thread reads; no wait is longer than
 * {@link Eventually#CEILING}.
 */
public final class FrameRecorder implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String V1 = "stock-chart.v1";

    private final Recorded<JsonObject> frames = new Recorded<>("The client");
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    /** Written before the code is known. */
    private volatile String closeReason = "";
    private WebSocket socket;

    private FrameRecorder() {}

    /** A client of the plain dialect, as any of Finnhub's. */
    public static FrameRecorder plain(URI address) {
        return opened(address, CLIENT.newWebSocketBuilder(), true);
    }

    /**
     * A client of {@code stock-chart.v1}.
     *
     * @param headers names and values in turn
     */
    public static FrameRecorder v1(URI address, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().subprotocols(V1);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return opened(address, builder, true);
    }

    /** A client of {@code stock-chart.v1} that does not read until {@link #read()}. */
    public static FrameRecorder unreading(URI address) {
        return opened(address, CLIENT.newWebSocketBuilder().subprotocols(V1), false);
    }

    /** A client of {@code stock-chart.v1} on a page of this origin. */
    public static FrameRecorder ofPage(URI address, String origin) {
        return ofPage(CLIENT, address, origin);
    }

    /** As {@link #ofPage(URI, String)}, over TLS with the client's trust. */
    public static FrameRecorder ofPage(HttpClient client, URI address, String origin) {
        return opened(address, client.newWebSocketBuilder().subprotocols(V1).header("Origin", origin), true);
    }

    /** The HTTP status with which a page of this origin is refused. */
    public static int refusal(URI address, String origin) {
        return refusal(CLIENT, address, origin);
    }

    /** As {@link #refusal(URI, String)}, over TLS with the client's trust. */
    public static int refusal(HttpClient client, URI address, String origin) {
        return refusalOf(() -> ofPage(client, address, origin));
    }

    private static int refusalOf(Supplier<FrameRecorder> opening) {
        try (FrameRecorder unexpected = opening.get()) {
            throw new AssertionError("A client was accepted: " + unexpected.subprotocol());
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    private static FrameRecorder opened(URI address, WebSocket.Builder builder, boolean reads) {
        FrameRecorder recorder = new FrameRecorder();
        recorder.socket = builder.buildAsync(address, recorder.new Listener(reads)).join();
        return recorder;
    }

    /** The subprotocol agreed on, empty if none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void subscribe(String symbol) {
        send("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\"}");
    }

    /** Subscribes to what follows a known place. */
    public void subscribe(String symbol, long epoch, long seq) {
        send("{\"type\":\"subscribe\",\"symbol\":\"" + symbol + "\",\"after\":{\"epoch\":" + epoch + ",\"seq\":" + seq + "}}");
    }

    public void unsubscribe(String symbol) {
        send("{\"type\":\"unsubscribe\",\"symbol\":\"" + symbol + "\"}");
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Sends what may be more than the other side takes, so the connection may end on the way. */
    public void flood(int times, String text) {
        CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(socket);
        for (int i = 0; i < times; i++) {
            sent = sent.thenCompose(open -> open.sendText(text, true));
        }
        sent.exceptionally(ended -> socket).join();
    }

    /** The next message, whatever it is. */
    public JsonObject next() {
        return frames.next();
    }

    /** The next message of this type; others before it are passed over. */
    public JsonObject next(String type) {
        return next(type, frame -> true);
    }

    /** The next message of this type that is as wanted; others before it are passed over. */
    public JsonObject next(String type, Predicate<JsonObject> wanted) {
        return frames.next("such a message of type " + type,
                frame -> frame.getString("type", "").equals(type) && wanted.test(frame));
    }

    /** The code with which the other side closes the connection; 1006 if it does so without a word. */
    public int closeCode() {
        try {
            return closeCode.get(Eventually.CEILING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        } catch (ExecutionException | TimeoutException none) {
            throw new AssertionError("The connection was not closed", none);
        }
    }

    /** The words with which the other side closes the connection; empty if it does so without. */
    public String closeReason() {
        closeCode();
        return closeReason;
    }

    /** Reads what has come and will come. */
    public void read() {
        socket.request(Long.MAX_VALUE);
    }

    /** Leaves with a close frame and waits for the answer, so that the server has seen it. */
    public void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        closeCode();
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private static final int ABNORMAL = 1006;

        private final boolean reads;
        private final StringBuilder text = new StringBuilder();

        Listener(boolean reads) {
            this.reads = reads;
        }

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(Json.createReader(new StringReader(text.toString())).readObject());
                text.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeReason = reason;
            closeCode.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closeCode.complete(ABNORMAL);
        }
    }
}
