package stockchart.hub;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.ServerThreads;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * Builds the application's one {@link Subscriptions} on the server's threads and runs its periodic step. A shell without logic;
 * callers take a role once and then call it without a proxy in between.
 */
@ApplicationScoped
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SubscriptionRegistry {
    /**
     * What time alone changes, such as the end of a linger, comes this much late at most; so does an update whose wake-up the server
     * has lost.
     */
    private static final long SWEEP_MILLIS = 200;
    /** Signalling all viewers of one symbol is one task, which takes a second or more for tens of thousands. */
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);

    @Inject
    private ServerThreads threads;

    @Inject
    private Liveness liveness;

    private Subscriptions subscriptions;
    private PeriodicTask sweeping;
    /** What the feed sees; in a cluster the node's. Written before the feed starts. */
    private volatile FeedPorts ports;

    /** What the feed is connected to. Immutable. */
    public record FeedPorts(TradeSink trades, Demand demand, FeedLease lease) {}

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        Clock clock = Clock.systemUTC();
        FeedStatus first = new FeedStatus(FeedStatus.State.CONNECTING, FinnhubAccess.isSimulated(settings), clock.millis());
        subscriptions = new Subscriptions(SubscriptionSettings.from(settings), first, clock, System::nanoTime,
                threads.pool(), Runtime.getRuntime().availableProcessors());
        ports = new FeedPorts(subscriptions, subscriptions, FeedLease.ALWAYS);
        subscriptions.superviseBy(liveness.isLive());
        liveness.onChange(subscriptions::supervise);
        liveness.require("signals", SIGNAL_LIMIT, subscriptions::stalledFor);
        sweeping = liveness.start("sweep", subscriptions::sweep, SWEEP_MILLIS);
        subscriptions.wakeBy(sweeping.wakeUp(subscriptions::releaseDue)::at);
        liveness.require("sweep", Liveness.LIMIT, sweeping::stalledFor);
    }

    @PreDestroy
    void stop() {
        sweeping.stop();
    }

    /** The role that clients see. The same object as long as the application runs, as are the other roles. */
    public SubscriptionHub hub() {
        return subscriptions;
    }

    /** What the feed is connected to: the hub, or the node of a cluster that has taken its place. Read once, by the feed. */
    public FeedPorts feedPorts() {
        return ports;
    }

    /** The feed is connected to a node of a cluster instead. Called before the feed starts. */
    public void connectFeedTo(FeedPorts node) {
        ports = node;
    }

    /** The role that takes decisions and trades from the feed. */
    public TradeSink trades() {
        return subscriptions;
    }

    /** The role whose symbols are to be carried. */
    public Demand demand() {
        return subscriptions;
    }

    /** The role that a node of a cluster sees. */
    public NodeHub node() {
        return subscriptions.node();
    }

    /** The role that the poller of quotes sees. */
    public Polling polling() {
        return subscriptions;
    }

    /** The role that the keeper of candles sees. */
    public CandleSource candles() {
        return subscriptions;
    }

    /** The role that reports to operators. */
    public HubStats stats() {
        return subscriptions;
    }
}
