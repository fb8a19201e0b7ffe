package stockchart.client;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stockchart.client.admission.Admission;
import stockchart.client.admission.AdmissionSettings;
import stockchart.client.protocol.Dialect;
import stockchart.client.session.ClientRegistry;
import stockchart.client.session.ClientSession;
import stockchart.client.session.ClientSettings;
import stockchart.client.session.ConnectionDraining;
import stockchart.client.session.SendCounts;
import stockchart.hub.SubscriptionRegistry;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.ShutdownGrace;
import stockchart.platform.websocket.ClientConnection;
import stockchart.platform.websocket.SendLoop.SendMeter;
import stockchart.platform.websocket.SendPaths;
import stockchart.platform.websocket.SessionGuards;
import stockchart.settings.FastSendSwitch;
import stockchart.settings.Settings;

/**
 * The one {@link ClientRegistry} of the application, on the server's threads and with the server's settings. A shell without logic.
 *
 * <p>Any thread.
 */
@ApplicationScoped
public class Clients {
    private static final long WATCH_MILLIS = 1_000;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final SessionGuards guards = new SessionGuards();
    private final ConnectionDraining draining = new ConnectionDraining(System::nanoTime, LockSupport::parkNanos);
    private final ShutdownGrace serverStop = ShutdownGrace.ofThisServer();
    private ClientSettings settings;
    private Admission admission;
    private Duration stopTime;
    private Optional<SendCounts> sends;
    private SendPaths sendPaths;
    private ClientRegistry clients;
    private PeriodicTask watching;

    @PostConstruct
    void start() {
        settings = ClientSettings.from(Settings.ofServer());
        admission = new Admission(AdmissionSettings.from(Settings.ofServer()), System::nanoTime);
        stopTime = stopTime(Settings.ofServer());
        sends = isMetered(Settings.ofServer()) ? Optional.of(new SendCounts(System::nanoTime)) : Optional.empty();
        sendPaths = new SendPaths(FastSendSwitch.isOn(Settings.ofServer()), Level.INFO);
        clients = new ClientRegistry(registry.hub(), settings, admission, draining, System::nanoTime);
        watching = liveness.start(scheduler, "watch over clients", this::watch, WATCH_MILLIS);
        liveness.require("watch over clients", Liveness.LIMIT.plusMillis(WATCH_MILLIS),
                now -> Math.min(watching.stalledFor(now), clients.stalledFor(now)));
    }

    @PreDestroy
    void stop() {
        watching.stop();
        serverStop.withdraw();
        sendAwayAtOnce();
    }

    /**
     * Whether the application counts what it sends for Prometheus, and publishes it.
     *
     * @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong
     */
    public static boolean isMetered(Settings settings) {
        return settings.flag("STOCKCHART_METRICS", true);
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
        draining.hurry();
        sendAway(Duration.ZERO);
    }

    private void sendAway(Duration most) {
        clients.sendAway(most);
    }

    /** Says whether the application stops and lets nobody in. */
    public boolean isLeaving() {
        return draining.hasBegun();
    }

    /** How many clients are connected, those left out that are being sent away. */
    public int count() {
        return admission.connectionLimit().taken();
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

    /** Which ways messages take to the clients. Public for the proxy. */
    public SendPaths sendPaths() {
        return sendPaths;
    }

    /** What keeps the frames of clients within limits. Public for the proxy. */
    public SessionGuards guards() {
        return guards;
    }

    /** Who may come in. Public for the proxy. */
    public Admission admission() {
        return admission;
    }

    /** How many handshakes were refused since the start, by reason: {@code address}, {@code full}, {@code origin}, {@code rate}. */
    public Map<String, Long> refusedHandshakes() {
        return admission.refused();
    }

    /**
     * Accepts a client. If there are too many, its session is closed at once and takes no commands. Public for the proxy.
     *
     * @param client the address it counts for
     */
    public ClientSession open(ClientConnection connection, Dialect dialect, String client) {
        return clients.open(connection, dialect, client);
    }

    private void watch() {
        serverStop.askFor(ConnectionDraining.time(count(), stopTime));
        clients.watch(System.nanoTime());
    }
}
