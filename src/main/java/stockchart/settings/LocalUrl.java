package stockchart.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The URL of this application on its own machine, for example {@code http://127.0.0.1:8080/stock-chart}, for the operator's
 * log.
 *
 * <p>Any thread. The address is found when it is first requested, because no port is open before that; from then on it does not
 * change. Two threads that call at the same time may both search; they find the same.
 */
@ApplicationScoped
public class LocalUrl {
    /** Where {@link ProbeServlet} answers, relative to the context path. */
    static final String PROBE_PATH = "/local-url/";

    private static final System.Logger LOG = System.getLogger(LocalUrl.class.getName());
    private static final int PROBE_TIMEOUT_MILLIS = 1_000;

    private final String nonce = UUID.randomUUID().toString();
    private final HttpListenerDiscovery search;
    private final Predicate<URI> probe;
    /** Immutable once set; null until the web application's context has started. */
    private volatile String contextPath;
    /** Immutable once set; null until found. */
    private volatile URI found;

    /** For CDI. */
    public LocalUrl() {
        this.search = new HttpListenerDiscovery(ManagementFactory.getPlatformMBeanServer(), System::getProperty);
        this.probe = LocalUrl::answersAsOurs;
    }

    /** @param probe returns whether this instance of the application answers at an address */
    LocalUrl(HttpListenerDiscovery search, Predicate<URI> probe) {
        this.search = search;
        this.probe = probe;
    }

    /**
     * The address with the context path and without a slash at the end. The first calls may take a second, so call it from a thread
     * that may block.
     *
     * @throws IllegalStateException while it is not known; a later call may succeed
     */
    public URI get() {
        URI known = found;
        if (known != null) {
            return known;
        }
        String path = contextPath;
        if (path == null) {
            throw unknown("the web application has not started");
        }
        URI address = URI.create(ours(search.origins(), path) + path);
        found = address;
        LOG.log(Level.DEBUG, "This application is reached at {0}", address);
        return address;
    }

    /** Sets the path under which the application is deployed: empty, or a slash and a name. */
    void servedAt(String path) {
        contextPath = path;
    }

    /** Returns whether a text is the random text of this instance. */
    boolean isOwnNonce(String text) {
        return nonce.equals(text);
    }

    private URI ours(List<URI> origins, String path) {
        if (origins.size() == 1) {
            return origins.get(0);
        }
        return origins.stream()
                .filter(origin -> probe.test(URI.create(origin + path + PROBE_PATH + nonce)))
                .findFirst()
                .orElseThrow(() -> unknown(origins.isEmpty() ? "the server's MBeans name no open HTTP port"
                        : "none of " + origins + " answers as this application"));
    }

    private static IllegalStateException unknown(String why) {
        return new IllegalStateException("The local URL of this application is not known (yet): " + why);
    }

    private static boolean answersAsOurs(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_NO_CONTENT;
            } finally {
                connection.disconnect();
            }
        } catch (IOException unreachable) {
            LOG.log(Level.TRACE, "No answer at {0}: {1}", address, unreachable.toString());
            return false;
        }
    }

    /** Stores the context path while it is available: it is needed later on threads without a request. Public for the container. */
    @WebListener
    public static class ContextPathListener implements ServletContextListener {
        @Inject
        private LocalUrl localUrl;

        @Override
        public void contextInitialized(ServletContextEvent event) {
            localUrl.servedAt(event.getServletContext().getContextPath());
        }
    }

    /**
     * Lets the application recognise itself among several ports, some of which may belong to another instance: answers 204 to the
     * random text of this instance, and 404 to everything else. Reveals nothing that the caller does not already know. Public for
     * the container.
     */
    @WebServlet(value = PROBE_PATH + "*", asyncSupported = true)
    public static class ProbeServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        private transient LocalUrl localUrl;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            String path = request.getPathInfo();
            boolean own = path != null && localUrl.isOwnNonce(path.substring(1));
            response.setStatus(own ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
