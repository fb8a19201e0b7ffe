package stockchart.client.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.ErrorReply;
import stockchart.client.protocol.MessageCodec;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionHub;
import stockchart.hub.SubscriptionHub.Subscriber;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.FrameGuard;
import stockchart.platform.websocket.FrameGuard.FrameViolation;
import stockchart.platform.websocket.OutboundMessage;
import stockchart.platform.websocket.PongReply;
import stockchart.platform.websocket.SendLoop;

/**
 * One client's connection, from its opening to its end: receives commands for its {@link CommandExecutor} and sends what its
 * {@link Outbox} holds whenever the client can take it.
 *
 * <p>Commands come from container threads, one at a time; signals from dispatch threads; {@link #watch} from the sweep.
 */
public final class ClientSession implements Subscriber, FrameGuard.Listener {
    private final ClientConnection connection;
    private final Dialect dialect;
    private final String address;
    private final SubscriptionHub hub;
    private final ClientSettings settings;
    private final LongSupplier nanoTime;
    private final Consumer<ClientSession> onClosed;
    private final SendLoop loop;
    private final GracefulClose gracefulClose;
    private final KeepAlive keepAlive;
    private final FrameGuard guard;
    private final PongReply pongs;
    private final Outbox outbox;
    private final CommandExecutor commands;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** The hub holds nothing of an ended session any more. */
    private volatile boolean isReleased;
    /** Null while open, and if the client has ended the session. */
    private volatile CloseReason ending;
    /** What has failed on the server, null if nothing has. */
    private volatile Throwable failure;

    /**
     * @param address the address to which the client counts
     * @param nanoTime the monotonic clock, nanoseconds
     * @param onClosed called once, however the session ends
     */
    ClientSession(ClientConnection connection, Dialect dialect, String address, SubscriptionHub hub, ClientSettings settings,
            LongSupplier nanoTime, Consumer<ClientSession> onClosed) {
        this.connection = connection;
        this.dialect = dialect;
        this.address = address;
        this.hub = hub;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.onClosed = onClosed;
        this.outbox = new Outbox(hub, dialect, nanoTime);
        this.commands = new CommandExecutor(this, hub, outbox, settings, nanoTime.getAsLong());
        this.loop = new SendLoop(connection, this::next, this::sendingFailed, nanoTime);
        this.keepAlive = new KeepAlive(nanoTime.getAsLong());
        this.guard = new FrameGuard(settings.sendDeadline(), this, nanoTime);
        this.pongs = new PongReply(connection::pong);
        this.gracefulClose = new GracefulClose(connection, loop, keepAlive);
    }

    /** Registers with the hub; signals lead to messages from now on. */
    void open() {
        hub.register(this);
        if (closed.get()) {
            // It was closed meanwhile, perhaps before it was registered.
            hub.remove(this);
            return;
        }
        loop.pump();
    }

    /** Checks every frame of the client. */
    public FrameGuard guard() {
        return guard;
    }

    @Override
    public void pinged(byte[] payload) {
        if (!closed.get()) {
            pongs.pinged(payload);
        }
    }

    @Override
    public void violated(FrameViolation violation) {
        // More frames may be arriving; unread data would reset the connection and lose the close frame.
        discarded();
        close(CloseReason.of(violation));
    }

    @Override
    public void discarded() {
        keepAlive.received(nanoTime.getAsLong());
    }

    @Override
    public void flooding() {
        gracefulClose.closeNow(nanoTime.getAsLong());
    }

    /** Carries out one message of the client, or replies why not. A failure ends this session and no other. */
    public void receive(String text, long now) {
        keepAlive.received(now);
        if (closed.get()) {
            return;
        }
        try {
            commands.execute(text, now);
        } catch (Throwable mistake) {
            fail(mistake);
        }
    }

    /** Ends the session because of a failure on the server. */
    public void fail(Throwable mistake) {
        failure = mistake;
        close(CloseReason.FAILED);
    }

    /** The client has answered a ping. */
    public void pongReceived(long now) {
        keepAlive.received(now);
    }

    /**
     * The periodic step, about once a second: keeps the connection alive, and ends it if the client is gone or stuck.
     *
     * @return whether the session has to be watched further
     */
    boolean watch(long now) {
        if (closed.get()) {
            boolean isOver = gracefulClose.proceed(now);
            release();
            return !isOver;
        }
        outbox.unreported().forEach(this::stateChanged);
        guard.check();
        long sending = loop.sendingFor(now);
        if (connection.isGone()) {
            close(CloseReason.BROKEN);
        } else if (sending > settings.sendDeadline().toNanos()) {
            close(CloseReason.TOO_SLOW);
        } else if (keepAlive.isSilent(now)) {
            close(CloseReason.SILENT);
        } else if (sending == 0) {
            if (keepAlive.pingIsDue(now)) {
                connection.ping();
            }
            if (dialect == Dialect.PLAIN ? keepAlive.finnhubPingIsDue(now) : keepAlive.idlePingIsDue(now)) {
                answer(List.of(() -> new OutboundMessage(MessageCodec.PING)));
            }
            if (outbox.isSomethingWaiting(now)) {
                // A signal was lost on the way.
                loop.pump();
            }
        }
        return true;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void changed() {
        loop.pump();
    }

    /** A client that cannot be notified would wait for trades that never come. */
    @Override
    public void stateChanged(Subscription subscription) {
        try {
            commands.stateChanged(subscription);
        } catch (Throwable mistake) {
            fail(mistake);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isOpen() {
        return !closed.get();
    }

    /** Why the server has ended the session; empty if it has not. */
    Optional<CloseReason> ending() {
        return Optional.ofNullable(ending);
    }

    /** What has failed on the server and ended the session; empty if nothing has. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void sendingFailed(Throwable why) {
        close(why == failure ? CloseReason.FAILED : CloseReason.BROKEN);
    }

    /** Ends the session and sends the client the reason. */
    void close(CloseReason reason) {
        if (closed.compareAndSet(false, true)) {
            ending = reason;
            try {
                end();
            } finally {
                // Whatever has failed, the client must not regard the connection as good.
                gracefulClose.start(reason, nanoTime.getAsLong());
            }
        }
    }

    /** The connection has closed, for whatever reason; drops everything the session holds. */
    public void closed() {
        try {
            if (closed.compareAndSet(false, true)) {
                end();
            }
        } finally {
            guard.end();
            gracefulClose.forget();
        }
    }

    private void end() {
        try {
            loop.stop();
            outbox.close();
            release();
        } finally {
            onClosed.accept(this);
        }
    }

    /** If it fails, the periodic step tries again: the hub would count a client for ever that has left. */
    private void release() {
        if (!isReleased) {
            hub.remove(this);
            isReleased = true;
        }
    }

    /** Replies why a command was not carried out. */
    void refuse(ErrorReply refusal) {
        answer(List.of(() -> new OutboundMessage(MessageCodec.error(dialect, refusal))));
    }

    /** Queues a reply of these messages in a row; closes a client that does not read its replies. */
    void answer(List<Supplier<OutboundMessage>> texts) {
        answer(texts, now -> true);
    }

    /** @param isReady until this holds at a time of the monotonic clock, the reply and those behind it wait */
    void answer(List<Supplier<OutboundMessage>> texts, LongPredicate isReady) {
        if (outbox.offer(texts, isReady)) {
            loop.pump();
        } else {
            close(CloseReason.TOO_SLOW);
        }
    }

    /** Called by the send loop only. */
    private Optional<OutboundMessage> next() {
        try {
            Optional<OutboundMessage> next = outbox.next();
            if (next.isPresent()) {
                keepAlive.sent();
            }
            return next;
        } catch (Throwable mistake) {
            failure = mistake;
            throw mistake;
        }
    }
}
