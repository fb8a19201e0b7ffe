package stockchart.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers that can be compared: how each is started, and how its browsers speak. */
enum ServerKind {
    /** The WAR on Payara Micro, as the README's run command starts it. */
    STOCK_CHART("stock-chart", "/api/health/ready", true) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            Path config = options.sources().resolve("payara-config");
            List<String> command = new ArrayList<>(List.of(Jvm.tool("java"),
                    "-Djava.io.tmpdir=" + options.work().resolve("tmp")));
            command.addAll(options.javaOptions());
            if (options.record()) {
                command.add("-XX:FlightRecorderOptions=stackdepth=64");
            }
            command.addAll(List.of("-jar", options.work().resolveSibling("payara-micro.jar").toString(),
                    "--deploy", options.work().resolveSibling("stock-chart.war").toString(), "--contextroot", "/",
                    "--port", Integer.toString(port), "--nohazelcast",
                    "--prebootcommandfile", config.resolve("pre-boot.asadmin").toString(),
                    "--logproperties", config.resolve("logging.properties").toString()));
            return command;
        }
    },
    /** Node with ws, sending each trade to each browser. */
    NODE("node", "/", false) {
        @Override
        List<String> command(Options options, int port, String upstream) {
            String script = options.sources().resolve("src/bench/node/server.js").toString();
            return List.of("node", script, Integer.toString(port), upstream);
        }
    };

    private final String label;
    private final String readiness;
    private final boolean ours;

    ServerKind(String label, String readiness, boolean ours) {
        this.label = label;
        this.readiness = readiness;
        this.ours = ours;
    }

    static ServerKind named(String label) {
        for (ServerKind kind : values()) {
            if (kind.label.equals(label.strip())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No server \"" + label + "\"; there are stock-chart and node");
    }

    abstract List<String> command(Options options, int port, String upstream);

    /** What stock-chart is told by its environment; the others read their command line. */
    Map<String, String> environment(String upstream) {
        return ours
                ? Map.of("FINNHUB_TOKEN", "fake", "FINNHUB_URL", upstream,
                        "FINNHUB_REST_URL", upstream.replaceFirst("ws:", "http:") + "/api/v1")
                : Map.of();
    }

    Target target(int port, boolean plain) {
        return new Target(port, "/prices", ours && !plain ? Optional.of("stock-chart.v1") : Optional.empty());
    }

    String label() {
        return label;
    }

    /** The path that answers 200 once the server serves and has its upstream connection. */
    String readiness() {
        return readiness;
    }

    /** Says whether this is the product, on a virtual machine that can be asked about its heap. */
    boolean isOurs() {
        return ours;
    }
}
