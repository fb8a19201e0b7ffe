package stockchart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One workload on one server: start, connect, warm up, measure, let it settle, weigh. */
final class Run {
    private static final long START_MILLIS = 120_000;
    private static final long CONNECT_MILLIS = 120_000;
    private static final long SETTLE_MILLIS = 5_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final long MICRO = 1_000;
    private static final double MEGA = 1e6;

    private final Options options;
    private final Workload workload;
    private final ServerKind kind;
    private final EventLoop loop;
    private final Upstream upstream;
    private final ServerProcess server;
    private final SentTrades sent;
    private final Window window = new Window();
    private final BrowserCounters counters = new BrowserCounters(window);
    private final Fleet fleet;
    private final Trader trader;
    private final Churn churn;
    private final Jitter jitter;
    /** What goes on in the measured time. */
    private final EventLoop.Ticker load;
    private final HistoryReader reader;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Run(Options options, Workload workload, ServerKind kind, EventLoop loop, Upstream upstream, ServerProcess server) {
        this.options = options;
        this.workload = workload;
        this.kind = kind;
        this.loop = loop;
        this.upstream = upstream;
        this.server = server;
        sent = new SentTrades(workload.allSymbols());
        boolean isChurn = workload.scenario() == Workload.Scenario.CHURN;
        // Plain Finnhub does not answer a subscription, and every answer is waited for.
        Target target = kind.target(server.port(), options.plain() && !isChurn);
        fleet = new Fleet(new Browser.Deps(loop, target, sent, counters), workload);
        trader = new Trader(upstream, sent, workload);
        churn = new Churn(loop, fleet, trader, upstream, server, counters);
        jitter = new Jitter(loop, fleet, trader, counters, window);
        load = isChurn ? churn : workload.scenario() == Workload.Scenario.JITTER ? jitter : trader;
        reader = new HistoryReader(server.port());
    }

    static Result of(Options options, Workload workload, ServerKind kind) throws IOException {
        try (EventLoop loop = new EventLoop()) {
            List<Finding> before = new ArrayList<>();
            Map<String, String> settings = workload.scenario() == Workload.Scenario.HISTORY ? fill(options, before) : workload.settings();
            Upstream upstream = new Upstream(loop);
            try (ServerProcess server = ServerProcess.start(kind, options, upstream.port(), settings)) {
                Run run = new Run(options, workload, kind, loop, upstream, server);
                run.findings.addAll(before);
                return run.result();
            }
        }
    }

    private static Map<String, String> fill(Options options, List<Finding> findings) throws IOException {
        Files.createDirectories(options.work());
        System.out.println("  filling a history");
        FilledHistory history = FilledHistory.in(options.work());
        findings.add(new Finding("room for " + history.rows() + " candles", history.bytes() / MEGA, " MB", 1_000, 500));
        System.out.println("  starting with it and without");
        findings.addAll(StartTimes.measure(options, history));
        return history.settings();
    }

    private Result result() throws IOException {
        say("starting");
        CompletableFuture<Void> ready = CompletableFuture.runAsync(server::awaitReady);
        step(loop.runUntil(() -> ready.isDone() && upstream.isConnected(), START_MILLIS, trader),
                ready.isDone() ? "serves and has no upstream connection" : "does not serve");
        ready.join();
        ServerProcess.Memory before = server.memory();
        say("connecting " + workload.browsers() + " browsers");
        step(loop.runUntil(fleet::allConnected, CONNECT_MILLIS, fleet) && counters.refused == 0, "did not take all browsers");
        step(loop.runUntil(() -> upstream.symbols() == workload.symbols(), CONNECT_MILLIS, trader), "did not subscribe");
        int connected = counters.open;
        say("warming up " + connected + " browsers for " + options.warmUp() + " s");
        trader.start();
        if (workload.scenario() == Workload.Scenario.HISTORY) {
            reader.start();
        }
        loop.runFor(options.warmUp() * SECOND_MILLIS, load);
        Measured measured = measure();
        scenario(measured);
        trader.stop();
        loop.runUntil(() -> fleet.count(Browser::isStale) == 0, SETTLE_MILLIS, trader);
        notes();
        return new Result(workload, kind, measured.sent, window, options.seconds(), measured.cpu, measured.generatorShare,
                trader.worstDelay() / MICRO, measured.worst / MICRO, measured.overOneSecond,
                fleet.count(Browser::isStale), counters.lost, counters.doubled, connected,
                before, server.memory(), findings, notes);
    }

    /** What only the measured time shows. */
    private record Measured(long sent, long cpu, double generatorShare, long worst, int overOneSecond) {}

    private Measured measure() throws IOException {
        if (options.record()) {
            tool("JFR.start", "settings=profile", "name=bench");
        }
        say("measuring for " + options.seconds() + " s");
        fleet.browsers().forEach(Browser::resetWorst);
        trader.resetDelay();
        long sentBefore = sent.total();
        long cpuBefore = server.cpuMicros();
        long own = ServerProcess.cpuMicros(ProcessHandle.current().pid());
        long start = System.nanoTime();
        window.open();
        reader.measure(true);
        loop.runFor(options.seconds() * SECOND_MILLIS, load);
        reader.measure(false);
        window.close();
        long end = System.nanoTime();
        long cpu = server.cpuMicros() - cpuBefore;
        double share = (ServerProcess.cpuMicros(ProcessHandle.current().pid()) - own) * (double) MICRO / (end - start);
        if (options.record()) {
            tool("JFR.stop", "name=bench", "filename=" + options.work().resolve(workload.name() + "-" + kind.label() + ".jfr"));
        }
        long worst = fleet.browsers().stream().mapToLong(browser -> browser.worst(end)).max().orElse(0);
        int late = fleet.count(browser -> browser.worst(end) > TimeUnit.SECONDS.toNanos(1));
        return new Measured(sent.total() - sentBefore, cpu, share, worst, late);
    }

    /** Runs a tool on the server while trades go on: it takes a second or two. */
    private void tool(String... command) throws IOException {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> Jvm.ask(server.pid(), command));
        step(loop.runUntil(answer::isDone, CONNECT_MILLIS, load), "does not answer its tools");
    }

    private void scenario(Measured measured) throws IOException {
        switch (workload.scenario()) {
            case STORM -> findings.addAll(new Storm(loop, fleet, trader, upstream, counters).run());
            case STALLED -> findings.addAll(new Stall(loop, fleet, trader, window, server).run(options.seconds()));
            case OVERLOAD -> findings.addAll(new Overload(loop, fleet, trader, server).run(options.seconds()));
            case CHURN -> findings.addAll(churn.run(options.warmUp(), options.seconds(), measured.cpu));
            case JITTER -> findings.addAll(jitter.findings());
            case HISTORY -> findings.addAll(reader.findings());
            case STEADY -> { }
        }
    }

    private void notes() {
        if (kind.runsWar()) {
            String status = server.get("/api/status");
            notes.add("status " + (status == null ? "not answered" : status.replaceFirst("\"symbols\":\\{[^}]*\\},", "")));
        }
        if (counters.refused + counters.ended + counters.incomplete + counters.strange > 0) {
            notes.add(counters.refused + " handshakes refused, " + counters.ended + " connections ended by the server, "
                    + counters.incomplete + " resumes incomplete, " + counters.strange + " strange frames");
        }
        if (upstream.connections() > 1) {
            notes.add(upstream.connections() + " upstream connections");
        }
    }

    private void step(boolean done, String failure) {
        if (!done) {
            throw new IllegalStateException(kind.label() + " " + failure + ": " + counters.open + " browsers open, "
                    + counters.refused + " refused, " + upstream.symbols() + " symbols subscribed; see its log");
        }
    }

    private void say(String text) {
        System.out.println("  " + workload.name() + " on " + kind.label() + ": " + text);
    }
}
