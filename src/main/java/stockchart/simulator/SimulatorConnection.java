package stockchart.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stockchart.container.OutgoingText;
import stockchart.container.SendLoop;
import stockchart.market.Symbol;

/**
 * One client of the simulated Finnhub: what it subscribes to and what waits to be sent to it.
 *
 * <p>All state is guarded by this object, for a few lines at a time; nothing is sent while it is held. Called by the endpoint's
 * threads, by the sweep and by the completion of sends.
 */
final class SimulatorConnection {
    /** A free key's limit. A symbol nobody knows counts as well: what is limited is the subscriptions. */
    static final int MAX_SYMBOLS = 50;

    /** At one message per sweep of 50 ms this is about 12 s of arrears; then the oldest is dropped. */
    static final int MAX_PENDING = 256;

    static final Duration PING_EVERY = Duration.ofSeconds(60);
    static final Duration SEND_DEADLINE = Duration.ofSeconds(15);

    private final String token;
    private final Outlet outlet;
    private final SendLoop sends;
    private final Set<Symbol> symbols = new LinkedHashSet<>();
    private final Queue<String> pending = new ArrayDeque<>();
    private long nextPing;
    private long now;
    private long dropped;
    private boolean closed;

    /** @param now the time in milliseconds since 1970 */
    SimulatorConnection(String token, Outlet outlet, long now) {
        this.token = token;
        this.outlet = outlet;
        this.now = now;
        this.nextPing = now + PING_EVERY.toMillis();
        this.sends = new SendLoop(outlet, this::takeNext, failure -> close("A message could not be sent"), this::nanoTime);
    }

    String token() {
        return token;
    }

    /** Takes a message of the client; what is not a command is ignored. */
    void onText(String text) {
        SimulatorCodec.parse(text).ifPresent(command -> {
            if (!carriesOut(command)) {
                offer(SimulatorCodec.TOO_MANY_SYMBOLS);
            }
        });
    }

    /** What the client subscribes to, in the order in which it did. */
    synchronized List<Symbol> symbols() {
        return List.copyOf(symbols);
    }

    /** The number of messages that were dropped because the client was too slow. */
    synchronized long dropped() {
        return dropped;
    }

    /** Sends a message as soon as the one before it is through. Never blocks. */
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

    /** Lets time pass: pings when it is due, and says whether the client still takes what it is sent. */
    boolean tick(long millis) {
        boolean due;
        synchronized (this) {
            now = millis;
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
            outlet.ping();
        }
        return true;
    }

    /** Ends the connection and forgets everything. */
    void close(String reason) {
        synchronized (this) {
            closed = true;
            pending.clear();
            symbols.clear();
        }
        sends.stop();
        outlet.close(reason);
    }

    private synchronized boolean carriesOut(SimulatorCommand command) {
        if (!command.subscribes()) {
            symbols.remove(command.symbol());
        } else if (!closed && !symbols.contains(command.symbol())) {
            if (symbols.size() == MAX_SYMBOLS) {
                return false;
            }
            symbols.add(command.symbol());
        }
        return true;
    }

    private synchronized Optional<OutgoingText> takeNext() {
        return Optional.ofNullable(pending.poll()).map(OutgoingText::new);
    }

    /** The sweep's clock serves as the monotonic one: a send is only watched from sweep to sweep. */
    private synchronized long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }
}
