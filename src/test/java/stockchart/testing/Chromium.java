package stockchart.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a Chromium on this machine, or gets one: from the environment variable {@code CHROMIUM}, from the path, from Playwright's
 * own download, and on Debian as root from apt. Prints what it does, and fails when nothing helps: page tests are never left out.
 *
 * <p>Test thread only.
 */
public final class Chromium {
    private static final Logger LOG = System.getLogger(Chromium.class.getName());
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            // The JDK's clients take IPv4 of the two: else a page counts as another address than the test's own sockets.
            "--host-resolver-rules=MAP localhost 127.0.0.1");
    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    private static final long MINUTES = 10;
    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "stock-chart-chromium.lock");

    private Chromium() {}

    /** Starts a browser without a window, which stays as long as this process. */
    static Browser launch() {
        return launch(driver());
    }

    /** What starts browsers. While it is open, it keeps the process alive. */
    public static Playwright driver() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
    }

    /** Starts a browser without a window. */
    public static Browser launch(Playwright playwright) {
        Optional<Path> known = installed();
        if (known.isPresent()) {
            return launch(playwright, known);
        }
        // Two virtual machines that get one at the same time would disturb each other.
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            return launchFetched(playwright);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Browser launchFetched(Playwright playwright) {
        Optional<Path> fetched = installed();
        if (fetched.isPresent()) {
            return launch(playwright, fetched);
        }
        LOG.log(Level.INFO, "No Chromium on this machine: Playwright downloads one");
        if (download()) {
            return launch(playwright, Optional.empty());
        }
        LOG.log(Level.INFO, "Playwright could not download a browser: trying apt-get install chromium");
        if (run(new ProcessBuilder("apt-get", "update")) && run(new ProcessBuilder("apt-get", "install", "-y", "chromium"))) {
            return launch(playwright, installed());
        }
        throw new AssertionError("The page tests need Chromium. None is on the path, Playwright could not download one and apt-get"
                + " could not install one (it must be run as root). Install Chromium or Chrome, or let the environment variable"
                + " CHROMIUM name its program");
    }

    /** The program of the browser that tests run in. */
    static Path program() {
        return installed().orElseGet(() -> {
            try (Playwright playwright = driver()) {
                return Path.of(playwright.chromium().executablePath());
            }
        });
    }

    private static Browser launch(Playwright playwright, Optional<Path> program) {
        LaunchOptions options = new LaunchOptions().setHeadless(true).setArgs(ARGUMENTS);
        program.ifPresent(options::setExecutablePath);
        LOG.log(Level.INFO, "Page tests run in {0}", program.map(Path::toString).orElse("Playwright's own Chromium"));
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> installed() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    private static boolean download() {
        try {
            ProcessBuilder installer = Driver.ensureDriverInstalled(Map.of(), false).createProcessBuilder();
            installer.command().addAll(List.of("install", "chromium"));
            return run(installer);
        } catch (PlaywrightException noDriver) {
            LOG.log(Level.INFO, "Playwright's installer does not start: {0}", noDriver.getMessage());
            return false;
        }
    }

    private static boolean run(ProcessBuilder command) {
        try {
            Process process = command.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
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
            throw new AssertionError("Interrupted while getting a browser", interrupted);
        }
    }
}
