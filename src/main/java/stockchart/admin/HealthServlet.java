package stockchart.admin;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.client.Clients;
import stockchart.feed.FinnhubFeed;
import stockchart.http.JsonResponse;
import stockchart.hub.ClusterStatus;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionRegistry;
import stockchart.platform.concurrent.Liveness;

/**
 * {@code GET /api/health/live} and {@code /api/health/ready}, alike on every server, in the form of MicroProfile Health. Any
 * thread.
 */
@WebServlet(value = {HealthServlet.LIVE, HealthServlet.READY}, asyncSupported = true)
public class HealthServlet extends HttpServlet {
    public static final String LIVE = "/api/health/live";
    static final String READY = "/api/health/ready";

    private static final long serialVersionUID = 1L;
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    @Inject
    private transient SubscriptionRegistry registry;

    @Inject
    private transient FinnhubFeed feed;

    @Inject
    private transient Clients clients;

    @Inject
    private transient Liveness liveness;

    /**
     * Live: every periodic task has made progress within the last seconds. Ready: live, not stopping, and the feed's first attempt
     * has a result; a node of a cluster has what the others have. A feed that is down is reported, but is no reason to send clients
     * elsewhere, nor is a node that is cut off from the others: the page shows it, and known trades are still served.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> stalled = liveness.stalled();
        FeedStatus status = registry.stats().status();
        Optional<ClusterStatus> cluster = registry.stats().cluster();
        boolean hasResult = cluster.map(ClusterStatus::isJoined)
                .orElse(status.state() != FeedStatus.State.CONNECTING || feed.counters().connections() > 0);
        boolean up = stalled.isEmpty() && (request.getServletPath().equals(LIVE) || hasResult && !clients.isLeaving());
        JsonResponse.send(response, up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                BUILDERS.createObjectBuilder()
                        .add("status", up ? "UP" : "DOWN")
                        .add("checks", BUILDERS.createArrayBuilder()
                                .add(check("feed", status.state() == FeedStatus.State.LIVE, BUILDERS.createObjectBuilder()
                                        .add("state", status.state().word()).add("since", status.since())))
                                .add(check("progress", stalled.isEmpty(), BUILDERS.createObjectBuilder()
                                        .add("stalled", BUILDERS.createArrayBuilder(stalled))
                                        .add("failures", liveness.failures()))))
                        .build().toString());
    }

    private static JsonObjectBuilder check(String name, boolean up, JsonObjectBuilder data) {
        return BUILDERS.createObjectBuilder().add("name", name).add("status", up ? "UP" : "DOWN").add("data", data);
    }
}
