package stockchart.quotes;

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
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.platform.concurrent.SteadyClock;
import stockchart.rest.FinnhubRest;

/** Keeps {@link Quotes} and the {@link MarketWatch} going on the server's threads. A shell without logic. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class MarketReference {
    private static final long TICK_MILLIS = 500;
    /** Quotes remembered beside those of the symbols that are carried now: people come back to symbols. */
    private static final int QUOTES_BESIDE = 300;

    @Inject
    private FinnhubRest rest;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final FeedStatus.Recovery recovery = new FeedStatus.Recovery();
    private MarketWatch market;
    private Quotes quotes;
    private SerialExecutor fetching;
    /** Asks for the market's hours to be fetched. */
    private Runnable refreshing;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        FinnhubReference finnhub = new FinnhubReference(rest.client());
        Clock clock = Clock.systemUTC();
        Clock steady = new SteadyClock();
        market = new MarketWatch(finnhub, clock, steady, () -> ThreadLocalRandom.current().nextDouble());
        quotes = new Quotes(finnhub, registry.demand()::demandedSymbols, market::tradingDay, clock, steady, executor,
                registry.stats().slots() + QUOTES_BESIDE);
        fetching = new SerialExecutor(executor);
        refreshing = fetching.coalescing(market::refresh);
        ticking = liveness.start(scheduler, "market hours and quotes", this::tick, TICK_MILLIS);
    }

    @PreDestroy
    void stop() {
        ticking.stop();
    }

    /** The market, the same object as long as the application runs. */
    public MarketWatch market() {
        return market;
    }

    /** The quotes, the same object as long as the application runs. */
    public Quotes quotes() {
        return quotes;
    }

    private void tick() {
        if (recovery.isNew(registry.stats().status())) {
            market.retrySoon();
        }
        if (market.isDue()) {
            refreshing.run();
        }
        fetching.resume();
        quotes.tick();
    }
}
