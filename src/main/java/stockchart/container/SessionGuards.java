package stockchart.container;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.glassfish.tyrus.core.TyrusSession;

/**
 * Puts a {@link FrameGuard} between a client and the server that reads from it, on Payara and WildFly. On another server its own
 * limits hold, and those of the endpoint. The endpoint has to be configured by a {@link GuardedHandshake}. Any thread.
 */
public final class SessionGuards {
    private static final Logger LOG = System.getLogger(SessionGuards.class.getName());

    private final LimitedLog unguarded = new LimitedLog(LOG, Level.WARNING);

    /** To be called while a session opens, before anything of it is read; nothing of it is read before this is called. */
    public void install(Session session, FrameGuard guard) {
        Object prepared = GuardedHandshake.of(session);
        try {
            if (prepared instanceof GuardedConduit conduit) {
                conduit.open(guard);
            } else if (prepared instanceof Throwable unknown) {
                tell(unknown);
            } else if (session instanceof TyrusSession) {
                GuardedInput.install(session, guard);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            tell(unknown);
        }
    }

    /** The same for a session that is closed instead of being opened. */
    public void refuse(Session session) {
        install(session, FrameGuard.ofNobody());
    }

    private void tell(Throwable unknown) {
        unguarded.tell(() -> "Frames of clients are limited by the server alone, which this version of it does not do in "
                + "every case: " + unknown);
    }
}
