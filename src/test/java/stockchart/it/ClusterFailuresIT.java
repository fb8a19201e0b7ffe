package stockchart.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import stockchart.testing.BalancedNginx;
import stockchart.testing.Browsing;
import stockchart.testing.DeployedWar;
import stockchart.testing.Eventually;
import stockchart.testing.RedisServer;
import stockchart.testing.ResumingClient;
import stockchart.testing.ServerCluster;
import stockchart.testing.ServerCluster.Server;
import stockchart.testing.Slow;
import stockchart.testing.SoleFeed;

/**
 * Three servers behind a balancer, one Redis and a Finnhub that takes one connection, with clients and a page that go on where they
 * were: while the servers are restarted one after the other, and while each of them is killed, none loses or doubles a trade apart
 * from reported gaps.
 */
@Slow
class ClusterFailuresIT {
    private static final int CLIENTS = 12;
    private static final String[] SYMBOLS = {"AAPL", "MSFT", "ZBRW"};
    private static final Set<String> STATES = Set.of("Live", "Connecting…", "Reconnecting…", "Feed connecting…");
    private static final String RECORD_TEXTS = """
            element => {
              window.seen ??= [];
              const note = () => window.seen.push(element.textContent);
              note();
              new MutationObserver(note).observe(element, { subtree: true, childList: true, characterData: true });
            }""";
    private static final String RECORD_POINTS = """
            chart => {
              window.fewest = Infinity;
              const note = () => window.fewest = Math.min(window.fewest, Number(chart.dataset.points));
              note();
              new MutationObserver(note).observe(chart, { attributes: true, attributeFilter: ['data-points'] });
            }""";

    @RegisterExtension
    final Browsing browsing = new Browsing();

    private final List<ResumingClient> clients = new ArrayList<>();
    private RedisServer redis;
    private SoleFeed feed;
    private ServerCluster cluster;
    private BalancedNginx balancer;

    @BeforeEach
    void start() {
        List<Integer> ports = ServerCluster.freePorts(4);
        redis = new RedisServer("--maxmemory-policy", "noeviction");
        feed = new SoleFeed();
        cluster = new ServerCluster(redis, feed.settings(), ports.subList(1, 4));
        balancer = new BalancedNginx(ports.get(0), ports.subList(1, 4));
        DeployedWar all = new DeployedWar(balancer.address());
        for (int seed = 0; seed < CLIENTS; seed++) {
            clients.add(new ResumingClient(all.prices(), seed, SYMBOLS));
        }
        awaitMoreTrades();
    }

    @AfterEach
    void end() {
        clients.forEach(ResumingClient::close);
        if (balancer != null) {
            balancer.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        feed.close();
        redis.close();
    }

    /** Every client gets trades that were sent after now. */
    private void awaitMoreTrades() {
        int before = feed.sent().stream().mapToInt(SoleFeed.Sent::price).max().orElse(0);
        awaitAtClients("trades after " + before, client -> List.of(SYMBOLS).stream().allMatch(one -> client.last(one) > before));
    }

    private void awaitAtClients(String what, Predicate<ResumingClient> wanted) {
        Eventually.see("all clients have " + what, ServerCluster.CEILING, () -> clients.stream().allMatch(wanted),
                Boolean::booleanValue);
    }

    private void verify() {
        feed.rest();
        List<SoleFeed.Sent> sent = feed.sent();
        for (String symbol : SYMBOLS) {
            int last = sent.stream().filter(trade -> trade.symbol().equals(symbol)).mapToInt(SoleFeed.Sent::price).max().orElse(0);
            awaitAtClients("the last trade of " + symbol, client -> client.last(symbol) == last);
        }
        clients.forEach(ResumingClient::requestGaps);
        awaitAtClients("the gaps", ResumingClient::hasGaps);
        clients.forEach(client -> client.verify(sent));
    }

    private static void report(String what, long since) {
        // A figure to look at, which no test asserts: the machine may be busy.
        System.out.printf("%s: trades at every client after %d ms%n", what, Duration.ofNanos(System.nanoTime() - since).toMillis());
    }

    @Test
    void restartOfAllServersInTurnLosesNothingAndThePageShowsNoError() {
        Page page = browsing.page();
        browsing.open(new DeployedWar(balancer.address()), SYMBOLS[0]);
        Eventually.see("the chart has a line", ServerCluster.CEILING,
                () -> Integer.parseInt(String.valueOf(browsing.chart().getAttribute("data-points")).replaceAll("\\D+", "0")),
                points -> points > 1);
        Eventually.see("the page is live", ServerCluster.CEILING, () -> browsing.feedState().textContent(), "Live"::equals);
        browsing.feedState().evaluate(RECORD_TEXTS);
        browsing.chart().evaluate(RECORD_POINTS);
        for (Server server : cluster.servers()) {
            boolean wasHolder = server.isHolder();
            long stopped = System.nanoTime();
            server.stop();
            awaitMoreTrades();
            report("Stop and end of " + server.name() + (wasHolder ? ", the holder" : ""), stopped);
            server.start();
            server.awaitReady();
            awaitMoreTrades();
        }
        verify();
        assertEquals(0, feed.collisions());
        assertEquals(1, feed.mostOpen());
        Set<String> seen = new TreeSet<>(((List<?>) page.evaluate("() => window.seen")).stream().map(String::valueOf).toList());
        assertTrue(STATES.containsAll(seen), seen::toString);
        assertTrue(((Number) page.evaluate("() => window.fewest")).doubleValue() > 1, "the chart is never empty");
        int last = clients.get(0).last(SYMBOLS[0]);
        Eventually.see("the page has the last price", () -> browsing.chart().getAttribute("data-last-price"),
                price -> price.equals(String.valueOf(last)));
    }

    @Test
    void eachServerThatIsKilledIsFollowedAndNothingIsLostOrDoubled() {
        for (Server server : cluster.servers()) {
            boolean wasHolder = server.isHolder();
            long killed = System.nanoTime();
            server.kill();
            awaitMoreTrades();
            report("Kill of " + server.name() + (wasHolder ? ", the holder" : ""), killed);
            server.start();
            server.awaitReady();
            awaitMoreTrades();
        }
        long killed = System.nanoTime();
        cluster.awaitHolder().kill();
        awaitMoreTrades();
        report("Kill of the holder", killed);
        verify();
        assertEquals(0, feed.collisions());
        assertEquals(1, feed.mostOpen());
    }
}
