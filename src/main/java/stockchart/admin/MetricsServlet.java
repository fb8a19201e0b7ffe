package stockchart.admin;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.admin.Meters.Sources;
import stockchart.admin.Meters.TextFormat;
import stockchart.client.Clients;
import stockchart.feed.FinnhubFeed;
import stockchart.history.History;
import stockchart.hub.SubscriptionRegistry;
import stockchart.rest.FinnhubRest;

/**
 * {@code GET /api/metrics}: all metrics, in Prometheus' text format or, for a client that accepts it, in OpenMetrics; 404 if
 * metrics are off. Loaded with the application, because it counts from then on how long symbols wait. Any thread.
 */
@WebServlet(value = "/api/metrics", asyncSupported = true, loadOnStartup = 1)
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SubscriptionRegistry registry;

    @Inject
    private transient FinnhubFeed feed;

    @Inject
    private transient Clients clients;

    @Inject
    private transient FinnhubRest rest;

    @Inject
    private transient History history;

    /** Empty if metrics are off. Set before the first request. */
    private transient Optional<Meters> meters;

    @Override
    public void init() {
        meters = clients.sends().map(sends -> new Meters(new Sources(clients::count, clients::refusedHandshakes, sends,
                clients.sendPaths(), registry.stats(), feed.counters(), rest.client().counters(), history::status)));
    }

    @Override
    public void destroy() {
        meters.ifPresent(Meters::close);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (meters.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        TextFormat format = TextFormat.accepted(request.getHeader("Accept"));
        byte[] text = meters.get().text(format);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setContentType(format.contentType());
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
