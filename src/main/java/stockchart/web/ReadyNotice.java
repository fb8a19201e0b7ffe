package stockchart.web;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import stockchart.container.Liveness;
import stockchart.container.PeriodicTask;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.OwnAddress;
import stockchart.settings.Settings;

/**
 * Says once where the page is, as soon as it is really served: the server opens its port before the application is reached
 * through it. Gives up quietly where the server does not tell its own address.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ReadyNotice {
    private static final Logger LOG = System.getLogger(ReadyNotice.class.getName());
    private static final long EVERY_MILLIS = 250;
    private static final int ATTEMPTS = 240;
    private static final int TIMEOUT_MILLIS = 2_000;

    @Inject
    private OwnAddress ownAddress;

    @Inject
    private Liveness liveness;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private PeriodicTask asking;
    /** Confined to the recurring task. */
    private int attempts;

    @PostConstruct
    void start() {
        asking = liveness.start(scheduler, "ready notice", this::ask, EVERY_MILLIS);
    }

    @PreDestroy
    void stop() {
        asking.stop();
    }

    private void ask() {
        attempts++;
        try {
            URI page = URI.create(ownAddress.get() + "/");
            if (isServed(page)) {
                LOG.log(Level.INFO, "stock-chart is ready at {0}{1}", page.toString().replace("//127.0.0.1", "//localhost"),
                        FinnhubAccess.isSimulated(Settings.ofServer()) ? " with simulated prices; FINNHUB_TOKEN makes them real" : "");
                asking.stop();
            }
        } catch (IllegalStateException | IOException notYet) {
            LOG.log(Level.TRACE, "Not ready: {0}", notYet);
        }
        if (attempts >= ATTEMPTS) {
            asking.stop();
        }
    }

    private static boolean isServed(URI page) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
