package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that the build made: how to deploy it with settings of a test's own, and how to send requests to it.
 *
 * @param address where it is deployed, with a slash at the end
 */
public record DeployedWar(URI address) {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Map<Map<String, String>, Path> FOLDERS = new ConcurrentHashMap<>();

    /** The WAR as built, and a file of settings that overrides the environment of the test run. */
    public static WebArchive with(Map<String, String> settings) {
        return named("stock-chart.war", settings);
    }

    /** As {@link #with}, for the path {@code /}: servers know it by the name of the file. */
    public static WebArchive atRoot(Map<String, String> settings) {
        return named("ROOT.war", settings);
    }

    private static WebArchive named(String file, Map<String, String> settings) {
        String lines = settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining("", "config_ordinal=500\nSTOCKCHART_DATA_DIR=" + folderOf(settings) + "\n", ""));
        File built = new File(System.getProperty("it.war"));
        return ShrinkWrap.create(ZipImporter.class, file).importFrom(built).as(WebArchive.class)
                .addAsResource(new StringAsset(lines), "META-INF/microprofile-config.properties");
    }

    /**
     * The same folder for the same settings, so that an application deployed again finds what it has kept; another one in each run of
     * the tests, because lists kept by an earlier run would stand in for those of this one.
     */
    private static Path folderOf(Map<String, String> settings) {
        return FOLDERS.computeIfAbsent(Map.copyOf(settings), same -> newFolder());
    }

    private static Path newFolder() {
        try {
            Path output = Files.createDirectories(Path.of(System.getProperty("it.output")));
            return Files.createTempDirectory(output, "data");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The price socket. */
    public URI prices() {
        return URI.create(address.toString().replaceFirst("http", "ws") + "prices");
    }

    /** Requests a path relative to where the WAR is deployed. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(path, HttpRequest.newBuilder(address.resolve(path)), headers);
    }

    /** Sends a form to a path relative to where the WAR is deployed; where the answer leads to is not followed. */
    public HttpResponse<String> post(String path, String form, String... headers) {
        return send(path, HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"), headers);
    }

    private static HttpResponse<String> send(String path, HttpRequest.Builder request, String... headers) {
        request.timeout(TIMEOUT);
        try {
            return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError("No answer for " + path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** The answer of {@code /api/status}. */
    public JsonObject status() {
        return json("api/status");
    }

    /** The JSON object a path answers; anything else fails with what it was instead. */
    public JsonObject json(String path) {
        HttpResponse<String> answer = get(path);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        } catch (JsonException other) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " and no JSON object: " + answer.body(), other);
        }
    }

    /** Waits until {@code /api/status} is as wanted. */
    public JsonObject awaitStatus(String what, Predicate<JsonObject> wanted) {
        return Eventually.see(what, this::status, wanted);
    }

    /** Waits until the feed is in this state. */
    public JsonObject awaitFeed(String state) {
        return awaitStatus("the feed is " + state, status -> status.getString("feed").equals(state));
    }
}
