package stockchart.catalog;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import stockchart.container.RecurringStep;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.OwnAddress;
import stockchart.settings.Settings;

/** Keeps the {@link Catalog} going on the server's threads. A shell without logic; deployment does not wait for it. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SymbolCatalog {
    private static final Logger LOG = System.getLogger(SymbolCatalog.class.getName());
    private static final long TICK_MILLIS = 500;

    @Inject
    private OwnAddress ownAddress;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final AtomicBoolean refreshing = new AtomicBoolean();
    private Catalog catalog;
    private RecurringStep ticking;

    @PostConstruct
    void start() {
        Settings configured = Settings.ofServer();
        CatalogSettings settings = CatalogSettings.from(configured);
        catalog = new Catalog(settings, new FinnhubLists(FinnhubAccess.from(configured, ownAddress::get)),
                new CatalogStore(settings.folder()), Clock.systemUTC(), () -> ThreadLocalRandom.current().nextDouble());
        tick();
        ticking = RecurringStep.start(scheduler, this::tick, TICK_MILLIS);
    }

    @PreDestroy
    void stop() {
        ticking.stop();
    }

    /** The symbols known now. Public, so that the proxy passes it on. */
    public Optional<CatalogSnapshot> snapshot() {
        return catalog.snapshot();
    }

    private void tick() {
        if (catalog.isDue() && refreshing.compareAndSet(false, true)) {
            try {
                executor.execute(this::refresh);
            } catch (RejectedExecutionException noThread) {
                // Thrown on, it would end the recurring step for good.
                refreshing.set(false);
                LOG.log(Level.WARNING, "No thread to refresh the catalogue: {0}", noThread.getMessage());
            }
        }
    }

    private void refresh() {
        try {
            catalog.refresh();
        } catch (RuntimeException mistake) {
            LOG.log(Level.ERROR, "The catalogue could not be refreshed; it will be tried again", mistake);
        } finally {
            refreshing.set(false);
        }
    }
}
