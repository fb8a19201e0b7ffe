package stockchart.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Three Payara Micro with the WAR, each a process, as the servers of a cluster on one Redis. What a server is called and where it
 * listens stays the same when it is started again. Test thread only.
 */
public final class ServerCluster implements AutoCloseable {
    /** Many times what a start or a failure takes on a busy machine. */
    public static final Duration CEILING = Duration.ofMinutes(4);

    private static final Path OUTPUT = Path.of(System.getProperty("it.output"));
    private static final int SERVERS = 3;

    private final List<Server> servers = new ArrayList<>();

    /** One server. Test thread only. */
    public static final class Server {
        private final String name;
        private final Path file;
        private final int port;
        private final DeployedWar war;
        private int starts;
        private Process process;

        private Server(String name, Map<String, String> settings, int port) throws IOException {
            this.name = name;
            this.port = port;
            this.war = new DeployedWar(URI.create("http://localhost:" + port + "/"));
            this.file = Files.createDirectories(OUTPUT).resolve(name + ".war");
            DeployedWar.with(settings).as(ZipExporter.class).exportTo(file.toFile(), true);
        }

        public String name() {
            return name;
        }

        public int port() {
            return port;
        }

        public DeployedWar war() {
            return war;
        }

        /** Starts it; it is not ready yet. */
        public void start() {
            starts++;
            try {
                process = MicroRun.start(file, port, OUTPUT.resolve(name + "-" + starts + ".txt"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        public void awaitReady() {
            Eventually.see(name + " is ready, see " + name + "-" + starts + ".txt in " + OUTPUT, CEILING, this::isReady,
                    Boolean::booleanValue);
        }

        /** Stops it in order, and waits until it is over. */
        public void stop() {
            process.destroy();
            process.onExit().join();
        }

        /** Kills it. */
        public void kill() {
            process.destroyForcibly().onExit().join();
        }

        /** Whether it has the connection to Finnhub. */
        public boolean isHolder() {
            return process.isAlive() && cluster().getString("role", "").equals("holder");
        }

        /** What it reports of the cluster. */
        public JsonObject cluster() {
            return war.status().getJsonObject("cluster");
        }

        private boolean isReady() {
            if (!process.isAlive()) {
                throw new AssertionError(name + " has ended, see " + name + "-" + starts + ".txt in " + OUTPUT);
            }
            try {
                return war.get("api/health/ready").statusCode() == 200;
            } catch (AssertionError notYet) {
                return false;
            }
        }
    }

    /** Started and ready when this returns. */
    public ServerCluster(RedisServer redis, Map<String, String> feed, List<Integer> ports) {
        try {
            for (int i = 0; i < SERVERS; i++) {
                Map<String, String> settings = new HashMap<>(feed);
                settings.put("STOCKCHART_CLUSTER_URL", redis.url());
                settings.put("STOCKCHART_CLUSTER_NODE", "node-" + (i + 1));
                settings.put("STOCKCHART_TRUSTED_PROXIES", "127.0.0.1");
                settings.put("STOCKCHART_START_SYMBOLS", "none");
                Server server = new Server("node-" + (i + 1), settings, ports.get(i));
                servers.add(server);
                server.start();
            }
            servers.forEach(Server::awaitReady);
        } catch (IOException | RuntimeException | AssertionError failure) {
            close();
            throw new AssertionError("The cluster does not start", failure);
        }
    }

    public List<Server> servers() {
        return List.copyOf(servers);
    }

    /** The server that has the connection to Finnhub. */
    public Server awaitHolder() {
        return Eventually.see("one server is the holder", CEILING, () -> servers.stream().filter(Server::isHolder).toList(),
                holders -> holders.size() == 1).get(0);
    }

    /** Ports of this machine that were free a moment ago, and that the system does not take for connections of processes. */
    public static List<Integer> freePorts(int count) {
        int first = 20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10;
        return IntStream.iterate(first, port -> port < 32_000, port -> port + 1).filter(Fork::isFree).limit(count).boxed().toList();
    }

    @Override
    public void close() {
        servers.stream().filter(server -> server.process != null).forEach(Server::kill);
    }
}
