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
    @Inject
    private Simulator simulator;

    private RestClient client;

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        FinnhubAccess access = FinnhubAccess.from(settings);
        client = new RestClient(access, RestClient.requestsPerMinute(settings), System::nanoTime);
        if (access.simulated()) {
            client.answeredBy(simulator::answer);
        }
    }

    /** The client itself, the same object as long as the application runs. */
    public RestClient client() {
        return client;
    }
}
