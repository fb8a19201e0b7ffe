package stockchart.catalog;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import stockchart.catalog.CatalogCodec.CatalogEntry;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.platform.concurrent.MonotonicClock;
import stockchart.rest.FinnhubRest;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.RestCall;
import stockchart.settings.Settings;

/** Keeps the {@link Catalog} going on the server's threads. A shell without logic; deployment does not wait for it. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SymbolCatalog {
    private static final long TICK_MILLIS = 500;

    @Inject
    private FinnhubRest rest;

    @Inject
    private Liveness liveness;

    @Inject
    private SubscriptionRegistry registry;

    @Resource
    private ManagedExecutorService executor;

    private final FeedStatus.Recovery recovery = new FeedStatus.Recovery();
    private Catalog catalog;
    private SerialExecutor fetching;
    /** Requests the lists that are due to be fetched. */
    private Runnable refreshing;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        CatalogSettings settings = CatalogSettings.from(Settings.ofServer());
        catalog = new Catalog(settings, new FinnhubLists(rest.client()),
                new CatalogStore(settings.folder()), new MonotonicClock(), () -> ThreadLocalRandom.current().nextDouble());
        fetching = new SerialExecutor(executor);
        refreshing = fetching.coalescing(catalog::refresh);
        tick();
        ticking = liveness.start("symbol lists", this::tick, TICK_MILLIS);
    }

    @PreDestroy
    void stop() {
        ticking.stop();
    }

    /** The symbols known now. Public, so that the proxy passes it on. */
    public Optional<CatalogSnapshot> snapshot() {
        return catalog.snapshot();
    }

    /** Why there are none, as long as that is so. Public for the same reason. */
    public Catalog.Unavailable absence() {
        return catalog.absence();
    }

    /** A list alone; none of its symbols if there is no such list, empty while it is not known. Public for the same reason. */
    public Optional<CatalogSnapshot> list(CatalogList.Kind kind, String exchange) {
        return catalog.list(kind, exchange);
    }

    /** The row of a symbol; empty if no list has it, or not yet. Never blocks. Public for the same reason. */
    public Optional<CatalogList.Row> find(Symbol symbol) {
        return catalog.find(symbol);
    }

    /** Whether each list is there, or cannot be had now. Public for the same reason. */
    public boolean isComplete() {
        return catalog.isComplete();
    }

    /** Searches all lists, or those of stocks of an exchange. Public for the same reason. */
    public List<CatalogEntry> search(String text, Optional<String> exchange, int most) {
        return CatalogSearch.in(catalog.entries(exchange), text, most);
    }

    /** The symbols with these display symbols in the lists of a kind, in their order. Public for the same reason. */
    public List<Symbol> named(CatalogList.Kind kind, List<String> names) {
        return catalog.named(kind, names);
    }

    /** The first symbol of the lists of a kind. Public for the same reason. */
    public Optional<Symbol> first(CatalogList.Kind kind) {
        return catalog.first(kind);
    }

    /** How many symbols each list has now. Public for the same reason. */
    public String lists() {
        return catalog.lists();
    }

    private void tick() {
        if (recovery.isNew(registry.stats().status())) {
            catalog.retrySoon();
        }
        if (catalog.isDue()) {
            refreshing.run();
        }
        fetching.resume();
    }

    /** Finnhub's lists of symbols, or the simulator's. Immutable; any thread that may block. */
    static final class FinnhubLists implements Catalog.Source {
        private final RestClient client;

        FinnhubLists(RestClient client) {
            this.client = client;
        }

        @Override
        public CatalogCodec.ListRows fetch(CatalogList list) throws IOException {
            RestCall call = RestCall.list("/" + list.kind().word() + "/symbol", "exchange", list.exchange());
            return client.get(call, body -> CatalogCodec.parse(body, list.kind()));
        }
    }
}
