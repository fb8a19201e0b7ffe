package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * A Finnhub on this machine that follows the test: plays frames, refuses, drops, hangs, answers late. It checks the key, counts
 * connections and records commands. Until silenced it pings several times a second, so that short silence limits can
 * be tested. Any thread.
 */
public final class ScriptedFeed implements AutoCloseable {
    /** The only key that is taken. */
    public static final String KEY = "it+secret/key=4711";

    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());
    private static final int PING_MILLIS = 200;
    private static final int ACCEPT = 0;

    private final MockWebServer server = new MockWebServer();
    private final CuttableSockets sockets = new CuttableSockets();
    private final ScriptedLists lists = new ScriptedLists(KEY);
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(ScriptedFeed::daemon);
    private final Recorded<Command> commands = new Recorded<>("The feed");
    private final Recorded<Integer> closings = new Recorded<>("The feed's other end");
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile WebSocket current;
    private volatile int refusal = ACCEPT;
    /** Whether the present connection got the error about too many symbols. */
    private volatile boolean complained;
    /** Empty if there is none. */
    private volatile String refused = "";
    private volatile boolean silent;
    /** Handshakes wait for it. */
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;
    private volatile Limit limit = Limit.NONE;

    /** How many symbols a connection carries; how late, and how often, the error comes for each other one. */
    private record Limit(int symbols, Duration late, int times) {
        private static final Limit NONE = new Limit(Integer.MAX_VALUE, Duration.ZERO, 1);
    }

    /** The commands of the product. */
    public record Command(String type, String symbol) {}

    public ScriptedFeed() {
        SERVER_LOG.setLevel(Level.WARNING);
        server.setServerSocketFactory(sockets);
        server.setDispatcher(new Handshakes());
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        pings.scheduleAtFixedRate(this::ping, PING_MILLIS, PING_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The settings that lead a deployment here. */
    public Map<String, String> settings() {
        return Map.of("FINNHUB_TOKEN", KEY, "FINNHUB_URL", "ws://localhost:" + server.getPort(),
                "FINNHUB_REST_URL", lists.address());
    }

    /** The REST side. */
    public ScriptedLists lists() {
        return lists;
    }

    /** Waits until the product is connected. */
    public void awaitConnection() {
        Eventually.see("one open feed connection", open::get, count -> count == 1);
    }

    /** The next command of this type and symbol; others before it are passed over. */
    public Command awaitCommand(String type, String symbol) {
        return commands.next(type + " " + symbol, command -> command.equals(new Command(type, symbol)));
    }

    /** All commands up to and including the next one of this type and symbol. */
    public List<Command> commandsUntil(String type, String symbol) {
        return commands.until(type + " " + symbol, command -> command.equals(new Command(type, symbol)));
    }

    /** Clears the commands recorded so far. */
    public void forgetCommands() {
        commands.clear();
    }

    /** Sends a frame as it stands. */
    public void send(String frame) {
        awaitConnection();
        current.send(frame);
    }

    /** Sends one trade message; the rows are made by {@link #row}. */
    public void trade(String... rows) {
        send("{\"data\":[" + String.join(",", rows) + "],\"type\":\"trade\"}");
    }

    /** One row of a trade message, keys in Finnhub's order. */
    public static String row(String symbol, double price, long time, double volume) {
        return String.format(Locale.ROOT, "{\"c\":[\"1\",\"12\"],\"p\":%s,\"s\":\"%s\",\"t\":%d,\"v\":%s}",
                price, symbol, time, volume);
    }

    /** From now on this symbol is too many, however often it is requested. */
    public void refuseToCarry(String symbol) {
        refused = symbol;
    }

    /** Finnhub's only confirmed complaint. */
    private void complainOfTooManySymbols() {
        complained = true;
        send("{\"msg\":\"Subscribing to too many symbols\",\"type\":\"error\"}");
    }

    /**
     * Ends the connection if it got the error of a limit, so that the next one finds none.
     *
     * @return whether it was
     */
    boolean endAfterComplaint() {
        boolean hadComplained = complained;
        complained = false;
        if (hadComplained) {
            drop();
        }
        return hadComplained;
    }

    /** Connections carry only so many symbols from now on, and for each other one the complaint comes so late and so often. */
    public void carryAtMost(int symbols, Duration late, int times) {
        limit = new Limit(symbols, late, times);
    }

    /** Connections carry every requested symbol. */
    public void carryAll() {
        limit = Limit.NONE;
    }

    /** Cuts the connection without a close frame, as Finnhub does. */
    public void drop() {
        sockets.cut();
    }

    /** Answers the handshakes from now on with this HTTP status. */
    public void refuse(int status) {
        refusal = status;
    }

    /** Leaves handshakes without an answer until {@link #accept()}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Takes its time to answer the handshakes from now on. */
    public void dawdle(Duration time) {
        delay = time;
    }

    /** Accepts handshakes again, at once, and sends again. */
    public void accept() {
        refusal = ACCEPT;
        delay = Duration.ZERO;
        silent = false;
        gate.countDown();
    }

    /** Keeps the connection open and sends nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** Keeps the connection open, but sends and answers nothing, not even a close frame. */
    public void hang() {
        silent = true;
        sockets.deafen();
    }

    /** The code with which the product closes a connection, the next one not yet returned. */
    public int awaitClosing() {
        return closings.next();
    }

    /** Clears the closings recorded so far. */
    public void forgetClosings() {
        closings.clear();
    }

    /** How many connections were opened so far. */
    public int handshakes() {
        return handshakes.get();
    }

    /** How many connections were open at the same time, at most. */
    public int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() {
        accept();
        pings.shutdownNow();
        lists.close();
        sockets.cut();
        try {
            server.shutdown();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-feed");
        thread.setDaemon(true);
        return thread;
    }

    private void ping() {
        WebSocket socket = current;
        if (socket != null && !silent) {
            socket.send("{\"type\":\"ping\"}");
        }
    }

    /** Answers handshakes. */
    private final class Handshakes extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            gate.await();
            if (refusal != ACCEPT) {
                return new MockResponse().setResponseCode(refusal);
            }
            boolean known = KEY.equals(request.getRequestUrl().queryParameter("token"));
            MockResponse answer = known ? new MockResponse().withWebSocketUpgrade(new Connection())
                    : new MockResponse().setResponseCode(401);
            return answer.setHeadersDelay(delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One connection of the product. */
    private final class Connection extends WebSocketListener {
        private boolean ended;
        /** Confined to the thread that reads. */
        private final Set<String> carried = new HashSet<>();

        @Override
        public void onOpen(WebSocket socket, Response response) {
            current = socket;
            handshakes.incrementAndGet();
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            JsonObject command = Json.createReader(new StringReader(text)).readObject();
            commands.add(new Command(command.getString("type"), command.getString("symbol")));
            carry(command.getString("type"), command.getString("symbol"));
        }

        private void carry(String type, String symbol) {
            Limit now = limit;
            if (type.equals("unsubscribe")) {
                carried.remove(symbol);
            } else if (symbol.equals(refused)) {
                complainOfTooManySymbols();
            } else if (carried.size() < now.symbols) {
                carried.add(symbol);
            } else if (!carried.contains(symbol)) {
                for (int times = now.times; times > 0; times--) {
                    pings.schedule(ScriptedFeed.this::complainOfTooManySymbols, now.late.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
            closings.add(code);
            end();
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            end();
        }

        private synchronized void end() {
            if (!ended) {
                ended = true;
                open.decrementAndGet();
            }
        }
    }
}
