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
import stockchart.rest.RestClient.Purpose;

/** The candles of the data source, for programs that speak Finnhub's dialect. A shell without logic. */
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
        FinnhubCandles finnhub = new FinnhubCandles(rest.client(), false);
        requests = new CandleRequests(new RememberedRefusals(query -> finnhub.fetch(query, Purpose.DIALECT), steady),
                Clock.systemUTC(), steady, executor);
    }

    /** The requests, the same object as long as the application runs. */
    public CandleRequests requests() {
        return requests;
    }
}
