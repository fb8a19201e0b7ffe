package stockchart.bench;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server started for one workload, on the first processor, and ended with it. */
final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 1_000;

    private final ServerKind kind;
    private final int port;
    private final Process process;

    private ServerProcess(ServerKind kind, int port, Process process) {
        this.kind = kind;
        this.port = port;
        this.process = process;
    }

    static ServerProcess start(ServerKind kind, Options options, int upstreamPort) throws IOException {
        return start(kind, options, upstreamPort, Map.of());
    }

    /** @param settings of our WAR, in addition to the address of its Finnhub */
    static ServerProcess start(ServerKind kind, Options options, int upstreamPort, Map<String, String> settings) throws IOException {
        return start(kind, options, upstreamPort, settings, kind.label());
    }

    /** @param name of its log, for one of several of a kind */
    static ServerProcess start(ServerKind kind, Options options, int upstreamPort, Map<String, String> settings, String name)
            throws IOException {
        int port = freePort();
        String upstream = "ws://127.0.0.1:" + upstreamPort;
        kind.prepare(options);
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.addAll(kind.command(options, port, upstream));
        Files.createDirectories(options.work().resolve("tmp"));
        File log = options.work().resolve(name + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log)
                .directory(options.work().toFile());
        builder.environment().putAll(kind.environment(upstream));
        // Candles of an earlier measurement would be read, and one folder keeps those of one server at a time.
        builder.environment().put("STOCKCHART_DATA_DIR", Files.createTempDirectory(options.work(), "data").toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ServerProcess(kind, port, process);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the server serves. Called on a thread of its own, because the server needs its upstream meanwhile. */
    void awaitReady() {
        try {
            while (!answers()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(kind.label() + " has ended with " + process.exitValue() + ", see its log");
                }
                TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS / 4);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        return get(kind.readiness()) != null;
    }

    /** The body of a page, null if there is none. */
    String get(String path) {
        try {
            HttpURLConnection request =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            request.setConnectTimeout(PATIENCE_MILLIS);
            request.setReadTimeout(PATIENCE_MILLIS);
            try (var body = request.getInputStream()) {
                return new String(body.readAllBytes());
            }
        } catch (IOException notYet) {
            return null;
        }
    }

    /** Processor time used so far, user and system, in microseconds. */
    long cpuMicros() throws IOException {
        return cpuMicros(pid());
    }

    static long cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // After the name, which may hold blanks: state is field 3, user and system time are 14 and 15, in hundredths of a second.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
    }

    /** How many threads and how many open files the process has. */
    Handles handles() throws IOException {
        return new Handles(count("task"), count("fd"));
    }

    private int count(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid()), folder))) {
            return (int) entries.count();
        }
    }

    /** Numbers of threads and of open files. */
    record Handles(int threads, int files) {}

    /** Memory in use, in bytes: resident, live heap and direct buffers where there are any. Collects garbage first, where it can. */
    Memory memory() throws IOException {
        long heap = kind.runsWar() ? Jvm.liveHeap(pid()) : 0;
        long buffers = kind.runsWar() ? Jvm.directBuffers(pid()) : 0;
        String status = Files.readString(Path.of("/proc", Long.toString(pid()), "status"));
        String line = status.lines().filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
        return new Memory(Long.parseLong(line.replaceAll("\\D", "")) * 1_024, heap, buffers);
    }

    /** Resident memory, live heap, and buffers outside of it, in bytes. */
    record Memory(long resident, long heap, long buffers) {
        /** Everything that the application holds on to. */
        long live() {
            return heap + buffers;
        }
    }

    /** Ends it at once, without a word to anyone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
