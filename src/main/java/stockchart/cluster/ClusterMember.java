package stockchart.cluster;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import stockchart.hub.SubscriptionRegistry;
import stockchart.hub.SubscriptionRegistry.FeedPorts;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.platform.concurrent.ServerThreads;
import stockchart.rest.FinnhubRest;
import stockchart.settings.Settings;

/**
 * Makes this server a node of a cluster if an address of Redis is configured, on the server's threads, and ends that with the
 * application. The feed starts after it and ends before it, so the connection to Finnhub is closed when the lease is given back. A
 * shell without logic. Without an address it does nothing, and loads no other class of this room than the settings.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ClusterMember {
    private static final Logger LOG = System.getLogger(ClusterMember.class.getName());
    private static final long TICK_MILLIS = 100;
    /** Longer than two calls to a Redis that does not answer. */
    private static final Duration STOP = Duration.ofSeconds(3);

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private FinnhubRest rest;

    @Inject
    private Liveness liveness;

    @Inject
    private ServerThreads threads;

    @Resource
    private ManagedThreadFactory factory;

    private final Thread onExit = new Thread(this::leave, "stock-chart-leave");
    /** Null for a server alone, as is the next one. */
    private HubNode node;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        Settings configured = Settings.ofServer();
        ClusterSettings.from(configured).ifPresent(settings -> join(settings, World.from(configured)));
    }

    private void join(ClusterSettings settings, World world) {
        node = new HubNode(NodeParts.of(settings, world, Clock.systemUTC(), System::nanoTime), registry.node(), registry.trades(),
                registry.demand());
        rest.client().shareBy(node::shareOfRequests);
        registry.connectFeedTo(new FeedPorts(node.feed(), node.feed(), node.feed()));
        SerialExecutor lane = new SerialExecutor(threads.pool());
        Runnable step = lane.coalescing(node::step);
        registry.demand().addListener(step::run);
        node.feed().onChange(step);
        node.start(run -> factory.newThread(run).start());
        leaveWithProcess();
        ticking = liveness.start("cluster", () -> {
            step.run();
            lane.resume();
        }, TICK_MILLIS);
        liveness.require("cluster", Liveness.LIMIT, ticking::stalledFor);
    }

    /**
     * The other servers take the connection over while this one still closes its clients, for which Payara keeps the application
     * running for seconds.
     */
    private void leaveWithProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(onExit);
        } catch (IllegalStateException ending) {
            leave();
        }
    }

    private void leave() {
        node.leave();
    }

    @PreDestroy
    void stop() {
        if (node == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException ending) {
            LOG.log(Level.TRACE, "The process ends, its hooks run: {0}", ending.getMessage());
        }
        ticking.stop();
        try {
            node.stop(STOP);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
