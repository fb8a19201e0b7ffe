package stockchart.browser;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import stockchart.container.LimitedLog;
import stockchart.container.RecurringStep;
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

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** Those that are watched: an ended one stays until the sweep finds that nothing is left to do. */
    private final Set<BrowserSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final Endings endings = new Endings();
    private final LimitedLog unwatched = new LimitedLog(LOG, Level.WARNING);
    private BrowserSettings settings;
    private Subscriptions subscriptions;
    private RecurringStep watching;

    @PostConstruct
    void start() {
        settings = BrowserSettings.from(Settings.ofServer());
        subscriptions = registry.subscriptions();
        watching = RecurringStep.start(scheduler, this::watch, WATCH_MILLIS);
    }

    @PreDestroy
    void stop() {
        watching.stop();
        sendAway();
    }

    /** Closes every connection because the application stops. */
    public void sendAway() {
        for (BrowserSession session : sessions) {
            try {
                session.close(Goodbye.SHUTDOWN);
            } catch (RuntimeException failure) {
                // A server that ends may refuse anything; the others are still to be told.
                LOG.log(Level.DEBUG, "A client could not be sent away: {0}", failure.toString());
            }
        }
    }

    /** How many clients are connected, those left out that are being sent away. */
    public int count() {
        return count.get();
    }

    /** How many symbols one client may hold. */
    public int symbolsPerClient() {
        return settings.symbols();
    }

    /** Admits a client; one too many is closed at once, and its session takes no commands. Public, so that the proxy passes it on. */
    public BrowserSession open(Outlet outlet, Dialect dialect) {
        BrowserSession session =
                new BrowserSession(outlet, dialect, subscriptions, settings, System::nanoTime, this::forget);
        if (count.incrementAndGet() > settings.browsers()) {
            session.close(Goodbye.SERVER_FULL);
        } else {
            sessions.add(session);
            session.open();
        }
        return session;
    }

    private void forget(BrowserSession session) {
        count.decrementAndGet();
        session.ending().ifPresent(endings::tell);
    }

    private void watch() {
        long now = System.nanoTime();
        for (BrowserSession session : sessions) {
            try {
                if (!session.watch(now)) {
                    sessions.remove(session);
                }
            } catch (RuntimeException failure) {
                // Thrown on, it would leave all others unwatched for good.
                unwatched.tell(() -> "A client could not be watched; the others go on", failure);
            }
        }
    }
}
