package stockchart.startup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import stockchart.admin.HealthServlet;
import stockchart.firstvisit.FirstView;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.settings.LocalUrl;

/**
 * Logs the page's address once, as soon as it is served and the feed's first attempt has a result, and with simulated prices the
 * first visit's chart too: the server opens its port before the application is reachable. Gives up quietly if the server does not
 * report its own address.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class ReadyNotice {
    private static final Logger LOG = System.getLogger(ReadyNotice.class.getName());
    private static final long EVERY_MILLIS = 250;
    private static final int ATTEMPTS = 240;
    /** For this many attempts the line waits for the result of the feed's first connection, which it contains, and for the chart. */
    private static final int PATIENCE = 20;
    private static final int TIMEOUT_MILLIS = 2_000;

    @Inject
    private LocalUrl localUrl;

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private FirstView firstView;

    @Inject
    private Liveness liveness;

    private PeriodicTask asking;
    /** Confined to the periodic task. */
    private int attempts;

    @PostConstruct
    void start() {
        asking = liveness.start("ready notice", this::requestPage, EVERY_MILLIS);
    }

    @PreDestroy
    void stop() {
        asking.stop();
    }

    private void requestPage() {
        attempts++;
        try {
            FeedStatus feed = registry.stats().status();
            boolean isPrepared = !feed.simulated() || firstView.isReady();
            boolean isSettled = feed.state() != FeedStatus.State.CONNECTING && isPrepared || attempts >= PATIENCE;
            if (isSettled && isServed(URI.create(localUrl.get() + HealthServlet.LIVE))) {
                Level level = feed.state() == FeedStatus.State.REFUSED ? Level.WARNING : Level.INFO;
                LOG.log(level, "{0}", ReadyLine.of(URI.create(localUrl.get() + "/"), feed));
                asking.stop();
            }
        } catch (IllegalStateException | IOException notYet) {
            LOG.log(Level.TRACE, "Not ready: {0}", notYet);
        }
        if (attempts >= ATTEMPTS) {
            asking.stop();
        }
    }

    /** @param address that is answered without a token, whatever the server's host names are */
    private static boolean isServed(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }

    /** The line for the operator once the application serves: the page's address, and whether there are prices. Pure functions. */
    static final class ReadyLine {
        private ReadyLine() {}

        /** @param page where the page is, as this machine reaches it */
        static String of(URI page, FeedStatus feed) {
            String ready = "stock-chart is ready at " + page.toString().replace("//127.0.0.1", "//localhost");
            if (feed.simulated()) {
                return ready + " with simulated prices; FINNHUB_TOKEN makes them real";
            }
            return switch (feed.state()) {
                case REFUSED -> ready + ", but there are no prices: Finnhub does not accept the API key, "
                        + "please check FINNHUB_TOKEN";
                case DOWN -> ready + ", but there are no prices: Finnhub is not reached, which is tried again and again";
                default -> ready;
            };
        }
    }
}
