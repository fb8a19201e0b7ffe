package stockchart.rest;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.simulator.Simulator;

/** The one {@link RestClient} of the application. A shell without logic; its callers take the client once. */
@ApplicationScoped
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class FinnhubRest {
    /** What a free key allows. */
    private static final int FREE_PER_MINUTE = 60;

    @Inject
    private Simulator simulator;

    private RestClient client;

    /**
     * How many requests may be made in a minute.
     *
     * @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong
     */
    public static int requestsPerMinute(Settings settings) {
        return settings.number("FINNHUB_REST_PER_MINUTE", FREE_PER_MINUTE, 1, 100_000);
    }

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        FinnhubAccess access = FinnhubAccess.from(settings);
        client = new RestClient(access, requestsPerMinute(settings), System::nanoTime);
        if (access.simulated()) {
            client.answeredBy(simulator::answer);
        }
    }

    /** The client itself, the same object as long as the application runs. */
    public RestClient client() {
        return client;
    }
}
