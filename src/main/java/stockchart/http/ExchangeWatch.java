package stockchart.http;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import stockchart.http.RequestConnection.HeadTimeouts;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.platform.concurrent.ServerThreads;
import stockchart.settings.Settings;

/** Keeps the {@link Exchanges} within their limits on the server's threads. A shell without logic. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ExchangeWatch {
    private static final long EVERY_MILLIS = 500;

    @Inject
    private Liveness liveness;

    @Inject
    private ServerThreads threads;

    /** By the listeners of the server. */
    private final Map<Object, HeadTimeouts> heads = new ConcurrentHashMap<>();
    /** All set at start, not changed after that. */
    private Exchanges exchanges;
    private SerialExecutor turns;
    private TrustedProxies proxies;
    private PeriodicTask sweeping;

    @PostConstruct
    void start() {
        proxies = TrustedProxies.from(Settings.ofServer());
        turns = new SerialExecutor(threads.pool());
        exchanges = new Exchanges(System::nanoTime, turns);
        sweeping = liveness.start("request deadlines", this::sweep, EVERY_MILLIS);
    }

    @PreDestroy
    void stop() {
        sweeping.stop();
        heads.values().forEach(HeadTimeouts::close);
    }

    private void sweep() {
        exchanges.sweep();
        heads.values().forEach(HeadTimeouts::sweep);
        turns.resume();
    }

    /** What is watched. Public, so that the proxy passes it on. */
    public Exchanges exchanges() {
        return exchanges;
    }

    /** Where the heads of requests are watched. Public for the same reason. */
    public Map<Object, HeadTimeouts> heads() {
        return heads;
    }

    /** The proxies whose {@code X-Forwarded-For} header is believed. Public for the same reason. */
    public TrustedProxies proxies() {
        return proxies;
    }
}
