package stockchart.quotes;

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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import stockchart.hub.FeedStatus;
import stockchart.hub.Polling;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.SerialExecutor;
import stockchart.platform.concurrent.MonotonicClock;
import stockchart.rest.FinnhubRest;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCall;

/** Runs {@link Quotes} and the {@link MarketWatch} on the server's threads. A shell without logic. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class MarketReference {
    private static final long TICK_MILLIS = 500;
    /** Quotes remembered besides those of the carried symbols, for symbols that are opened again. */
    private static final int QUOTES_BESIDE = 300;

    @Inject
    private FinnhubRest rest;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedExecutorService executor;

    private final FeedStatus.Recovery recovery = new FeedStatus.Recovery();
    private MarketWatch market;
    private Quotes quotes;
    private QuoteRequests requests;
    private SerialExecutor fetching;
    /** Requests that the market's hours be fetched. */
    private Runnable refreshing;
    private PeriodicTask ticking;

    @PostConstruct
    void start() {
        FinnhubReference finnhub = new FinnhubReference(rest.client());
        Clock clock = Clock.systemUTC();
        Clock steady = new MonotonicClock();
        market = new MarketWatch(finnhub, clock, steady, () -> ThreadLocalRandom.current().nextDouble());
        Polling hub = registry.polling();
        hub.setClosedCheck(market::isClosed);
        quotes = new Quotes(finnhub, hub, new QuotePoller(hub, rest.client()::pollsPerMinute, steady), market::tradingDay, clock,
                steady, executor, registry.stats().slots() + QUOTES_BESIDE);
        requests = new QuoteRequests(quotes, finnhub, steady, executor);
        fetching = new SerialExecutor(executor);
        refreshing = fetching.coalescing(market::refresh);
        ticking = liveness.start("market hours and quotes", this::tick, TICK_MILLIS);
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

    /** Quotes of any symbol, the same object as long as the application runs. */
    public QuoteRequests requests() {
        return requests;
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

    /** Finnhub's REST paths for quotes and the market, or the simulator's. Immutable; any thread that may block. */
    static final class FinnhubReference implements Quotes.Source, MarketWatch.Source {
        private static final String EXCHANGE = "exchange";

        private final RestClient client;

        FinnhubReference(RestClient client) {
            this.client = client;
        }

        @Override
        public Optional<Quote> fetch(Symbol symbol, Purpose purpose) throws IOException {
            try {
                return client.get(RestCall.single("/quote", "symbol", symbol.value(), purpose), ReferenceCodec::quote);
            } catch (RestClient.StatusException refusal) {
                if (refusal.isFinal()) {
                    return Optional.empty();
                }
                throw refusal;
            }
        }

        @Override
        public List<MarketHours.Holiday> holidays() throws IOException {
            return client.get(RestCall.common("/stock/market-holiday", EXCHANGE, MarketWatch.EXCHANGE), ReferenceCodec::holidays);
        }

        @Override
        public MarketWatch.Status status() throws IOException {
            return client.get(RestCall.common("/stock/market-status", EXCHANGE, MarketWatch.EXCHANGE), ReferenceCodec::status);
        }
    }
}
