package stockchart.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * This virtual machine among those that run integration tests at the same time, as the build names it: {@code fork-1},
 * {@code fork-2}. Each has its own output folder, from the build, and its own block of ports, so that their servers do not meet.
 */
public final class Fork {
    /** Containers of arquillian.xml, the server of {@link MicroRun}, and {@link Nginx}. */
    private static final List<String> SERVERS = List.of("live", "simulated", "refused", "locked", "guarded", "wrong", "proxy");
    /** More than a block may move, and less than the distance between two ports of a full server. */
    private static final int BETWEEN_FORKS = 100;
    private static final int FIRST_PORT = firstPort();
    private static final Path LOGGING = Path.of("src/test/resources/payara-logging.properties");
    private static final String LOG_FOLDER = "target/it/payara-micro";

    private Fork() {}

    /** The port of a server of this virtual machine. */
    public static int port(String server) {
        return FIRST_PORT + SERVERS.indexOf(server);
    }

    /** Sets the system properties that arquillian.xml reads; to be called before Arquillian reads it. */
    static void publish() {
        SERVERS.forEach(server -> System.setProperty("it." + server + ".port", String.valueOf(port(server))));
        try {
            Path output = Files.createDirectories(Path.of(System.getProperty("it.output")));
            String logging = Files.readString(LOGGING);
            Path own = Files.writeString(output.resolve(LOGGING.getFileName()), logging.replace(LOG_FOLDER, output.toString()));
            System.setProperty("it.logging", own.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The first of as many free ports as there are servers, at or after the one that the build has found. */
    private static int firstPort() {
        String name = System.getProperty("it.fork");
        int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        int start = Integer.getInteger("it.port") + (number - 1) * BETWEEN_FORKS;
        return IntStream.iterate(start, first -> first < start + BETWEEN_FORKS, first -> first + SERVERS.size())
                .filter(first -> IntStream.range(first, first + SERVERS.size()).allMatch(Fork::isFree)).findFirst()
                .orElseThrow(() -> new AssertionError("No free ports from " + start + " on"));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
