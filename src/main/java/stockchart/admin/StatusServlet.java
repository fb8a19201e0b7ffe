package stockchart.admin;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import stockchart.client.Clients;
import stockchart.feed.FeedCounters;
import stockchart.feed.FinnhubFeed;
import stockchart.history.History;
import stockchart.history.HistoryStatus;
import stockchart.http.JsonResponse;
import stockchart.hub.ClusterStatus;
import stockchart.hub.FeedStatus;
import stockchart.hub.HubStats;
import stockchart.hub.HubStats.SlotUse;
import stockchart.hub.SubscriptionRegistry;
import stockchart.market.Symbol;

/** {@code GET /api/status}: the application's state, for people and monitoring. Any thread. */
@WebServlet(value = "/api/status", asyncSupported = true)
public class StatusServlet extends HttpServlet {
    /** Written by the build. */
    private static final String VERSION_FILE = "/stockchart/version.properties";
    private static final long serialVersionUID = 1L;
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final String VERSION = readVersion();

    @Inject
    private transient SubscriptionRegistry registry;

    @Inject
    private transient FinnhubFeed feed;

    @Inject
    private transient Clients clients;

    @Inject
    private transient History history;

    /**
     * The server's time, the feed's state and since when (milliseconds since 1970 UTC), slots by use, how many symbols wait
     * for one, are polled or mute, clients and how many symbols each may hold, whether the machine is too busy to update symbols as
     * often as configured and the present update interval, recent trade delays (left out when no trade arrived), carried symbols with
     * their viewers, counters since the start, whether candles are kept, what this node of a cluster is (left out for a server
     * alone), and the version.
     */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HubStats hub = registry.stats();
        FeedStatus status = hub.status();
        Map<Symbol, Integer> viewers = hub.viewers();
        SlotUse use = hub.slotUse();
        JsonObjectBuilder body = BUILDERS.createObjectBuilder()
                .add("now", Clock.systemUTC().millis())
                .add("feed", status.state().word())
                .add("since", status.since())
                .add("simulated", status.simulated())
                .add("slots", slots(use))
                .add("waiting", use.waiting())
                .add("polled", use.polled())
                .add("mute", use.mute())
                .add("browsers", clients.count())
                .add("symbolsPerClient", clients.symbolsPerClient())
                .add("busy", hub.throttle().status().busy())
                .add("updateMillis", hub.throttle().millis())
                .add("symbols", symbols(viewers))
                .add("counters", counters(hub))
                .add("history", history(history.status()))
                .add("version", VERSION);
        hub.cluster().ifPresent(cluster -> body.add("cluster", cluster(cluster)));
        feed.counters().tradeDelay().ifPresent(delay -> body.add("tradeDelay",
                BUILDERS.createObjectBuilder().add("p50", delay.p50()).add("p99", delay.p99())));
        response.setHeader("Cache-Control", "no-store");
        JsonResponse.send(response, HttpServletResponse.SC_OK, body.build().toString());
    }

    private static JsonObjectBuilder symbols(Map<Symbol, Integer> viewers) {
        JsonObjectBuilder symbols = BUILDERS.createObjectBuilder();
        viewers.forEach((symbol, count) -> symbols.add(symbol.value(), count));
        return symbols;
    }

    /** Those that are used without viewers do not count as used: any viewer gets them at once. */
    private static JsonObjectBuilder slots(SlotUse use) {
        JsonObjectBuilder slots = BUILDERS.createObjectBuilder().add("used", use.used()).add("total", use.total());
        use.uses().forEach(slots::add);
        return slots;
    }

    private static JsonObjectBuilder cluster(ClusterStatus status) {
        JsonObjectBuilder cluster = BUILDERS.createObjectBuilder().add("node", status.node()).add("role", status.role().word())
                .add("nodes", status.nodes()).add("connected", status.cutOff().isEmpty()).add("lag", status.lagMillis());
        status.holder().ifPresent(holder -> cluster.add("holder", holder));
        status.cutOff().ifPresent(since -> cluster.add("cutOff", since));
        status.refusal().ifPresent(reason -> cluster.add("refusal", reason));
        return cluster;
    }

    private static JsonObjectBuilder history(HistoryStatus status) {
        JsonObjectBuilder history = BUILDERS.createObjectBuilder().add("state", status.state().word()).add("since", status.since())
                .add("message", status.message()).add("candles", status.rows()).add("unwritten", status.untaken())
                .add("lagMillis", status.lagMillis()).add("failures", status.failures()).add("lost", status.lost());
        status.bytes().ifPresent(bytes -> history.add("bytes", bytes));
        JsonArrayBuilder providers = BUILDERS.createArrayBuilder();
        status.backfill().providers().forEach(provider -> providers.add(BUILDERS.createObjectBuilder().add("id", provider.id())
                .add("requests", provider.requests()).add("refusals", provider.refusals()).add("failures", provider.failures())
                .add("candles", provider.rows())));
        history.add("wanted", status.backfill().queued()).add("providers", providers);
        return history;
    }

    private JsonObjectBuilder counters(HubStats hub) {
        FeedCounters counters = feed.counters();
        return BUILDERS.createObjectBuilder()
                .add("connections", counters.connections())
                .add("trades", counters.trades())
                .add("malformed", counters.malformed())
                .add("repeated", counters.repeated())
                .add("unwanted", hub.unwantedTrades());
    }

    private static String readVersion() {
        Properties properties = new Properties();
        try (InputStream in = StatusServlet.class.getResourceAsStream(VERSION_FILE)) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The WAR lacks " + VERSION_FILE, unreadable);
        }
        return properties.getProperty("version");
    }
}
