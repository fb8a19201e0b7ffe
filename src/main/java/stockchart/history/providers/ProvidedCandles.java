package stockchart.history.providers;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import stockchart.platform.concurrent.MonotonicClock;
import stockchart.rest.FinnhubRest;

/** The candles of the data source, for all who ask. A shell without logic. */
@ApplicationScoped
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ProvidedCandles {
    @Inject
    private FinnhubRest rest;

    @Resource
    private ManagedExecutorService executor;

    private CandleRequests requests;

    @PostConstruct
    void start() {
        Clock steady = new MonotonicClock();
        requests = new CandleRequests(new FinnhubCandles(rest.client(), steady)::candles, Clock.systemUTC(), steady, executor);
    }

    /** The requests, the same object as long as the application runs. */
    public CandleRequests requests() {
        return requests;
    }
}
