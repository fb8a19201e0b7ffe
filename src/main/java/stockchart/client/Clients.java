package stockchart.client;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import stockchart.settings.FastSendSetting;
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
        sendPaths = new SendPaths(FastSendSetting.isOn(Settings.ofServer()), Level.INFO);
        clients = new ClientRegistry(registry.hub(), settings, admission, draining, System::nanoTime);
        watching = liveness.start("watch over clients", this::watch, WATCH_MILLIS);
        liveness.require("watch over clients", Liveness.LIMIT.plusMillis(WATCH_MILLIS),
                now -> Math.min(watching.stalledFor(now), clients.stalledFor(now)));
    }

    @PreDestroy
    void stop() {
        watching.stop();
        serverStop.withdraw();
        closeAtOnce();
    }

    /**
     * Whether the application counts what it sends for Prometheus, and publishes it.
     *
     * @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong
     */
    public static boolean isMetered(Settings settings) {
        return settings.flag("STOCKCHART_METRICS", true);
    }

    /** How long closing all connections may take when the application stops. */
    public static Duration stopTime(Settings settings) {
        return settings.seconds("STOCKCHART_STOP_SECONDS", 5, 0, 600);
    }

    /** Closes all connections, one after the other, because the application stops; accepts no new ones. Returns when it is done. */
    public void drain() {
        drain(stopTime);
    }

    /** The same within the time for which the server keeps connections open when its process ends. */
    public void drainBeforeProcessEnds() {
        Duration granted = serverStop.granted();
        drain(granted.compareTo(stopTime) < 0 ? granted : stopTime);
    }

    /** Closes what is still open, without waiting. */
    public void closeAtOnce() {
        draining.finishNow();
        drain(Duration.ZERO);
    }

    private void drain(Duration most) {
        clients.drain(most);
    }

    /** Returns whether the application is stopping and accepts no clients. */
    public boolean isLeaving() {
        return draining.hasBegun();
    }

    /** How many clients are connected, without those that are being closed. */
    public int count() {
        return admission.connectionLimit().taken();
    }

    /** How many symbols one client may hold. */
    public int symbolsPerClient() {
        return settings.symbols();
    }

    /** Counters of what is sent to clients; empty if metrics are off. */
    public Optional<SendCounts> sends() {
        return sends;
    }

    /** Counts what is sent to a client. Public for the proxy. */
    public SendMeter meter() {
        return sends.map(SendMeter.class::cast).orElse(SendMeter.NONE);
    }

    /** The send paths to the clients. Public for the proxy. */
    public SendPaths sendPaths() {
        return sendPaths;
    }

    /** The limits on the frames that clients send. Public for the proxy. */
    public SessionGuards guards() {
        return guards;
    }

    /** Admission control. Public for the proxy. */
    public Admission admission() {
        return admission;
    }

    /**
     * How many handshakes were rejected since the start, by reason: {@code address}, {@code full}, {@code origin}, {@code rate}.
     */
    public Map<String, Long> refusedHandshakes() {
        return admission.refused();
    }

    /**
     * Accepts a new client. If a connection limit is exceeded, the session is closed immediately and ignores commands. Public for
     * the proxy.
     *
     * @param client the address to which the connection counts
     */
    public ClientSession open(ClientConnection connection, Dialect dialect, String client) {
        return clients.open(connection, dialect, client);
    }

    private void watch() {
        serverStop.request(ConnectionDraining.time(count(), stopTime));
        clients.watch(System.nanoTime());
    }
}
