package stockchart.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Where one server of the tests lives.
 *
 * @param home the unpacked distribution, which is left as it is
 * @param folder everything this server writes
 * @param log the output of its process
 * @param port for HTTP; others are as far from their defaults as this one
 * @param war to be deployed, called {@code ROOT.war} if at {@code /}
 */
record ServerSite(Path home, Path folder, Path log, int port, Path war) {
    private static final String ROOT = "ROOT";

    /** An empty folder with the WAR beside it. */
    static ServerSite make(String name, int port, Archive<?> archive) throws IOException {
        Path output = Path.of(System.getProperty("it.output")).toAbsolutePath();
        Path folder = output.resolve(name);
        delete(folder);
        Files.createDirectories(folder);
        Path war = folder.resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(war.toFile(), true);
        Path home = Path.of(System.getProperty("it.home")).toAbsolutePath();
        return new ServerSite(home, folder, output.resolve(name + ".log"), port, war);
    }

    /** The name of the application. */
    String application() {
        return war.getFileName().toString().replace(".war", "");
    }

    /** Where the application is deployed: {@code /}, or {@code /} and its name. */
    String contextRoot() {
        return application().equals(ROOT) ? "/" : "/" + application();
    }

    /** How far this server's ports are from the defaults of its make. */
    int portOffset(int defaultHttpPort) {
        return port - defaultHttpPort;
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path source, Path to) throws IOException {
        try (Stream<Path> inside = Files.walk(source)) {
            for (Path path : inside.toList()) {
                Path target = to.resolve(source.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    /** Runs a program of the distribution to its end. */
    void run(List<String> command) throws IOException {
        Process tool = process(command).start();
        try {
            if (tool.waitFor() != 0) {
                throw new IOException("Failed, see " + log + ": " + String.join(" ", command));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }

    /** A process of this server, on the JDK of the tests; its words go to the log. */
    ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The first compiler alone halves the start. JAVA_OPTS would stand in for what the servers' scripts set.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Dit.server=" + folder.getFileName());
        // Where Open Liberty looks for its servers; the others ignore it.
        builder.environment().put("WLP_USER_DIR", folder.toString());
        return builder;
    }

    /** Deletes a folder with all that is in it, and the log beside it. */
    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                inside.sorted(Comparator.reverseOrder()).forEach(ServerSite::remove);
            }
        }
    }

    private static void remove(Path path) {
        try {
            Files.delete(path);
        } catch (IOException held) {
            throw new UncheckedIOException(held);
        }
    }
}
