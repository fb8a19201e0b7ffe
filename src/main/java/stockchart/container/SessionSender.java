package stockchart.container;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** The sending side of a WebSocket session, client or server. Any thread; nothing here waits for the other side. */
public final class SessionSender implements TextSender {
    private static final Logger LOG = System.getLogger(SessionSender.class.getName());

    private final Session session;

    /** The session is not timed by the server any more: whoever opens it watches over it. */
    public SessionSender(Session session) {
        this.session = session;
        TyrusIdleTimer.stop(session);
    }

    @Override
    public void send(String text, Consumer<Optional<Throwable>> done) {
        try {
            BareContext.run(() -> session.getAsyncRemote().sendText(text,
                    result -> done.accept(result.isOK() ? Optional.empty() : Optional.of(result.getException()))));
        } catch (IllegalStateException | IllegalArgumentException closed) {
            done.accept(Optional.of(closed));
        }
    }

    /** Sends a WebSocket ping, which the other side answers by itself. Failure shows as silence. */
    public void ping() {
        BareContext.run(() -> {
            try {
                session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            } catch (IOException | IllegalStateException | IllegalArgumentException closed) {
                LOG.log(Level.TRACE, "No ping sent, the connection has closed: {0}", closed.getClass());
            }
        });
    }

    /** Closes the connection with a reason. Does nothing if it is closed. */
    public void close(CloseReason reason) {
        BareContext.run(() -> {
            try {
                session.close(reason);
            } catch (IOException | IllegalStateException gone) {
                LOG.log(Level.TRACE, "No goodbye said, the connection has closed: {0}", gone.getClass());
            }
        });
    }
}
