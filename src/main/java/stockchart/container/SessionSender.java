package stockchart.container;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The sending side of a WebSocket session, client or server. Any thread; nothing here waits for the other side. Whatever is thrown
 * by a send is told as its failure; where the server had told of its end before, it is told of twice.
 */
public final class SessionSender implements TextSender {
    private static final Logger LOG = System.getLogger(SessionSender.class.getName());

    private final Session session;
    /** Takes whole frames as a server sends them; empty where there is no such thing. */
    private final Optional<FrameWriter> writer;
    /** Empty where the server does not tell when a pong is sent. */
    private final Optional<PongSender> pongs;

    SessionSender(Session session, Optional<FrameWriter> writer, Optional<PongSender> pongs) {
        this.session = session;
        this.writer = writer;
        this.pongs = pongs;
        TyrusIdleTimer.stop(session);
    }

    /** Sends pongs one by one, which the standard API does without telling when. */
    @FunctionalInterface
    interface PongSender {
        /** @param done called once */
        void send(byte[] payload, Consumer<Optional<Throwable>> done) throws ReflectiveOperationException;
    }

    /** The sender of a session that a client has opened here. The server times it no more: whoever opens it watches over it. */
    public static SessionSender ofServer(Session session, SendPaths paths) {
        Optional<FrameWriter> writer = paths.writer(session);
        return new SessionSender(session, writer, pongs(session, writer));
    }

    /** A pong that nobody reads must be known to be under way, even where texts are not to take a way of their own. */
    private static Optional<PongSender> pongs(Session session, Optional<FrameWriter> writer) {
        return writer.or(() -> TyrusWriter.of(session).map(TyrusWriter::new)).map(SessionSender::inFrames)
                .or(() -> UndertowSocket.of(session).map(socket -> socket::pong));
    }

    static PongSender inFrames(FrameWriter writer) {
        return (payload, done) -> writer.write(OutgoingText.pong(payload), done);
    }

    /** The same for a session opened from here; its frames are masked, so none serves twice. */
    public static SessionSender ofClient(Session session) {
        return new SessionSender(session, Optional.empty(), Optional.empty());
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        try {
            BareContext.run(() -> session.getAsyncRemote().sendText(text, result -> done.accept(failure(result))));
        } catch (Throwable failure) {
            done.accept(Optional.of(failure));
        }
    }

    private static Optional<Throwable> failure(SendResult result) {
        return result.isOK() ? Optional.empty() : Optional.of(result.getException() == null
                ? new IllegalStateException("The server does not say why a send has failed") : result.getException());
    }

    @Override
    public void send(OutgoingText text, Consumer<Optional<Throwable>> done) {
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

    /**
     * Sends a WebSocket ping, which the other side answers by itself. That the connection has closed shows as silence; any other
     * failure is thrown, and the caller ends the connection.
     */
    public void ping() {
        BareContext.run(() -> {
            try {
                session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            } catch (IOException | IllegalStateException | IllegalArgumentException closed) {
                LOG.log(Level.TRACE, "No ping sent, the connection has closed: {0}", closed.getClass());
            }
        });
    }

    /**
     * Sends the answer to a ping without waiting.
     *
     * @param payload the ping's
     * @param done called once; where the server does not tell when a pong is sent, at once
     */
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

    /** Says whether the connection is known to have ended, though the server may not have told of it. */
    public boolean isGone() {
        return writer.isPresent() && writer.get().isGone();
    }

    /** Closes the connection with a reason. Does nothing if it is closed. */
    public void close(CloseReason reason) {
        BareContext.run(() -> {
            try {
                session.close(reason);
            } catch (Throwable gone) {
                // There is nobody to tell: who closes a connection has ended all that belongs to it.
                LOG.log(Level.TRACE, "No goodbye said, the connection has closed: {0}", gone.getClass());
            }
        });
    }
}
