package stockchart.client.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import stockchart.client.admission.Admission;
import stockchart.client.protocol.CloseReason;
import stockchart.client.protocol.Dialect;
import stockchart.hub.SubscriptionHub;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.websocket.ClientConnection;

/**
 * All open sessions: accepts new clients, watches them once a second, and closes them when the application stops. A session that
 * has ended leaves nothing behind but what its close frame still needs.
 *
 * <p>Any thread, but for {@link #watch}: one thread at a time.
 */
public final class ClientRegistry {
    private static final Logger LOG = System.getLogger(ClientRegistry.class.getName());

    private final SubscriptionHub hub;
    private final ClientSettings settings;
    private final Admission admission;
    private final ConnectionDraining draining;
    private final LongSupplier nanoTime;
    /** The sessions that are watched: an ended one stays until its close frame is sent or given up. */
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    /** When the periodic step last completed a session. */
    private volatile long swept;
    private final CloseLog closeLog = new CloseLog();
    private final RateLimitedLog unwatched = new RateLimitedLog(LOG, Level.ERROR);

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ClientRegistry(SubscriptionHub hub, ClientSettings settings, Admission admission, ConnectionDraining draining,
            LongSupplier nanoTime) {
        this.hub = hub;
        this.settings = settings;
        this.admission = admission;
        this.draining = draining;
        this.nanoTime = nanoTime;
        this.swept = nanoTime.getAsLong();
    }

    /**
     * Accepts a client. If a connection limit is exceeded, or the application stops, its session is closed immediately and ignores
     * commands.
     *
     * @param client the address to which it counts
     */
    public ClientSession open(ClientConnection connection, Dialect dialect, String client) {
        Optional<CloseReason> tooMany = admission.connectionLimit().take(client);
        ClientSession session = session(connection, dialect, client);
        try {
            if (tooMany.isPresent()) {
                session.close(tooMany.get());
            } else if (draining.hasBegun()) {
                session.close(CloseReason.SHUTDOWN);
            } else {
                sessions.add(session);
                session.open();
                if (draining.hasBegun()) {
                    // It was opened after draining had listed the sessions to close.
                    session.close(CloseReason.SHUTDOWN);
                }
            }
        } catch (Throwable mistake) {
            session.fail(mistake);
        }
        return session;
    }

    private ClientSession session(ClientConnection connection, Dialect dialect, String client) {
        boolean isBuilt = false;
        try {
            ClientSession session = new ClientSession(connection, dialect, client, hub, settings, nanoTime,
                    ended -> forget(ended, client));
            isBuilt = true;
            return session;
        } finally {
            if (!isBuilt) {
                admission.connectionLimit().giveBack(client);
            }
        }
    }

    private void forget(ClientSession session, String client) {
        admission.connectionLimit().giveBack(client);
        session.ending().ifPresent(reason -> closeLog.log(reason, session.failure().orElse(null)));
    }

    /** The periodic step, about once a second. */
    public void watch(long now) {
        for (ClientSession session : sessions) {
            try {
                if (!session.watch(now)) {
                    sessions.remove(session);
                }
            } catch (Throwable mistake) {
                // If rethrown, it would leave all other sessions unwatched.
                unwatched.log(() -> "A client could not be watched and is closed; the others are not affected", mistake);
                abandon(session, mistake);
            }
            swept = nanoTime.getAsLong();
        }
    }

    /**
     * How long ago the periodic step last completed a session, in nanoseconds. With thousands of clients the whole step takes long.
     */
    public long stalledFor(long now) {
        return Math.max(0, now - swept);
    }

    private void abandon(ClientSession session, Throwable mistake) {
        try {
            session.fail(mistake);
        } catch (Throwable worse) {
            unwatched.log(() -> "A client could not be closed", worse);
        }
    }

    /** Closes all connections, one after the other, within a time; accepts no new ones. Returns when it is done. */
    public void drain(Duration most) {
        int clients = count();
        if (clients > 0) {
            LOG.log(Level.INFO, "The application stops: {0} clients are closed within {1} ms", clients,
                    ConnectionDraining.time(clients, most).toMillis());
        }
        draining.closeEvenly(sessions.stream().filter(ClientSession::isOpen).toList(), most, ClientRegistry::closeForShutdown);
    }

    private static void closeForShutdown(ClientSession session) {
        try {
            session.close(CloseReason.SHUTDOWN);
        } catch (Throwable failure) {
            // A server that stops may refuse anything, even to load a class; the other clients must still be closed.
            LOG.log(Level.DEBUG, "A client could not be closed: {0}", failure.toString());
        }
    }

    /** How many clients are connected, without those that are being closed. */
    public int count() {
        return admission.connectionLimit().taken();
    }

    /** How many sessions are watched, those included whose close frame is not sent yet. */
    public int watched() {
        return sessions.size();
    }

    /** Logs why clients are closed, rate-limited per reason: the first at once, then their number once a minute. Any thread. */
    static final class CloseLog {
        private static final Logger LOG = System.getLogger(CloseLog.class.getName());

        /** Never changed once built. */
        private final Map<CloseReason, RateLimitedLog> reasons = new EnumMap<>(CloseReason.class);

        CloseLog() {
            for (CloseReason reason : CloseReason.values()) {
                // A shutdown is logged once for all clients; lost clients need no attention.
                Level level = switch (reason) {
                    case SHUTDOWN -> Level.DEBUG;
                    case BROKEN, SILENT -> Level.INFO;
                    case FAILED -> Level.ERROR;
                    case LIMITS_ABUSED, PROTOCOL_BROKEN, MESSAGE_TOO_BIG, FRAMES_ABUSED, MESSAGE_UNFINISHED, TOO_SLOW, SERVER_FULL,
                            ADDRESS_FULL -> Level.WARNING;
                };
                reasons.put(reason, new RateLimitedLog(LOG, level));
            }
        }

        /** @param cause what has failed on the server, null if nothing has */
        void log(CloseReason reason, Throwable cause) {
            reasons.get(reason).log(() -> "A client is closed: " + reason.reason(), cause);
        }
    }
}
