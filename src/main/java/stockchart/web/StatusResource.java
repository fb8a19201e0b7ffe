package stockchart.web;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import stockchart.browser.Browsers;
import stockchart.feed.FeedCounters;
import stockchart.feed.FinnhubFeed;
import stockchart.market.Symbol;
import stockchart.subscription.FeedStatus;
import stockchart.subscription.SubscriptionRegistry;
import stockchart.subscription.Subscriptions;

/** {@code GET /api/status}: how the application is doing, for people and monitoring. Any thread. */
@Path("status")
public class StatusResource {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final String VERSION = Version.read();

    @Inject
    private SubscriptionRegistry registry;

    @Inject
    private FinnhubFeed feed;

    @Inject
    private Browsers browsers;

    /**
     * The feed's state and since when (milliseconds since 1970 UTC), slots, browsers, whether the machine is too busy to update
     * symbols as often as configured and how long each waits between two updates now, carried symbols with their viewers, what
     * was counted since the start, and the version.
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response status() {
        Subscriptions subscriptions = registry.subscriptions();
        FeedStatus status = subscriptions.status();
        Map<Symbol, Integer> viewers = subscriptions.viewers();
        JsonObject body = BUILDERS.createObjectBuilder()
                .add("feed", status.state().word())
                .add("since", status.since())
                .add("simulated", status.simulated())
                .add("slots", BUILDERS.createObjectBuilder().add("used", viewers.size()).add("total", subscriptions.slots()))
                .add("browsers", browsers.count())
                .add("busy", subscriptions.pace().status().busy())
                .add("updateMillis", subscriptions.pace().millis())
                .add("symbols", symbols(viewers))
                .add("counters", counters(subscriptions))
                .add("version", VERSION)
                .build();
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(body.toString()).cacheControl(never).build();
    }

    private static JsonObjectBuilder symbols(Map<Symbol, Integer> viewers) {
        JsonObjectBuilder symbols = BUILDERS.createObjectBuilder();
        viewers.forEach((symbol, count) -> symbols.add(symbol.value(), count));
        return symbols;
    }

    private JsonObjectBuilder counters(Subscriptions subscriptions) {
        FeedCounters counters = feed.counters();
        return BUILDERS.createObjectBuilder()
                .add("connections", counters.connections())
                .add("trades", counters.trades())
                .add("malformed", counters.malformed())
                .add("repeated", counters.repeated())
                .add("unwanted", subscriptions.unwantedTrades());
    }
}
