package stockchart.platform.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.platform.concurrent.WithoutContextClassLoader;
import stockchart.platform.websocket.SendLoop.SendMeter;

/**
 * The sending side of a WebSocket session, client or server. Any thread; no method waits for the other side. Anything thrown by a
 * send is reported as its failure; if the server had reported its end before, it is reported twice.
 */
public final class WebSocketConnection implements ClientConnection {
    private static final Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    private final Session session;
    /** Takes whole frames as a server sends them; empty where there is no such path. */
    private final Optional<FrameWriter> writer;
    /** Empty where the server does not report when a pong is sent. */
    private final Optional<PongSender> pongs;
    private final SendMeter meter;

    WebSocketConnection(Session session, Optional<FrameWriter> writer, Optional<PongSender> pongs, SendMeter meter) {
        this.session = session;
        this.writer = writer;
        this.pongs = pongs;
        this.meter = meter;
        TyrusIdleTimer.stop(session);
    }

    /** Sends pongs one by one, and reports when each is sent, which the standard API does not. */
    @FunctionalInterface
    interface PongSender {
        /** @param done called once */
        void send(byte[] payload, Consumer<Optional<Throwable>> done) throws ReflectiveOperationException;
    }

    /**
     * The sender of a session that a client has opened. The server's idle timeout is switched off: the caller watches the session.
     */
    public static WebSocketConnection ofServer(Session session, SendPaths paths, SendMeter meter) {
        Optional<FrameWriter> writer = paths.writer(session);
        return new WebSocketConnection(session, writer, pongs(session, writer), meter);
    }

    /** A pong that the client does not read must be known to be in flight, even where messages use the standard path. */
    private static Optional<PongSender> pongs(Session session, Optional<FrameWriter> writer) {
        return writer.or(() -> TyrusWriter.of(session).map(TyrusWriter::new)).map(WebSocketConnection::inFrames)
                .or(() -> UndertowSocket.of(session).map(socket -> socket::pong));
    }

    static PongSender inFrames(FrameWriter writer) {
        return (payload, done) -> writer.write(OutboundMessage.pong(payload), done);
    }

    /** The same for a session opened from here; its frames are masked, so none can be shared. */
    public static WebSocketConnection ofClient(Session session) {
        return new WebSocketConnection(session, Optional.empty(), Optional.empty(), SendMeter.NONE);
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        try {
            WithoutContextClassLoader.run(() -> session.getAsyncRemote().sendText(text, result -> done.accept(failure(result))));
        } catch (Throwable failure) {
            done.accept(Optional.of(failure));
        }
    }

    private static Optional<Throwable> failure(SendResult result) {
        return result.isOK() ? Optional.empty() : Optional.of(result.getException() == null
                ? new IllegalStateException("The server does not report why a send has failed") : result.getException());
    }

    @Override
    public void send(OutboundMessage text, Consumer<Optional<Throwable>> done) {
        if (writer.isEmpty()) {
            send(text.text(), done);
            return;
        }
        try {
            if (session.isOpen()) {
                writer.get().write(text.frame(), done);
            } else {
                done.accept(Optional.of(new IllegalStateException("The connection has closed")));
            }
        } catch (Throwable failure) {
            done.accept(Optional.of(failure));
        }
    }

    @Override
    public SendMeter meter() {
        return meter;
    }

    @Override
    public void ping() {
        WithoutContextClassLoader.run(() -> {
            try {
                session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            } catch (IOException | IllegalStateException | IllegalArgumentException closed) {
                LOG.log(Level.TRACE, "No ping sent, the connection has closed: {0}", closed.getClass());
            }
        });
    }

    @Override
    public void pong(byte[] payload, Consumer<Optional<Throwable>> done) {
        try {
            if (pongs.isPresent() && session.isOpen()) {
                pongs.get().send(payload, done);
            } else {
                session.getAsyncRemote().sendPong(ByteBuffer.wrap(payload));
                done.accept(Optional.empty());
            }
        } catch (Throwable failure) {
            done.accept(Optional.of(failure));
        }
    }

    @Override
    public boolean isGone() {
        return writer.isPresent() && writer.get().isGone();
    }

    @Override
    public void close(CloseFrame frame) {
        WithoutContextClassLoader.run(() -> {
            try {
                session.close(new CloseReason(CloseCodes.getCloseCode(frame.code()), frame.reason()));
            } catch (Throwable gone) {
                // There is nothing to report: the caller has already ended everything that belongs to the connection.
                LOG.log(Level.TRACE, "No close frame sent, the connection has closed: {0}", gone.getClass());
            }
        });
    }
}
