package stockchart.rest;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.OwnAddress;
import stockchart.settings.Settings;

/** The one {@link RestClient} of the application. A shell without logic; its callers take the client once. */
@ApplicationScoped
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class FinnhubRest {
    @Inject
    private OwnAddress ownAddress;

    private RestClient client;

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        client = new RestClient(FinnhubAccess.from(settings, ownAddress::get), RestSettings.from(settings).perMinute(),
                System::nanoTime);
    }

    /** The client itself, the same object as long as the application runs. */
    public RestClient client() {
        return client;
    }
}
