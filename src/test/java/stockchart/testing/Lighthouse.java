package stockchart.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Audits a page with Lighthouse, as on a phone with a slow network; the build has fetched it. Test thread only. */
public final class Lighthouse {
    private static final Path SCRIPT = Path.of("src", "test", "node", "lighthouse.js");
    private static final long MINUTES = 3;

    private Lighthouse() {}

    /**
     * What a category scored.
     *
     * @param score of 100
     * @param lost what cost points, in Lighthouse's words
     */
    public record Score(int score, List<String> lost) {}

    /**
     * Audits the page in a browser of its own.
     *
     * @param categories such as {@code accessibility}
     * @return the score of each
     */
    public static Map<String, Score> audit(String address, String... categories) {
        List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString(), address, Chromium.program().toString()));
        command.addAll(List.of(categories));
        try (JsonReader reader = Json.createReader(new StringReader(output(command)))) {
            return reader.readObject().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> score(entry.getValue().asJsonObject())));
        }
    }

    private static Score score(JsonObject category) {
        return new Score(category.getInt("score"), category.getJsonArray("lost").getValuesAs(item -> item.toString()));
    }

    private static String output(List<String> command) {
        try {
            Path errors = Files.createTempFile("lighthouse", ".log");
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("Lighthouse has failed: " + Files.readString(errors));
            }
            return output;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted during the audit", interrupted);
        }
    }
}
