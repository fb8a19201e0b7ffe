package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Two of Finnhub's JavaScript clients, run by Node.js. Test thread only. */
public final class FinnhubClients {
    private static final File FOLDER = new File("src/test/node");
    private static final long MINUTES = 4;

    private FinnhubClients() {}

    /**
     * Runs the requests of both.
     *
     * @param base the address in place of {@code https://finnhub.io/api/v1}
     * @return for each client what each request has returned, as {@code data} or as {@code error}
     */
    public static JsonObject run(String base, String token) {
        // The build has fetched them, except where it tests without a browser.
        node("../../../.ci/npm-ci.cjs");
        String output = node("finnhub-clients.js", base, token, String.valueOf(System.currentTimeMillis() / 1_000));
        try (JsonReader reader = Json.createReader(new StringReader(output))) {
            return reader.readObject();
        }
    }

    private static String node(String script, String... arguments) {
        try {
            Path errors = Files.createTempFile("finnhub-clients", ".log");
            String[] command = new String[arguments.length + 2];
            command[0] = "node";
            command[1] = script;
            System.arraycopy(arguments, 0, command, 2, arguments.length);
            Process process = new ProcessBuilder(command).directory(FOLDER).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(script + " has failed: " + output + Files.readString(errors));
            }
            return output;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the clients ran", interrupted);
        }
    }
}
