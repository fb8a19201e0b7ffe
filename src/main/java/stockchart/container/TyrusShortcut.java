package stockchart.container;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Optional;
import org.glassfish.tyrus.core.TyrusRemoteEndpoint;
import org.glassfish.tyrus.core.TyrusWebSocket;

/**
 * The way past Tyrus' idle timer, which it restarts with every send even when there is none to restart: on Payara that schedules
 * a task, and so saves and restores the caller's context on two threads, for a quarter of what a delivery costs. The socket
 * behind the remote endpoint sends the same frame without it, but is not part of the standard, so it is taken by its field's
 * name; on any other server, or should a release rename it, there is no shortcut and the standard way is taken.
 *
 * <p>Any thread; no state.
 */
final class TyrusShortcut {
    private static final Logger LOG = System.getLogger(TyrusShortcut.class.getName());
    static final Optional<Field> SOCKET = field();

    private TyrusShortcut() {}

    /** The socket of a session, empty if it is not one of this server's Tyrus. */
    static Optional<TyrusWebSocket> of(Session session) {
        return session.getAsyncRemote() instanceof TyrusRemoteEndpoint remote ? SOCKET.flatMap(field -> read(field, remote))
                : Optional.empty();
    }

    private static Optional<Field> field() {
        try {
            Field field = TyrusRemoteEndpoint.class.getDeclaredField("webSocket");
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | RuntimeException | LinkageError none) {
            LOG.log(Level.INFO, "This Tyrus has no shortcut for sending: {0}", none.toString());
            return Optional.empty();
        }
    }

    private static Optional<TyrusWebSocket> read(Field field, TyrusRemoteEndpoint remote) {
        try {
            return field.get(remote) instanceof TyrusWebSocket socket ? Optional.of(socket) : Optional.empty();
        } catch (IllegalAccessException closed) {
            LOG.log(Level.DEBUG, "No shortcut for sending: {0}", closed.toString());
            return Optional.empty();
        }
    }
}
