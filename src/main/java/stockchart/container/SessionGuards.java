package stockchart.container;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.glassfish.tyrus.core.TyrusSession;

/**
 * Puts a {@link FrameGuard} between a client and the server that reads from it, on Payara. On another server its own limits hold,
 * and those of the endpoint. Any thread.
 */
public final class SessionGuards {
    private static final Logger LOG = System.getLogger(SessionGuards.class.getName());

    private final LimitedLog unguarded = new LimitedLog(LOG, Level.WARNING);

    /** To be called while a session opens, before anything of it is read. */
    public void install(Session session, FrameGuard guard) {
        try {
            if (session instanceof TyrusSession) {
                GuardedInput.install(session, guard);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            unguarded.tell(() -> "Frames of clients are limited by the server alone, which this version of it does not do in "
                    + "every case: " + unknown);
        }
    }
}
