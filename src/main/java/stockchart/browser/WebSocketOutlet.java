package stockchart.browser;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.container.BareContext;

/** The sending side of a container's WebSocket session. Any thread. */
final class WebSocketOutlet implements Outlet {
    private static final Logger LOG = System.getLogger(WebSocketOutlet.class.getName());

    private final Session session;

    WebSocketOutlet(Session session) {
        this.session = session;
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

    @Override
    public void ping() {
        BareContext.run(() -> {
            try {
                session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            } catch (IOException | IllegalStateException | IllegalArgumentException closed) {
                LOG.log(Level.TRACE, "No ping sent, the connection has closed: {0}", closed);
            }
        });
    }

    @Override
    public void close(Goodbye goodbye) {
        BareContext.run(() -> {
            try {
                session.close(new CloseReason(CloseCodes.getCloseCode(goodbye.code()), goodbye.reason()));
            } catch (IOException | IllegalStateException gone) {
                LOG.log(Level.TRACE, "No goodbye said, the connection has closed: {0}", gone);
            }
        });
    }
}
