package stockchart.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Gets nginx where there is none, as {@link Chromium} gets a browser: from Debian's package, which is unpacked beside the tests'
 * output and not installed, so that it takes no port and no rights. Prints what it does. Test thread only.
 */
final class NginxPackage {
    private static final Logger LOG = System.getLogger(NginxPackage.class.getName());
    /** The program is in the first of them, or in the second on older releases. */
    private static final List<String> NAMES = List.of("nginx", "nginx-light");
    private static final long MINUTES = 5;

    private NginxPackage() {}

    /** The program, fetched unless it was before. */
    static Path program() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("it.output"), "nginx-package").toAbsolutePath());
        Optional<Path> fetched = find(folder);
        if (fetched.isEmpty()) {
            LOG.log(Level.INFO, "No nginx on this machine: Debian''s package is fetched into {0}", folder);
            if (!fetch(folder)) {
                // Without a list of packages, or with an old one.
                run(folder, "apt-get", "update");
                fetch(folder);
            }
            fetched = find(folder);
        }
        return fetched.orElseThrow(() -> new AssertionError("The tests of the WAR behind a proxy need nginx. None is on the path, and"
                + " apt-get could not fetch it: please install it"));
    }

    private static boolean fetch(Path folder) throws IOException {
        for (String name : NAMES) {
            if (run(folder, "apt-get", "download", name)) {
                for (Path archive : files(folder, ".deb")) {
                    run(folder, "dpkg-deb", "-x", archive.toString(), folder.toString());
                }
            }
            if (find(folder).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Path> find(Path folder) {
        return Optional.of(folder.resolve("usr/sbin/nginx")).filter(Files::isExecutable);
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static boolean run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(folder.resolve("log.txt").toFile())).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notStarted) {
            LOG.log(Level.INFO, "{0}", notStarted.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while getting nginx", interrupted);
        }
    }
}
