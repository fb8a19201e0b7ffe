package stockchart.browser;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import stockchart.container.LimitedLog;
import stockchart.container.Liveness;
import stockchart.container.PeriodicTask;
import stockchart.container.SendMeter;
import stockchart.container.ServerStop;
import stockchart.settings.MetricsSwitch;
import stockchart.settings.Settings;
import stockchart.subscription.SubscriptionRegistry;
import stockchart.subscription.Subscriptions;

/**
 * All open sessions: admits new ones, watches over them once a second, and says goodbye when the application stops.
 *
 * <p>Any thread.
 */
@ApplicationScoped
public class Browsers {
    private static final Logger LOG = System.getLogger(Browsers.class.getName());
    private static final long WATCH_MILLIS = 1_000;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** Those that are watched: an ended one stays until the sweep finds that nothing is left to do. */
    private final Set<BrowserSession> sessions = ConcurrentHashMap.newKeySet();
    private final Endings endings = new Endings();
    private final LimitedLog unwatched = new LimitedLog(LOG, Level.WARNING);
    private final Departure departure = new Departure(System::nanoTime, LockSupport::parkNanos);
    private final ServerStop serverStop = ServerStop.ofThisServer();
    private BrowserSettings settings;
    private Door door;
    private Duration stopTime;
    private Optional<SendCounts> sends;
    private Subscriptions subscriptions;
    private PeriodicTask watching;

    @PostConstruct
    void start() {
        settings = BrowserSettings.from(Settings.ofServer());
        door = new Door(DoorSettings.from(Settings.ofServer()), System::nanoTime);
        stopTime = stopTime(Settings.ofServer());
        sends = MetricsSwitch.isOn(Settings.ofServer()) ? Optional.of(new SendCounts(System::nanoTime)) : Optional.empty();
        subscriptions = registry.subscriptions();
        watching = liveness.start(scheduler, "watch over clients", this::watch, WATCH_MILLIS);
        liveness.require("watch over clients", Liveness.LIMIT.plusMillis(WATCH_MILLIS), watching::stalledFor);
    }

    @PreDestroy
    void stop() {
        watching.stop();
        serverStop.withdraw();
        sendAwayAtOnce();
    }

    /** How long a stop may take to send all clients away. */
    public static Duration stopTime(Settings settings) {
        return settings.seconds("STOCKCHART_STOP_SECONDS", 5, 0, 600);
    }

    /** Closes all connections, one after the other, because the application stops; lets nobody in. Returns when it is done. */
    public void sendAway() {
        sendAway(stopTime);
    }

    /** The same in the time that the server leaves the connections open when its process ends. */
    public void sendAwayBeforeProcessEnds() {
        Duration granted = serverStop.granted();
        sendAway(granted.compareTo(stopTime) < 0 ? granted : stopTime);
    }

    /** Closes what is still open, without waiting. */
    public void sendAwayAtOnce() {
        departure.hurry();
        sendAway(Duration.ZERO);
    }

    private void sendAway(Duration most) {
        int clients = count();
        if (clients > 0) {
            LOG.log(Level.INFO, "The application stops: {0} clients are sent away within {1} ms", clients,
                    Departure.time(clients, most).toMillis());
        }
        departure.tell(sessions.stream().filter(BrowserSession::isOpen).toList(), most, Browsers::sayGoodbye);
    }

    private static void sayGoodbye(BrowserSession session) {
        try {
            session.close(Goodbye.SHUTDOWN);
        } catch (RuntimeException failure) {
            // A server that ends may refuse anything; the others are still to be told.
            LOG.log(Level.DEBUG, "A client could not be sent away: {0}", failure.toString());
        }
    }

    /** Says whether the application stops and lets nobody in. */
    public boolean isLeaving() {
        return departure.hasBegun();
    }

    /** How many clients are connected, those left out that are being sent away. */
    public int count() {
        return door.places().taken();
    }

    /** How many symbols one client may hold. */
    public int symbolsPerClient() {
        return settings.symbols();
    }

    /** What is sent to clients; empty if it is not counted. */
    public Optional<SendCounts> sends() {
        return sends;
    }

    /** Who counts what is sent to a client. Public for the proxy. */
    public SendMeter meter() {
        return sends.map(SendMeter.class::cast).orElse(SendMeter.NONE);
    }

    /** Who may come in. Public for the proxy. */
    public Door door() {
        return door;
    }

    /** How many handshakes were refused since the start, by reason: {@code address}, {@code full}, {@code origin}, {@code rate}. */
    public Map<String, Long> refusedHandshakes() {
        return door.refused();
    }

    /**
     * Admits a client; one too many is closed at once, and its session takes no commands. Public for the proxy.
     *
     * @param client the address it counts for
     */
    public BrowserSession open(Outlet outlet, Dialect dialect, String client) {
        Optional<Goodbye> tooMany = door.places().take(client);
        BrowserSession session = new BrowserSession(outlet, dialect, subscriptions, settings, System::nanoTime,
                ended -> forget(ended, client));
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
        return session;
    }

    private void forget(BrowserSession session, String client) {
        door.places().giveBack(client);
        session.ending().ifPresent(endings::tell);
    }

    private void watch() {
        serverStop.askFor(Departure.time(count(), stopTime));
        long now = System.nanoTime();
        for (BrowserSession session : sessions) {
            try {
                if (!session.watch(now)) {
                    sessions.remove(session);
                }
            } catch (Throwable failure) {
                // Thrown on, it would leave all others unwatched for good.
                unwatched.tell(() -> "A client could not be watched; the others go on", failure);
            }
        }
    }
}
