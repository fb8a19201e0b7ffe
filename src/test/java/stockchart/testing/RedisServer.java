package stockchart.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Redis server of the tests' own, from Debian's package {@code redis-server}, in memory only and on a free port of this
 * machine. The program may be another one, such as {@code valkey-server}, named by the system property {@code redis.server}. Test
 * thread only.
 */
public final class RedisServer implements AutoCloseable {
    private static final String PROGRAM = System.getProperty("redis.server", "redis-server");
    private static RedisServer shared;

    private final Path folder;
    private final int port;
    private final List<String> file;
    private final List<String> options;
    private Process process;

    /** @param options as on the command line of Redis */
    public RedisServer(String... options) {
        this(List.of(), options);
    }

    /** @param file the lines of a configuration file, which sentinels need because they write it */
    private RedisServer(List<String> file, String... options) {
        this.file = file;
        this.options = List.of(options);
        port = freePort();
        try {
            folder = Files.createTempDirectory("stock-chart-redis");
        } catch (IOException failure) {
            throw new AssertionError("No folder for Redis", failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        start();
    }

    /** A sentinel that names this server the master of a name, and agrees with itself about it. */
    public RedisServer sentinel(String name) {
        return sentinel(name, 1);
    }

    /**
     * A sentinel that names this server the master of a name.
     *
     * @param quorum how many sentinels have to agree that a master is down
     * @param lines further ones of its configuration file
     */
    public RedisServer sentinel(String name, int quorum, String... lines) {
        List<String> all = new ArrayList<>(List.of("sentinel monitor " + name + " 127.0.0.1 " + port + " " + quorum));
        all.addAll(List.of(lines));
        return new RedisServer(all, "--sentinel");
    }

    /** A server that follows this one. */
    public RedisServer replica(String... more) {
        List<String> all = new ArrayList<>(List.of("--replicaof", "127.0.0.1", Integer.toString(port)));
        all.addAll(List.of(more));
        return new RedisServer(all.toArray(String[]::new));
    }

    /** The one of this process, running. */
    public static synchronized RedisServer running() {
        if (shared == null) {
            shared = new RedisServer();
        }
        shared.start();
        return shared;
    }

    /** A port of this machine that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new AssertionError("No free port", failure);
        }
    }

    public int port() {
        return port;
    }

    /** The address for {@code STOCKCHART_CLUSTER_URL}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it unless it runs, empty unless it has kept a file; it accepts connections when this returns. */
    public void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program().toString()));
        if (!file.isEmpty()) {
            command.add(folder.resolve("conf").toString());
        }
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(file.isEmpty() ? List.of("--save", "", "--appendonly", "no") : List.of());
        command.addAll(options);
        try {
            Files.write(folder.resolve("conf"), file);
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile())).start();
        } catch (IOException failure) {
            throw new AssertionError("Redis does not start", failure);
        }
        Eventually.see("Redis accepts connections", this::isReady, Boolean::booleanValue);
    }

    /** Ends it at once; what it held is lost, unless its options let it keep a file. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it at once, and deletes what it has kept. */
    public void lose() {
        kill();
        // The folder of Redis 7, and the file of those before.
        delete(folder.resolve("appendonlydir"));
        delete(folder.resolve("appendonly.aof"));
    }

    /** What its command {@code INFO} answers for a section. */
    public String info(String section) {
        return ask("INFO " + section, (length, in) -> new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
    }

    /** Changes one of its options while it runs. */
    public void set(String option, String value) {
        String answer = ask("CONFIG SET " + option + " " + value, (line, in) -> line);
        if (!answer.equals("OK")) {
            throw new AssertionError("Redis answers " + answer);
        }
    }

    /** Makes what a command answers of its first line, without the type, and what follows. */
    @FunctionalInterface
    private interface Reading {
        String read(String line, InputStream in) throws IOException;
    }

    private String ask(String command, Reading reading) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
            return line.isEmpty() ? "" : reading.read(line.substring(1).trim(), in);
        } catch (IOException failure) {
            return "no answer: " + failure;
        }
    }

    /** Stops its process, which keeps its connections and answers nothing, until {@link #thaw}. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("-CONT");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | RuntimeException left) {
            // A temporary folder.
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("Redis has ended: " + log());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException unreadable) {
            return "no log";
        }
    }

    private void signal(String signal) {
        try {
            Process run = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (!run.waitFor(10, TimeUnit.SECONDS) || run.exitValue() != 0) {
                throw new AssertionError("Redis could not be sent " + signal);
            }
        } catch (IOException failure) {
            throw new AssertionError("No program kill", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    private static Path program() {
        Stream<Path> onPath = Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(PROGRAM));
        return onPath.filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError("The tests of the cluster need"
                + " Redis 6.2 or later, or Valkey: install Debian's package redis-server, or name the program by -Dredis.server"));
    }
}
