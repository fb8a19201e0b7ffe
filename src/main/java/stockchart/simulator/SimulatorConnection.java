package stockchart.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stockchart.market.Symbol;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.PongReply;
import stockchart.platform.websocket.SendLoop;

/**
 * One client of the simulated Finnhub: its subscriptions and the messages that wait to be sent to it.
 *
 * <p>All state is guarded by this object, for a few lines at a time; nothing is sent while it is held. Called by the endpoint's
 * threads, by the sweep and by the completion of sends.
 */
final class SimulatorConnection implements FrameGuard.Listener {
    /** At one message per sweep of 100 ms this is about 13 s of delay; then the oldest is dropped. */
    static final int MAX_PENDING = 128;

    static final Duration PING_EVERY = Duration.ofSeconds(60);
    static final Duration SEND_DEADLINE = Duration.ofSeconds(15);

    /** After a violation: a pause in the client's frames in which it can receive the close frame, and how long to wait for one. */
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** RFC 6455's registry: try again later. */
    private static final int TRY_AGAIN_LATER = 1013;

    private final String token;
    private final ClientConnection client;
    private final int maxSymbols;
    private final SendLoop sends;
    private final FrameGuard guard;
    private final PongReply pongs;
    private final Set<Symbol> symbols = new LinkedHashSet<>();
    private final Queue<String> pending = new ArrayDeque<>();
    private long nextPing;
    private long now;
    private long dropped;
    private boolean closed;
    /** Null while the client has not violated the protocol. */
    private FrameViolation violation;
    private long violatedAt;
    private long talkedAt;

    /**
     * @param maxSymbols how many subscriptions it may have at once; those to unknown symbols count as well
     * @param now the time in milliseconds, of a clock that does not jump
     */
    SimulatorConnection(String token, ClientConnection client, int maxSymbols, long now) {
        this.token = token;
        this.client = client;
        this.maxSymbols = maxSymbols;
        this.now = now;
        this.nextPing = now + PING_EVERY.toMillis();
        this.sends = new SendLoop(client, this::takeNext, failure -> close("A message could not be sent"), this::nanoTime);
        this.guard = new FrameGuard(SEND_DEADLINE, this, this::nanoTime);
        this.pongs = new PongReply(client::pong);
    }

    String token() {
        return token;
    }

    /** Checks every frame of the client. */
    FrameGuard guard() {
        return guard;
    }

    @Override
    public void pinged(byte[] payload) {
        pongs.pinged(payload);
    }

    /** Nothing is sent any more; the sweep closes the connection when the client can receive the close frame. */
    @Override
    public synchronized void violated(FrameViolation found) {
        violation = found;
        violatedAt = now;
        talkedAt = now;
        forget();
    }

    @Override
    public synchronized void discarded() {
        talkedAt = now;
    }

    @Override
    public synchronized void flooding() {
        talkedAt = now - PAUSE.toMillis();
    }

    /** Handles a message of the client; what is not a command is ignored. */
    void onText(String text) {
        SimulatorCodec.parse(text).ifPresent(command -> {
            if (!carriesOut(command)) {
                offer(SimulatorCodec.TOO_MANY_SYMBOLS);
            }
        });
    }

    /** The client's symbols, in the order of its subscriptions. */
    synchronized List<Symbol> symbols() {
        return List.copyOf(symbols);
    }

    /** The number of messages that were dropped because the client was too slow. */
    synchronized long dropped() {
        return dropped;
    }

    /** Sends a message as soon as the previous one is sent. Never blocks. */
    void offer(String message) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (pending.size() == MAX_PENDING) {
                pending.remove();
                dropped++;
            }
            pending.add(message);
        }
        sends.pump();
    }

    /** Called by the sweep: pings when it is due, and returns whether the client is to be kept. */
    boolean tick(long millis) {
        boolean due;
        setTime(millis);
        guard.check();
        synchronized (this) {
            if (violation != null) {
                return now - talkedAt < PAUSE.toMillis() && now - violatedAt < PATIENCE.toMillis();
            }
            if (closed) {
                // It has closed the connection, or the server has not reported its end: drops what is left.
                return false;
            }
            due = now >= nextPing;
            if (due) {
                nextPing = now + PING_EVERY.toMillis();
            }
        }
        if (sends.sendingFor(nanoTime()) > SEND_DEADLINE.toNanos()) {
            return false;
        }
        if (due) {
            offer(SimulatorCodec.PING);
            client.ping();
        }
        return true;
    }

    /** Ends the connection and drops everything. */
    void close(String reason) {
        FrameViolation found;
        synchronized (this) {
            forget();
            found = violation;
        }
        sends.stop();
        guard.end();
        client.close(found == null ? refusal(reason) : found);
    }

    /** The close frame for a client that may reconnect. */
    static ClientConnection.CloseFrame refusal(String reason) {
        return ClientConnection.CloseFrame.of(TRY_AGAIN_LATER, reason);
    }

    private void forget() {
        closed = true;
        pending.clear();
        symbols.clear();
    }

    private synchronized void setTime(long millis) {
        now = millis;
    }

    private synchronized boolean carriesOut(SimulatorCodec.Command command) {
        if (!command.subscribes()) {
            symbols.remove(command.symbol());
        } else if (!closed && !symbols.contains(command.symbol())) {
            if (symbols.size() == maxSymbols) {
                return false;
            }
            symbols.add(command.symbol());
        }
        return true;
    }

    private synchronized Optional<OutboundMessage> takeNext() {
        return Optional.ofNullable(pending.poll()).map(OutboundMessage::new);
    }

    /** The sweep's clock serves as the monotonic one: a send is only watched from sweep to sweep. */
    private synchronized long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }
}
