package stockchart.platform.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.tyrus.core.TyrusSession;

/**
 * Takes a session's idle timer away. Tyrus restarts it with every message sent or received, even when there is nothing to time:
 * on Payara that schedules a task for at once, which saves and restores the caller's context on two threads, for half of what a
 * delivery costs. The application watches its connections itself and does not need it.
 *
 * <p>The timer is not part of the standard, so its executor is replaced by its field's name; on any other server, or should a
 * release rename it, nothing is changed and all works as before, only slower.
 *
 * <p>Any thread; no state.
 */
public final class TyrusIdleTimer {
    private static final Logger LOG = System.getLogger(TyrusIdleTimer.class.getName());
    static final Optional<Field> EXECUTOR = field();
    /** Schedules nothing, and returns null, which Tyrus treats as a timer that is not running. */
    private static final ScheduledExecutorService INERT = (ScheduledExecutorService) Proxy.newProxyInstance(
            TyrusIdleTimer.class.getClassLoader(), new Class<?>[] {ScheduledExecutorService.class},
            (self, method, arguments) -> null);

    private TyrusIdleTimer() {}

    /** Does nothing if the session is not one of this server's Tyrus. */
    static void stop(Session session) {
        if (session instanceof TyrusSession && EXECUTOR.isPresent()) {
            try {
                EXECUTOR.get().set(session, INERT);
            } catch (IllegalAccessException closed) {
                LOG.log(Level.DEBUG, "The idle timer stays: {0}", closed.toString());
            }
        }
    }

    private static Optional<Field> field() {
        try {
            Field field = TyrusSession.class.getDeclaredField("service");
            field.setAccessible(true);
            return field.getType() == ScheduledExecutorService.class ? Optional.of(field) : Optional.empty();
        } catch (NoSuchFieldException | RuntimeException | LinkageError none) {
            LOG.log(Level.INFO, "This Tyrus keeps its idle timers: {0}", none.toString());
            return Optional.empty();
        }
    }
}
