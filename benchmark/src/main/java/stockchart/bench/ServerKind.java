package stockchart.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.bench.peers.Peer;

/** The servers that can be compared: how each is started, and how its browsers speak. */
enum ServerKind {
    /** The WAR on Payara Micro, as the README's run command starts it. */
    STOCK_CHART("stock-chart", "/api/health/ready", true) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            return onPayara(options, port);
        }
    },
    /** The WAR on Payara Micro without history: what recording costs is the difference. */
    UNRECORDED("stock-chart-unrecorded", "/api/health/ready", true) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            return onPayara(options, port);
        }

        @Override
        Map<String, String> environment(String upstream) {
            Map<String, String> environment = new HashMap<>(super.environment(upstream));
            environment.put("STOCKCHART_HISTORY", "none");
            return environment;
        }
    },
    /** The same WAR on WildFly, with another's WebSocket engine under it. */
    WILDFLY("wildfly", "/api/health/ready", true) {
        @Override
        void prepare(Options options) throws IOException {
            WildFly.prepare(home(options), base(options), war(options));
        }

        @Override
        List<String> command(Options options, int port, String upstream) throws IOException {
            return WildFly.command(home(options), base(options), javaOptions(options),
                    port, ServerProcess.freePort(), ServerProcess.freePort());
        }

        private Path home(Options options) {
            return options.work().resolveSibling("wildfly");
        }

        private Path base(Options options) {
            return options.work().resolve("wildfly");
        }
    },
    /** Node with ws, sending each trade to each browser. */
    NODE("node", "/", false) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            String script = options.sources().resolve("benchmark/node/server.js").toString();
            return List.of("node", script, Integer.toString(port), upstream);
        }
    },
    /** Netty, sending each trade to each browser, as do the next two. */
    NETTY("netty", "/", false) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            return javaPeer(label(), port, upstream);
        }
    },
    VERTX("vertx", "/", false) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            return javaPeer(label(), port, upstream);
        }
    },
    UNDERTOW("undertow", "/", false) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            return javaPeer(label(), port, upstream);
        }
    };

    private final String label;
    private final String readiness;
    private final boolean runsWar;

    ServerKind(String label, String readiness, boolean runsWar) {
        this.label = label;
        this.readiness = readiness;
        this.runsWar = runsWar;
    }

    static ServerKind named(String label) {
        for (ServerKind kind : values()) {
            if (kind.label.equals(label.strip())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No server \"" + label + "\"; there are "
                + Arrays.stream(values()).map(ServerKind::label).toList());
    }

    /** Makes the files it needs. */
    void prepare(Options options) throws IOException {
        // Most need none.
    }

    /** How to start it; the process started is the one to measure. */
    abstract List<String> command(Options options, int port, String upstream) throws IOException;

    private static List<String> onPayara(Options options, int port) {
        Path config = options.sources().resolve("payara-config");
        List<String> command = new ArrayList<>(List.of(Jvm.tool("java"),
                "-Djava.io.tmpdir=" + options.work().resolve("tmp")));
        command.addAll(javaOptions(options));
        command.addAll(List.of("-jar", options.work().resolveSibling("payara-micro.jar").toString(),
                "--deploy", war(options).toString(), "--contextroot", "/",
                "--port", Integer.toString(port), "--nohazelcast",
                "--prebootcommandfile", config.resolve("pre-boot.asadmin").toString(),
                "--logproperties", config.resolve("logging.properties").toString()));
        return command;
    }

    /** @param name as {@link Peer} takes it */
    private static List<String> javaPeer(String name, int port, String upstream) {
        return List.of(Jvm.tool("java"), "-cp", System.getProperty("java.class.path"), Peer.class.getName(), name,
                Integer.toString(port), upstream);
    }

    private static Path war(Options options) {
        return options.work().resolveSibling("stock-chart.war");
    }

    private static List<String> javaOptions(Options options) {
        List<String> chosen = new ArrayList<>(options.javaOptions());
        if (options.record()) {
            chosen.add("-XX:FlightRecorderOptions=stackdepth=64");
        }
        return chosen;
    }

    /** The settings of our WAR, as environment variables; the others read their command line. */
    Map<String, String> environment(String upstream) {
        return runsWar
                ? Map.of("FINNHUB_TOKEN", "fake", "FINNHUB_URL", upstream,
                        "FINNHUB_REST_URL", upstream.replaceFirst("ws:", "http:") + "/api/v1",
                        "FINNHUB_SYMBOL_LIMIT", Integer.toString(Workload.SYMBOLS),
                        // A page shows what is measured and nothing else.
                        "STOCKCHART_START_SYMBOLS", "none",
                        // All browsers come from here, and as fast as the server takes them.
                        "STOCKCHART_BROWSERS_PER_ADDRESS", "20000", "STOCKCHART_HANDSHAKES_PER_SECOND", "100000")
                : Map.of();
    }

    Target target(int port, boolean plain) {
        return new Target(port, "/prices", runsWar && !plain ? Optional.of("stock-chart.v1") : Optional.empty());
    }

    String label() {
        return label;
    }

    /** The path that answers 200 once the server serves and has its upstream connection. */
    String readiness() {
        return readiness;
    }

    /** Returns whether this runs our WAR, which reports its status, on a virtual machine whose heap can be measured. */
    boolean runsWar() {
        return runsWar;
    }

    /** Returns whether it supports a workload: what is only there to be compared with can carry a steady load. */
    boolean takes(Workload workload) {
        return runsWar && this != UNRECORDED || workload.scenario() == Workload.Scenario.STEADY;
    }

    /** Returns whether this is the product as we hand it out, which the others are compared with. */
    boolean isSubject() {
        return this == STOCK_CHART;
    }
}
