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
 * All open sessions: accepts new clients, watches over them once a second, and closes them when the application stops. A session
 * that has ended, at whatever moment, leaves nothing behind but what its goodbye still needs.
 *
 * <p>Any thread, but for {@link #watch}: one at a time.
 */
public final class ClientRegistry {
    private static final Logger LOG = System.getLogger(ClientRegistry.class.getName());

    private final SubscriptionHub hub;
    private final ClientSettings settings;
    private final Admission admission;
    private final ConnectionDraining draining;
    private final LongSupplier nanoTime;
    /** Those that are watched: an ended one stays until the sweep finds that nothing is left to do. */
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    /** When the recurring step was last done with a session. */
    private volatile long swept;
    private final CloseLog endings = new CloseLog();
    private final RateLimitedLog unwatched = new RateLimitedLog(LOG, Level.ERROR);

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ClientRegistry(SubscriptionHub hub, ClientSettings settings, Admission admission, ConnectionDraining draining, LongSupplier nanoTime) {
        this.hub = hub;
        this.settings = settings;
        this.admission = admission;
        this.draining = draining;
        this.nanoTime = nanoTime;
        this.swept = nanoTime.getAsLong();
    }

    /**
     * Accepts a client. If there are too many, or the application stops, its session is closed at once and takes no commands.
     *
     * @param client the address it counts for
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
                    // It came in after those who leave were counted.
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
        session.ending().ifPresent(reason -> endings.tell(reason, session.failure().orElse(null)));
    }

    /** The recurring step, about once a second. */
    public void watch(long now) {
        for (ClientSession session : sessions) {
            try {
                if (!session.watch(now)) {
                    sessions.remove(session);
                }
            } catch (Throwable mistake) {
                // Thrown on, it would leave all others unwatched.
                unwatched.tell(() -> "A client could not be watched and is closed; the others go on", mistake);
                abandon(session, mistake);
            }
            swept = nanoTime.getAsLong();
        }
    }

    /** How long the recurring step has finished with no session, in nanoseconds. With thousands of clients the whole step takes long. */
    public long stalledFor(long now) {
        return Math.max(0, now - swept);
    }

    private void abandon(ClientSession session, Throwable mistake) {
        try {
            session.fail(mistake);
        } catch (Throwable worse) {
            unwatched.tell(() -> "A client could not be closed", worse);
        }
    }

    /** Closes all connections, one after the other, within a time; accepts no new ones. Returns when it is done. */
    public void sendAway(Duration most) {
        int clients = count();
        if (clients > 0) {
            LOG.log(Level.INFO, "The application stops: {0} clients are sent away within {1} ms", clients,
                    ConnectionDraining.time(clients, most).toMillis());
        }
        draining.tell(sessions.stream().filter(ClientSession::isOpen).toList(), most, ClientRegistry::sayGoodbye);
    }

    private static void sayGoodbye(ClientSession session) {
        try {
            session.close(CloseReason.SHUTDOWN);
        } catch (Throwable failure) {
            // A server that ends may refuse anything, classes included; the others are still to be told.
            LOG.log(Level.DEBUG, "A client could not be sent away: {0}", failure.toString());
        }
    }

    /** How many clients are connected, those left out that are being sent away. */
    public int count() {
        return admission.connectionLimit().taken();
    }

    /** How many sessions are watched over, those included whose goodbye is not said. */
    public int watched() {
        return sessions.size();
    }

    /** Tells why clients are closed, each reason apart: the first at once, then their number once a minute. Any thread. */
    static final class CloseLog {
        private static final Logger LOG = System.getLogger(CloseLog.class.getName());

        /** Never changed once built. */
        private final Map<CloseReason, RateLimitedLog> reasons = new EnumMap<>(CloseReason.class);

        CloseLog() {
            for (CloseReason reason : CloseReason.values()) {
                // The stop is logged once for all clients; clients that are gone need no attention.
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

        /** @param cause what has failed on our side, null if nothing has */
        void tell(CloseReason reason, Throwable cause) {
            reasons.get(reason).tell(() -> "A client is closed: " + reason.reason(), cause);
        }
    }
}
