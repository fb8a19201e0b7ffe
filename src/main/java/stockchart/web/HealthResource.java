package stockchart.web;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import stockchart.feed.FinnhubFeed;
import stockchart.subscription.FeedState;
import stockchart.subscription.FeedStatus;
import stockchart.subscription.SubscriptionRegistry;

/**
 * {@code GET /api/health/live} and {@code /api/health/ready}, alike on every server, in the form of MicroProfile Health. Any
 * thread.
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private FinnhubFeed feed;

    /** The application runs and answers. */
    @GET
    @Path("live")
    public Response live() {
        return answer(true);
    }

    /**
     * The application serves, and the feed's first attempt has come to a result. A feed that is down is told, but is no reason to
     * send nobody here: the page says so, and known trades are still served.
     */
    @GET
    @Path("ready")
    public Response ready() {
        boolean decided = registry.subscriptions().status().state() != FeedState.CONNECTING;
        return answer(decided || feed.counters().connections() > 0);
    }

    private Response answer(boolean up) {
        FeedStatus status = registry.subscriptions().status();
        String body = BUILDERS.createObjectBuilder()
                .add("status", up ? "UP" : "DOWN")
                .add("checks", BUILDERS.createArrayBuilder().add(BUILDERS.createObjectBuilder()
                        .add("name", "feed")
                        .add("status", status.state() == FeedState.LIVE ? "UP" : "DOWN")
                        .add("data", BUILDERS.createObjectBuilder().add("state", status.state().word()).add("since", status.since()))))
                .build().toString();
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE).entity(body).build();
    }
}
