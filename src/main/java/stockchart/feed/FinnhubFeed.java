package stockchart.feed;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import stockchart.hub.FeedLease;
import stockchart.hub.SubscriptionRegistry;
import stockchart.hub.SubscriptionRegistry.FeedPorts;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.ServerThreads;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator;

/**
 * Starts and stops the feed with the application: builds {@link FeedConnector} on the server's threads and runs its periodic step.
 * A shell without logic. Deployment does not wait for the network: the first attempt is made by the first step.
 */
@Singleton
@Startup
@DependsOn({"Simulator", "ClusterMember"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class FinnhubFeed {
    /** Signals move the feed; this is what time alone makes due. */
    private static final long TICK_MILLIS = 200;
    /** Also finds out that this server has the lease, or not any more, if the signal was lost. */
    private static final long TICK_WITH_LEASE_MILLIS = 100;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Simulator simulator;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private ServerThreads threads;

    private FeedConnector connector;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        Settings configured = Settings.ofServer();
        FeedSettings settings = FeedSettings.from(configured);
        FinnhubAccess access = FinnhubAccess.from(configured);
        FeedDialer dialer = access.simulated() ? new SimulatorDialer(simulator)
                : new TyrusDialer(access, settings.connectTimeout());
        FeedConnector.Environment environment = new FeedConnector.Environment(Clock.systemUTC(), System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                new SerialExecutor(threads.pool()), executor);
        FeedPorts ports = registry.feedPorts();
        connector = new FeedConnector(ports.trades(), ports.demand(), ports.lease(), dialer, settings, environment);
        ports.demand().addListener(connector);
        ports.lease().onChange(connector::leaseChanged);
        ticking = liveness.start("feed", connector::tick,
                ports.lease() == FeedLease.ALWAYS ? TICK_MILLIS : TICK_WITH_LEASE_MILLIS);
        liveness.require("feed", Liveness.LIMIT, connector::stalledFor);
    }

    @PreDestroy
    void stop() {
        ticking.stop();
        connector.stop();
    }

    /** What the feed has counted. */
    public FeedCounters counters() {
        return connector.counters();
    }
}
