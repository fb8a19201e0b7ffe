package stockchart.platform.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.tyrus.core.TyrusSession;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * Installs a {@link FrameGuard} between a client and the server that reads from it, on Payara and WildFly. On another server the
 * standard's limits hold as that server implements them. The endpoint has to be configured by a {@link GuardedHandshake}. Any
 * thread.
 */
public final class SessionGuards {
    private static final Logger LOG = System.getLogger(SessionGuards.class.getName());

    private final RateLimitedLog unguarded = new RateLimitedLog(LOG, Level.WARNING);

    /**
     * Opens a session, then lets what its client sends through the session's guard. If either fails, the session is closed with
     * 1011, and what its client still sends is limited and ignored. To be called while the server opens the session.
     *
     * @param opening opens the session's listener and returns its guard, empty if the session was refused
     * @param ending ends what was opened, if anything was
     */
    public void open(Session session, Supplier<Optional<FrameGuard>> opening, Consumer<Throwable> ending) {
        try {
            opening.get().ifPresentOrElse(guard -> install(session, guard), () -> refuse(session));
        } catch (Throwable mistake) {
            giveUp(session, mistake, ending);
            throw mistake;
        }
    }

    /** Each step is taken even if another fails. */
    private void giveUp(Session session, Throwable mistake, Consumer<Throwable> ending) {
        try {
            ending.accept(mistake);
        } finally {
            try {
                refuse(session);
            } finally {
                close(session);
            }
        }
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "The server has failed"));
        } catch (IOException | IllegalStateException closed) {
            LOG.log(Level.TRACE, "The connection has closed: {0}", closed.toString());
        }
    }

    /** Nothing of a session is read before this is called. */
    private void install(Session session, FrameGuard guard) {
        Object prepared = GuardedHandshake.of(session);
        try {
            if (prepared instanceof GuardedConduit conduit) {
                conduit.open(guard);
            } else if (prepared instanceof Throwable unknown) {
                logUnguarded(unknown);
            } else if (session instanceof TyrusSession) {
                GuardedInput.install(session, guard);
            } else {
                session.setMaxTextMessageBufferSize(FrameGuard.MAX_MESSAGE);
                session.setMaxBinaryMessageBufferSize(FrameGuard.MAX_MESSAGE);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            if (session.isOpen()) {
                logUnguarded(unknown);
            }
        }
    }

    /** The same for a session that is closed instead of being opened. */
    private void refuse(Session session) {
        install(session, FrameGuard.withoutListener());
    }

    private void logUnguarded(Throwable unknown) {
        unguarded.log(() -> "Frames of clients are limited by the server alone, which this version of it does not do in "
                + "every case: " + unknown);
    }
}
