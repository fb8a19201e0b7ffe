package stockchart.subscription;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import stockchart.container.LimitedLog;
import stockchart.container.RecurringStep;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * The one registry of the application: builds {@link Subscriptions} on the server's threads and keeps its recurring step going.
 * A shell without logic; its callers take the registry once and then call it without a proxy in between.
 */
@ApplicationScoped
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SubscriptionRegistry {
    private static final Logger LOG = System.getLogger(SubscriptionRegistry.class.getName());

    /** Fine enough that a merged update waits hardly longer than its interval, coarse enough to cost nothing. */
    private static final long SWEEP_MILLIS = 20;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final LimitedLog failed = new LimitedLog(LOG, Level.ERROR);
    private Subscriptions subscriptions;
    private RecurringStep sweeping;

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        Clock clock = Clock.systemUTC();
        FeedStatus first = new FeedStatus(FeedState.CONNECTING, FinnhubAccess.isSimulated(settings), clock.millis());
        subscriptions = new Subscriptions(SubscriptionSettings.from(settings), first, clock, System::nanoTime, executor,
                Runtime.getRuntime().availableProcessors());
        sweeping = RecurringStep.start(scheduler, this::sweep, SWEEP_MILLIS);
    }

    private void sweep() {
        try {
            subscriptions.sweep();
        } catch (RuntimeException failure) {
            // Thrown on, it would end the recurring step for good.
            failed.tell(() -> "A sweep failed; the next one follows", failure);
        }
    }

    @PreDestroy
    void stop() {
        sweeping.stop();
    }

    /** The registry itself, the same object as long as the application runs. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }
}
