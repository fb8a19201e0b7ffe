package stockchart.testing;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server of the tests' own, from Debian's package, in a temporary folder and on a free port of this machine. One
 * for each process of the tests, started when it is first wanted and ended with the process. PostgreSQL refuses to run as root:
 * then it runs as the user that its package has made. Test thread only.
 */
public final class PostgresServer {
    private static final String PACKAGE_USER = "postgres";
    private static final long PATIENCE_SECONDS = 60;
    private static PostgresServer shared;

    private final Path folder;
    private final Path programs;
    private final int port;
    private final List<String> asUser;
    private Process process;

    private PostgresServer() {
        programs = programs();
        asUser = isRoot() ? List.of("setpriv", "--reuid=" + PACKAGE_USER, "--regid=" + PACKAGE_USER, "--clear-groups") : List.of();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            folder = Files.createTempDirectory("stock-chart-postgres");
        } catch (IOException failure) {
            throw new AssertionError("No folder or port for PostgreSQL", failure);
        }
        if (isRoot()) {
            run(List.of("chown", PACKAGE_USER, folder.toString()));
        }
        run(command("initdb", "-D", data(), "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        start();
    }

    /** The one of this process, running. */
    public static synchronized PostgresServer running() {
        if (shared == null) {
            shared = new PostgresServer();
        }
        shared.start();
        return shared;
    }

    /** The address of its one database, for JDBC. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The user, who needs no password. */
    public String user() {
        return "tester";
    }

    /** Starts it where it was, unless it runs; it accepts connections when this returns. */
    public void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        try {
            process = new ProcessBuilder(command("postgres", "-D", data(), "-p", Integer.toString(port), "-h", "127.0.0.1",
                    "-c", "unix_socket_directories=", "-c", "fsync=off")).redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolveSibling(folder.getFileName() + ".log").toFile())).start();
        } catch (IOException failure) {
            throw new AssertionError("PostgreSQL does not start", failure);
        }
        Eventually.see("PostgreSQL accepts connections", this::isReady, Boolean::booleanValue);
    }

    /** Ends it at once, with the connections it has. */
    public void stop() {
        run(List.of("kill", "-INT", Long.toString(process.pid())));
        process.onExit().join();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("PostgreSQL has ended, see " + folder + ".log");
        }
        return exit(command("pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port))) == 0;
    }

    private void end() {
        if (process != null) {
            process.destroy();
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
        } catch (IOException | RuntimeException left) {
            // A temporary folder.
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) {
        if (exit(command) != 0) {
            throw new AssertionError("Failed: " + String.join(" ", command));
        }
    }

    private static int exit(List<String> command) {
        try {
            Process run = new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD).start();
            if (!run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                run.destroyForcibly();
            }
            return run.waitFor();
        } catch (IOException failure) {
            throw new AssertionError("Cannot run " + command.get(0), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The newest release that is installed; Debian puts none of them on the path. */
    private static Path programs() {
        Path releases = Path.of("/usr/lib/postgresql");
        Stream<Path> onPath = Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of);
        try (Stream<Path> all = Files.isDirectory(releases) ? Files.list(releases) : Stream.empty()) {
            Stream<Path> packaged = all.map(release -> release.resolve("bin")).sorted(Comparator.reverseOrder());
            return Stream.concat(packaged, onPath).filter(bin -> Files.isExecutable(bin.resolve("initdb"))).findFirst()
                    .orElseThrow(() -> new AssertionError("The tests of the history in a database server need PostgreSQL 15 or later:"
                            + " install Debian's package postgresql, or put initdb and postgres on the path"));
        } catch (IOException unreadable) {
            throw new AssertionError(releases + " cannot be read", unreadable);
        }
    }
}
