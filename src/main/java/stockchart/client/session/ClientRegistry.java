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
import stockchart.client.admission.Door;
import stockchart.client.protocol.Dialect;
import stockchart.client.protocol.Goodbye;
import stockchart.container.ClientConnection;
import stockchart.container.LimitedLog;
import stockchart.hub.SubscriptionHub;

/**
 * All open sessions: accepts new clients, watches over them once a second, and closes them when the application stops. A session
 * that has ended, at whatever moment, leaves nothing behind but what its goodbye still needs.
 *
 * <p>Any thread, but for {@link #watch}: one at a time.
 */
public final class ClientRegistry {
    private static final Logger LOG = System.getLogger(ClientRegistry.class.getName());

    private final SubscriptionHub hub;
    private final BrowserSettings settings;
    private final Door door;
    private final Departure departure;
    private final LongSupplier nanoTime;
    /** Those that are watched: an ended one stays until the sweep finds that nothing is left to do. */
    private final Set<BrowserSession> sessions = ConcurrentHashMap.newKeySet();
    private final CloseLog endings = new CloseLog();
    private final LimitedLog unwatched = new LimitedLog(LOG, Level.ERROR);

    /** @param nanoTime the monotonic clock, nanoseconds */
    public ClientRegistry(SubscriptionHub hub, BrowserSettings settings, Door door, Departure departure, LongSupplier nanoTime) {
        this.hub = hub;
        this.settings = settings;
        this.door = door;
        this.departure = departure;
        this.nanoTime = nanoTime;
    }

    /**
     * Accepts a client. If there are too many, or the application stops, its session is closed at once and takes no commands.
     *
     * @param client the address it counts for
     */
    public BrowserSession open(ClientConnection connection, Dialect dialect, String client) {
        Optional<Goodbye> tooMany = door.places().take(client);
        BrowserSession session = session(connection, dialect, client);
        try {
            if (tooMany.isPresent()) {
                session.close(tooMany.get());
            } else if (departure.hasBegun()) {
                session.close(Goodbye.SHUTDOWN);
            } else {
                sessions.add(session);
                session.open();
                if (departure.hasBegun()) {
                    // It came in after those who leave were counted.
                    session.close(Goodbye.SHUTDOWN);
                }
            }
        } catch (Throwable mistake) {
            session.fail(mistake);
        }
        return session;
    }

    private BrowserSession session(ClientConnection connection, Dialect dialect, String client) {
        boolean isBuilt = false;
        try {
            BrowserSession session = new BrowserSession(connection, dialect, client, hub, settings, nanoTime,
                    ended -> forget(ended, client));
            isBuilt = true;
            return session;
        } finally {
            if (!isBuilt) {
                door.places().giveBack(client);
            }
        }
    }

    private void forget(BrowserSession session, String client) {
        door.places().giveBack(client);
        session.ending().ifPresent(reason -> endings.tell(reason, session.failure().orElse(null)));
    }

    /** The recurring step, about once a second. */
    public void watch(long now) {
        for (BrowserSession session : sessions) {
            try {
                if (!session.watch(now)) {
                    sessions.remove(session);
                }
            } catch (Throwable mistake) {
                // Thrown on, it would leave all others unwatched.
                unwatched.tell(() -> "A client could not be watched and is closed; the others go on", mistake);
                abandon(session, mistake);
            }
        }
    }

    private void abandon(BrowserSession session, Throwable mistake) {
        try {
            session.fail(mistake);
        } catch (Throwable worse) {
            unwatched.tell(() -> "A client could not be closed", worse);
        }
    }

    /** Closes all connections, one after the other, within a time; lets nobody in. Returns when it is done. */
    public void sendAway(Duration most) {
        int clients = count();
        if (clients > 0) {
            LOG.log(Level.INFO, "The application stops: {0} clients are sent away within {1} ms", clients,
                    Departure.time(clients, most).toMillis());
        }
        departure.tell(sessions.stream().filter(BrowserSession::isOpen).toList(), most, ClientRegistry::sayGoodbye);
    }

    private static void sayGoodbye(BrowserSession session) {
        try {
            session.close(Goodbye.SHUTDOWN);
        } catch (Throwable failure) {
            // A server that ends may refuse anything, classes included; the others are still to be told.
            LOG.log(Level.DEBUG, "A client could not be sent away: {0}", failure.toString());
        }
    }

    /** How many clients are connected, those left out that are being sent away. */
    public int count() {
        return door.places().taken();
    }

    /** How many sessions are watched over, those included whose goodbye is not said. */
    public int watched() {
        return sessions.size();
    }

    /** Tells why clients are closed, each reason apart: the first at once, then their number once a minute. Any thread. */
    static final class CloseLog {
        private static final Logger LOG = System.getLogger(CloseLog.class.getName());

        /** Never changed once built. */
        private final Map<Goodbye, LimitedLog> reasons = new EnumMap<>(Goodbye.class);

        CloseLog() {
            for (Goodbye reason : Goodbye.values()) {
                // That the application stops is told once for all; those who are gone are no trouble of ours.
                Level level = switch (reason) {
                    case SHUTDOWN -> Level.DEBUG;
                    case BROKEN, SILENT -> Level.INFO;
                    case FAILED -> Level.ERROR;
                    case LIMITS_ABUSED, PROTOCOL_BROKEN, MESSAGE_TOO_BIG, FRAMES_ABUSED, MESSAGE_UNFINISHED, TOO_SLOW, SERVER_FULL,
                            ADDRESS_FULL -> Level.WARNING;
                };
                reasons.put(reason, new LimitedLog(LOG, level));
            }
        }

        /** @param cause what has failed on our side, null if nothing has */
        void tell(Goodbye reason, Throwable cause) {
            reasons.get(reason).tell(() -> "A client is closed: " + reason.reason(), cause);
        }
    }
}
