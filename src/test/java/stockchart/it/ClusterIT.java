package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.ScriptedFeed.row;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.RedisAccess;
import stockchart.cluster.redis.RedisAddress;
import stockchart.cluster.redis.RedisClusterStore;
import stockchart.cluster.redis.RedisLink;
import stockchart.cluster.redis.StoreException;
import stockchart.testing.DeployedWar;
import stockchart.testing.Eventually;
import stockchart.testing.FrameRecorder;
import stockchart.testing.MicroRun;
import stockchart.testing.RedisServer;
import stockchart.testing.ScriptedFeed;

/** Two servers, one Redis and one Finnhub: each client gets every trade, wherever it is, and also when the holder is killed. */
class ClusterIT {
    /** Many times what a start takes on a busy machine. */
    private static final Duration CEILING = Duration.ofMinutes(4);
    private static final Path OUTPUT = Path.of(System.getProperty("it.output"));
    private static final int GOING_AWAY = 1001;
    private static final String SYMBOL = "AAPL";

    private final List<Process> processes = new ArrayList<>();
    private int price;

    /** One server. */
    private record Node(DeployedWar war, Process process) {
        JsonObject cluster() {
            return war.status().getJsonObject("cluster");
        }

        boolean isReady() {
            try {
                return war.get("api/health/ready").statusCode() == 200;
            } catch (AssertionError notYet) {
                return false;
            }
        }
    }

    private Node start(String name, Map<String, String> settings) throws IOException {
        Map<String, String> own = new HashMap<>(settings);
        own.put("STOCKCHART_CLUSTER_NODE", name);
        Path war = Files.createDirectories(OUTPUT).resolve(name + ".war");
        DeployedWar.with(own).as(ZipExporter.class).exportTo(war.toFile(), true);
        int port = RedisServer.freePort();
        Process process = MicroRun.start(war, port, OUTPUT.resolve(name + ".txt"));
        processes.add(process);
        return new Node(new DeployedWar(URI.create("http://localhost:" + port + "/")), process);
    }

    private void trade(ScriptedFeed feed) {
        price++;
        feed.trade(row(SYMBOL, price, System.currentTimeMillis(), 1));
    }

    /** The client's next trades up to a price: all prices, in their order, and the last message. */
    private static JsonObject read(FrameRecorder client, List<Integer> prices, int last) {
        JsonObject frame = client.next("trade");
        add(prices, frame, "data");
        while (prices.get(prices.size() - 1) < last) {
            frame = client.next("trade");
            add(prices, frame, "data");
        }
        return frame;
    }

    private static boolean isReleased(RedisServer redis) {
        RedisAccess access = new RedisAccess(RedisAddress.parse(redis.url()).orElseThrow());
        try (RedisClusterStore store = new RedisClusterStore(new RedisLink(access, "test", System::nanoTime, () -> 0.5), "stock-chart")) {
            return store.log(0, 100_000, Duration.ofMillis(1)).stream()
                    .anyMatch(entry -> entry.content() instanceof LogEntry.Released);
        } catch (StoreException cutOff) {
            throw new AssertionError(cutOff);
        }
    }

    private static void add(List<Integer> prices, JsonObject frame, String name) {
        frame.getJsonArray(name).getValuesAs(JsonObject.class).forEach(row -> prices.add(row.getInt("p")));
    }

    private static List<Integer> upTo(int first, int last) {
        List<Integer> all = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }

    @Test
    void clientsOfBothServersGetEveryTradeAndAKilledHolderIsFollowed() throws IOException {
        try (RedisServer redis = new RedisServer(); ScriptedFeed feed = new ScriptedFeed()) {
            Map<String, String> settings = new HashMap<>(feed.settings());
            settings.put("STOCKCHART_CLUSTER_URL", redis.url());
            settings.put("STOCKCHART_CLUSTER_LEASE_SECONDS", "2");
            settings.put("STOCKCHART_RECORD", "none");
            settings.put("STOCKCHART_HISTORY", "none");
            settings.put("STOCKCHART_START_SYMBOLS", "none");
            List<Node> nodes = List.of(start("left", settings), start("right", settings));
            nodes.forEach(node -> Eventually.see("both are ready", CEILING, node::isReady, Boolean::booleanValue));
            nodes.forEach(node -> node.war().awaitStatus("both take part",
                    status -> status.getJsonObject("cluster").getInt("nodes") == 2 && status.getString("feed").equals("live")));
            Node holder = nodes.stream().filter(node -> node.cluster().getString("role").equals("holder")).findFirst().orElseThrow();
            Node other = nodes.stream().filter(node -> node != holder).findFirst().orElseThrow();
            assertEquals("follower", other.cluster().getString("role"));
            assertEquals(holder.cluster().getString("node"), other.cluster().getString("holder"));
            String metrics = other.war().get("api/metrics").body();
            assertTrue(metrics.contains("stockchart_cluster_role{role=\"follower\"} 1"));
            for (String name : List.of("nodes", "connected", "lag_seconds", "takeovers_total", "fenced_total")) {
                assertTrue(metrics.contains("\nstockchart_cluster_" + name + " "), name);
            }

            try (FrameRecorder there = FrameRecorder.v1(other.war().prices()); FrameRecorder here = FrameRecorder.v1(
                    holder.war().prices())) {
                there.subscribe(SYMBOL);
                there.next("subscribed");
                feed.awaitCommand("subscribe", SYMBOL);
                here.subscribe(SYMBOL);
                here.next("subscribed");
                for (int i = 0; i < 5; i++) {
                    trade(feed);
                }
                List<Integer> pricesThere = new ArrayList<>();
                List<Integer> pricesHere = new ArrayList<>();
                read(there, pricesThere, price);
                JsonObject last = read(here, pricesHere, price);
                assertEquals(upTo(1, price), pricesThere);
                assertEquals(upTo(1, price), pricesHere);

                int connections = feed.handshakes();
                holder.process().destroyForcibly().onExit().join();
                Eventually.see("the other one connects", CEILING, feed::handshakes, now -> now > connections);
                feed.awaitCommand("subscribe", SYMBOL);
                there.next("status", status -> status.getString("feed").equals("live"));
                trade(feed);
                read(there, pricesThere, price);
                assertEquals(upTo(1, price), pricesThere);
                assertEquals("holder", other.cluster().getString("role"));
                assertEquals(1, feed.mostOpen());

                try (FrameRecorder moved = FrameRecorder.v1(other.war().prices())) {
                    moved.subscribe(SYMBOL, last.getJsonNumber("epoch").longValue(), last.getJsonNumber("seq").longValue());
                    JsonObject resumed = moved.next("subscribed");
                    assertTrue(resumed.getBoolean("complete"), resumed.toString());
                    add(pricesHere, resumed, "trades");
                    assertEquals(upTo(1, price), pricesHere, "the other server goes on where the killed one was");
                }

                feed.forgetClosings();
                other.process().destroy();
                assertEquals(GOING_AWAY, feed.awaitClosing());
                assertTrue(Eventually.see("the lease is given back, and did not end", CEILING, () -> isReleased(redis),
                        Boolean::booleanValue));
            }
        } finally {
            processes.forEach(process -> process.destroyForcibly().onExit().join());
        }
    }
}
