package stockchart.client.session;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import stockchart.client.protocol.CloseReason;
import stockchart.platform.websocket.ClientConnection;
import stockchart.testing.ClientFrames;
import stockchart.testing.Dice;

/** One connection of a {@link ClientModel}: the server's session at one end, a client that reads at its own pace at the other. */
final class ClientLine implements ClientConnection {
    private static final Optional<Throwable> BROKEN = Optional.of(new IOException("Broken pipe, as the test wants"));
    /** How many messages get into a way that is frozen. */
    private static final int SYSTEM_TAKES = 20;
    private static final long NEVER = Long.MAX_VALUE;

    private final ClientModel client;
    private final Dice dice;
    /** Null while it is being opened. */
    private final ClientSession session;
    /** The share of messages that take a while. */
    private final double slowness;
    private boolean stuck;
    private boolean frozen;
    /** What the system has taken while the way is frozen, in order: messages to the client, and commands of the client. */
    private final Queue<String> toClient = new ArrayDeque<>();
    private final Queue<String> toServer = new ArrayDeque<>();
    /** The end of the answer to a ping that is in flight, null if none is. */
    private Consumer<Optional<Throwable>> pong;
    /** Whether a ping has come that the client has not read. */
    private boolean pinged;
    private boolean cut;
    private boolean closedByServer;
    private boolean endReported;
    /** The send in flight, null if none is. */
    private String text;
    private Consumer<Optional<Throwable>> done;
    private long arrives;

    ClientLine(ClientModel client) {
        this.client = client;
        this.dice = client.dice.fork();
        this.slowness = dice.pick(List.of(0.0, 0.05, 0.5));
        // It sends, and may break or close, before it returns.
        ClientSession opened = client.host.clients.open(this, client.dialect, "192.0.2.1");
        this.session = opened;
        if (endReported) {
            opened.closed();
        }
    }

    boolean isEnded() {
        return cut || closedByServer && !frozen;
    }

    void say(String command) {
        if (frozen) {
            toServer.add(command);
        } else {
            receive(command);
        }
    }

    private void receive(String command) {
        session.receive(command, now());
    }

    /** The client reads nothing any more. */
    void stick() {
        stuck = true;
        arrives = NEVER;
    }

    /** Nothing passes in either direction, and neither side is notified: the systems of both still accept a little more. */
    void freeze() {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** The client pings as fast as it can. */
    void flood(int pings) {
        if (!frozen) {
            byte[] ping = ClientFrames.frame(ClientFrames.FIN | ClientFrames.PING, (byte) 1);
            for (int i = 0; i < pings; i++) {
                session.guard().admit(ping.clone(), 0, ping.length);
            }
        }
    }

    /** The client reads again, and the way is open: what was held up arrives. */
    void flow() {
        stuck = false;
        arrives = now();
        endPong();
        if (pinged || frozen) {
            pinged = false;
            session.pongReceived(now());
        }
        if (frozen) {
            frozen = false;
            // Also if the server has closed meanwhile: that comes behind them.
            while (!toClient.isEmpty() && !cut) {
                take(toClient.remove());
            }
            while (!toServer.isEmpty() && !isEnded()) {
                receive(toServer.remove());
            }
        }
    }

    /** The connection breaks, and the server notices. */
    void cut() {
        cut = true;
        if (done != null && dice.chance(0.5)) {
            end(dice.chance(0.5) ? Optional.empty() : BROKEN);
        }
        reportEnd();
        fail();
    }

    void step() {
        if (closedByServer && !frozen && !endReported && dice.chance(0.2)) {
            fail();
            reportEnd();
        } else if (done != null && now() >= arrives) {
            arrive();
        }
    }

    @Override
    public void send(String message, Consumer<Optional<Throwable>> whenDone) {
        client.host.truth.violations.check(() -> assertNull(done, "Two sends at once to one client: " + message));
        breakDown(0.003);
        if (cut || closedByServer) {
            whenDone.accept(BROKEN);
            return;
        }
        if (frozen && toClient.size() < SYSTEM_TAKES) {
            toClient.add(message);
            whenDone.accept(Optional.empty());
            return;
        }
        text = message;
        done = whenDone;
        arrives = stuck || frozen ? NEVER : now() + (client.host.calm || !dice.chance(slowness) ? 0 : millis(dice.below(2_500)));
        if (arrives <= now() && dice.chance(0.5)) {
            arrive();
        }
    }

    @Override
    public void ping() {
        breakDown(0.05);
        pinged = stuck || frozen;
        if (!pinged && !cut && session != null) {
            session.pongReceived(now());
        }
    }

    @Override
    public void pong(byte[] payload, Consumer<Optional<Throwable>> whenDone) {
        client.host.truth.violations.check(() -> assertNull(pong, "Two answers to pings at once to one client"));
        pong = whenDone;
        if (!stuck && !frozen) {
            endPong();
        }
    }

    private void endPong() {
        Consumer<Optional<Throwable>> ended = pong;
        pong = null;
        if (ended != null) {
            ended.accept(cut || closedByServer ? BROKEN : Optional.empty());
        }
    }

    @Override
    public void close(CloseFrame closeReason) {
        closedByServer = true;
        if (dice.chance(0.5)) {
            reportEnd();
        }
    }

    private void arrive() {
        if (!cut) {
            take(text);
        }
        end(Optional.empty());
    }

    private void take(String message) {
        client.host.truth.violations.check(() -> client.take(message));
    }

    private void fail() {
        if (done != null) {
            end(BROKEN);
        }
    }

    private void end(Optional<Throwable> outcome) {
        Consumer<Optional<Throwable>> ended = done;
        done = null;
        text = null;
        ended.accept(outcome);
    }

    private void reportEnd() {
        if (!endReported) {
            endReported = true;
            if (session != null) {
                session.closed();
            }
        }
    }

    /** Something of the server's breaks, now and then. */
    private void breakDown(double share) {
        if (!client.host.calm && dice.chance(share)) {
            throw dice.chance(0.5) ? new OutOfMemoryError("as the test wants") : new NoClassDefFoundError("as the test wants");
        }
    }

    private long now() {
        return client.host.clock.nanoTime();
    }

    private static long millis(int count) {
        return count * 1_000_000L;
    }
}
