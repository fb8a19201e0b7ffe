package stockchart.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import stockchart.testing.RedisServer;

/**
 * Three servers with one key beside one alone: what the way through Redis adds to a trade's, and how long prices stand still when
 * the holder of the connection is killed, and when it is stopped in order, with one browser for each symbol on each server and
 * nothing merged, so that the pace hides nothing; then what it costs, with as many browsers on each as in {@code busy}.
 */
final class ClusterRun {
    /** Its name among the workloads. */
    static final String NAME = "cluster";

    private static final int NODES = 3;
    /** At this pace nothing is merged. */
    private static final int UNMERGED = 1_000;
    private static final Workload FEW_BROWSERS =
            new Workload(NAME, Workload.SYMBOLS, Workload.SYMBOLS, 50, 5, Arrivals.REGULAR, UNMERGED, Workload.Scenario.STEADY);
    private static final Workload MANY_BROWSERS =
            new Workload(NAME, 400, Workload.SYMBOLS, 50, 10, Arrivals.REGULAR, 0, Workload.Scenario.STEADY);
    private static final long START_MILLIS = 300_000;
    private static final long CONNECT_MILLIS = 60_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final double MILLI = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT_PER_MICRO = 1e4;
    /** How its program's file is called: on Debian {@code redis-server} is a link to another one. */
    private static final Pattern REDIS = Pattern.compile(".*/(redis|valkey)[^/]*");

    private final Options options;
    private final EventLoop loop;
    private final Upstream upstream;
    private final Workload workload;
    private final SentTrades sent;
    private final Trader trader;
    private final List<Node> nodes = new ArrayList<>();
    private boolean isTrading;

    /** A server with its browsers. */
    private record Node(ServerProcess server, Window window, BrowserCounters counters, Fleet fleet) {}

    /** What a steady load has shown; times in microseconds. */
    private record Measured(long median, long slowest, double cpuPerDelivery, double redisShare) {}

    private ClusterRun(Options options, Workload workload, EventLoop loop, Upstream upstream) {
        this.options = options;
        this.workload = workload;
        this.sent = new SentTrades(workload.allSymbols());
        this.loop = loop;
        this.upstream = upstream;
        this.trader = new Trader(upstream, sent, workload);
    }

    static void run(Options options) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Measured alone = alone(options, FEW_BROWSERS);
        Measured cluster = cluster(options, FEW_BROWSERS, Optional.of(findings));
        Measured busyAlone = alone(options, MANY_BROWSERS);
        Measured busyCluster = cluster(options, MANY_BROWSERS, Optional.empty());
        findings.addAll(0, compared(alone, cluster));
        findings.add(new Finding("CPU per delivery of a node with " + MANY_BROWSERS.browsers() + " browsers, times that alone,",
                busyCluster.cpuPerDelivery / busyAlone.cpuPerDelivery, " x", 1.15, 1.05));
        findings.add(new Finding("CPU of Redis meanwhile", busyCluster.redisShare, " % of a core", 20, 10));
        System.out.println();
        findings.forEach(finding -> System.out.println(NAME + ": " + finding));
    }

    private static Measured alone(Options options, Workload workload) throws IOException {
        try (EventLoop loop = new EventLoop()) {
            return new ClusterRun(options, workload, loop, new Upstream(loop)).measured(1, Map.of(), Optional.empty());
        }
    }

    /** @param faults what is found when one holder after the other ends; empty if none is to end */
    private static Measured cluster(Options options, Workload workload, Optional<List<Finding>> faults) throws IOException {
        try (EventLoop loop = new EventLoop(); RedisServer redis = new RedisServer("--maxmemory-policy", "noeviction")) {
            return new ClusterRun(options, workload, loop, new Upstream(loop))
                    .measured(NODES, Map.of("STOCKCHART_CLUSTER_URL", redis.url()), faults);
        }
    }

    private static List<Finding> compared(Measured alone, Measured cluster) {
        return List.of(
                new Finding("trade to browser alone, p50", alone.median / MILLI, " ms", Double.MAX_VALUE, 0),
                new Finding("trade to browser alone, p99", alone.slowest / MILLI, " ms", Double.MAX_VALUE, 0),
                new Finding("added by the cluster, p50", (cluster.median - alone.median) / MILLI, " ms", 2, 0.5),
                new Finding("added by the cluster, p99", (cluster.slowest - alone.slowest) / MILLI, " ms", 10, 5),
                new Finding("CPU of Redis", cluster.redisShare, " % of a core", 20, 10),
                new Finding("CPU per delivery of a node with a browser for each symbol, times that alone,",
                        cluster.cpuPerDelivery / alone.cpuPerDelivery, " x", Double.MAX_VALUE, 0));
    }

    /** Starts so many servers, loads them, and, if wanted, ends one holder after the other. */
    private Measured measured(int count, Map<String, String> settings, Optional<List<Finding>> wanted) throws IOException {
        try {
            start(count, settings);
            say("warming up for " + options.warmUp() + " s");
            resume();
            loop.runFor(options.warmUp() * SECOND_MILLIS, this::tick);
            say("measuring for " + options.seconds() + " s");
            Measured measured = measure();
            if (wanted.isPresent()) {
                List<Finding> faults = wanted.get();
                faults.add(new Finding("prices again after kill -9 of the holder", ended(true), " s", 5, 3));
                faults.add(new Finding("prices again after a stop of the holder in order", ended(false), " s", 1.5, 0.6));
                faults.add(new Finding("connections to Finnhub at once", upstream.mostOpen(), "", 1, 1));
                faults.add(Finding.none("trades doubled", nodes.stream().mapToLong(node -> node.counters.doubled).sum()));
                faults.add(new Finding("trades sent while no server took them, at all browsers that stayed",
                        nodes.stream().mapToLong(node -> node.counters.lost).sum(), "", Double.MAX_VALUE, 0));
            }
            return measured;
        } finally {
            nodes.forEach(node -> node.server.close());
        }
    }

    private void start(int count, Map<String, String> settings) throws IOException {
        for (int i = 0; i < count; i++) {
            Map<String, String> all = new HashMap<>(settings);
            all.put("STOCKCHART_HISTORY", "none");
            all.put("STOCKCHART_RECORD", "none");
            all.putAll(workload.settings());
            ServerProcess server = ServerProcess.start(ServerKind.STOCK_CHART, options, upstream.port(), all, "node-" + (i + 1));
            Window window = new Window();
            BrowserCounters counters = new BrowserCounters(window);
            Target target = ServerKind.STOCK_CHART.target(server.port(), false);
            nodes.add(new Node(server, window, counters, new Fleet(new Browser.Deps(loop, target, sent, counters), workload)));
        }
        say("starting " + count + (count == 1 ? " server" : " servers"));
        CompletableFuture<Void> ready = CompletableFuture.runAsync(() -> nodes.forEach(node -> node.server.awaitReady()));
        await("ready", START_MILLIS, () -> ready.isDone() && upstream.isConnected(), this::tick);
        ready.join();
        for (Node node : nodes) {
            await("connected", CONNECT_MILLIS, node.fleet::allConnected, node.fleet);
        }
        await("subscribed", CONNECT_MILLIS, this::isSubscribed, this::tick);
    }

    private Measured measure() throws IOException {
        long before = cpu();
        long redisBefore = redisCpu();
        long begun = System.nanoTime();
        nodes.forEach(node -> node.window.open());
        loop.runFor(options.seconds() * SECOND_MILLIS, this::tick);
        nodes.forEach(node -> node.window.close());
        double redis = (redisCpu() - redisBefore) / PERCENT_PER_MICRO / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
        long used = cpu() - before;
        long deliveries = nodes.stream().mapToLong(node -> node.window.deliveries()).sum();
        return new Measured(slowest(0.5), slowest(0.99), (double) used / Math.max(1, deliveries), redis);
    }

    /** That of the node where it is longest, in microseconds. */
    private long slowest(double share) {
        return nodes.stream().mapToLong(node -> node.window.latency().quantile(share)).max().orElse(0);
    }

    private long cpu() throws IOException {
        long sum = 0;
        for (Node node : nodes) {
            sum += node.server.cpuMicros();
        }
        return sum;
    }

    private static long redisCpu() throws IOException {
        long sum = 0;
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            if (child.info().command().filter(command -> REDIS.matcher(command).matches()).isPresent()) {
                sum += ServerProcess.cpuMicros(child.pid());
            }
        }
        return sum;
    }

    /** Ends the holder; seconds until every browser of the other servers has a trade that was sent after the next one took over. */
    private double ended(boolean isKilled) throws IOException {
        Node holder = nodes.stream().filter(ClusterRun::isHolder).findFirst()
                .orElseThrow(() -> new IllegalStateException("No server holds the connection"));
        say((isKilled ? "killing" : "stopping") + " the holder");
        nodes.remove(holder);
        int connections = upstream.connections();
        long begun = System.nanoTime();
        CompletableFuture<Void> end = CompletableFuture.runAsync(isKilled ? holder.server::kill : holder.server::close);
        await("taken over", CONNECT_MILLIS, () -> upstream.connections() > connections && isSubscribed(), this::tick);
        int[] until = IntStream.range(0, workload.symbols()).map(sent::last).toArray();
        await("shown", CONNECT_MILLIS, () -> nodes.stream().flatMap(node -> node.fleet.browsers().stream())
                .allMatch(browser -> browser.last() > until[browser.symbol()]), this::tick);
        double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
        end.join();
        loop.runFor(5 * SECOND_MILLIS, this::tick);
        return seconds;
    }

    private static boolean isHolder(Node node) {
        String status = node.server.get("/api/status");
        return status != null && status.contains("\"role\":\"holder\"");
    }

    private boolean isSubscribed() {
        return upstream.isConnected() && upstream.symbols() == workload.symbols();
    }

    private void resume() {
        isTrading = true;
        trader.start();
    }

    /** Finnhub sends nothing while no server is connected, and does not make up for it. */
    private long tick(long now) {
        if (isTrading && !isSubscribed()) {
            trader.stop();
            isTrading = false;
        } else if (!isTrading && isSubscribed()) {
            resume();
        }
        long next = now;
        try {
            next = trader.tick(now);
        } catch (IOException gone) {
            // The holder has ended, and its end of the connection with it.
            upstream.cut();
        }
        return Math.min(next, now + TimeUnit.MILLISECONDS.toNanos(5));
    }

    private void await(String what, long atMostMillis, BooleanSupplier done, EventLoop.Ticker ticker) throws IOException {
        if (!loop.runUntil(done, atMostMillis, ticker)) {
            throw new IllegalStateException("Not " + what + " in time; see the logs of the servers");
        }
    }

    private static void say(String text) {
        System.out.println("  " + NAME + ": " + text);
    }
}
