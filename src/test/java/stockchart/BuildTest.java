package stockchart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of the build declare: what the product is made with, and what the build needs. */
class BuildTest {
    private static final Path PAGE = Path.of("webapp-static");
    private static final String NODE = "node";

    @Test
    void theApisTheProductIsMadeWithAreDependenciesByName() throws IOException {
        String pom = Files.readString(Path.of("pom.xml")).replaceAll("\\s+", "");
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
        for (String api : new String[] {"jakarta.websocket", "jakarta.json"}) {
            assertTrue(dependencies.matches(".*<dependency><groupId>" + api + "</groupId><artifactId>" + api
                    + "-api</artifactId>(<version>[^<]+</version>)?<scope>provided</scope></dependency>.*"), api);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18.20.8", "20.18.3", "20.19.0", "20.20.2", "21.7.3", "22.0.0", "22.12.0", "22.13.0", "22.22.0", "23.0.0",
        "23.11.1", "24.0.0", "25.1.0"})
    void nodeVersionsAreThoseThatAllToolsOfThePageWorkWith(String version) throws IOException, InterruptedException {
        boolean isForAll = packages().filter(one -> one.get("engines") instanceof JsonObject)
                .map(one -> one.getJsonObject("engines").get(NODE)).filter(JsonString.class::isInstance)
                .allMatch(range -> isIn(version, ((JsonString) range).getString()));
        Process check = new ProcessBuilder(NODE, ".ci/node-version.cjs", version).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes());
        assertEquals(isForAll ? 0 : 1, check.waitFor(), version + ": " + said);
    }

    @Test
    void nodeVersionsAreTheSameInPackageAndReadmeAndScripts() throws IOException {
        String engines = json(PAGE.resolve("package.json")).getJsonObject("engines").getString(NODE);
        assertEquals("^20.19.0 || ^22.13.0 || >=24.0.0", engines);
        assertEquals(engines, json(PAGE.resolve("package-lock.json")).getJsonObject("packages").getJsonObject("")
                .getJsonObject("engines").getString(NODE));
        for (String file : List.of("README.md", "mvnw", "mvnw.cmd")) {
            assertTrue(Files.readString(Path.of(file)).contains("20 from 20.19, 22 from 22.13, or 24 and later"), file);
        }
        for (String script : List.of(".ci/run", "mvnw", "mvnw.cmd")) {
            assertTrue(Files.readString(Path.of(script)).replace('\\', '/').contains(".ci/node-version.cjs"), script);
        }
    }

    @Test
    void theBenchmarkHasTheVersionsOfTheBuild() throws IOException {
        Map<String, String> build = versions(Path.of("pom.xml"));
        Map<String, String> benchmark = versions(Path.of("benchmark", "pom.xml"));
        assertTrue(benchmark.size() > 5, benchmark::toString);
        benchmark.forEach((artifact, version) -> assertEquals(build.get(artifact.replace("-benchmark", "")), version, artifact));
    }

    /** What has a version in digits. */
    private static Map<String, String> versions(Path pom) throws IOException {
        return Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>(\\d[^<]*)</version>").matcher(Files.readString(pom)).results()
                .collect(Collectors.toMap(result -> result.group(1), result -> result.group(2), (first, other) -> first));
    }

    @Test
    void windowsRunsTheSameMaven() throws IOException {
        String unix = Files.readString(Path.of("mvnw"));
        String windows = Files.readString(Path.of("mvnw.cmd"));
        for (String pinned : List.of("version=([0-9.]+)", "sha512=([0-9a-f]{128})")) {
            assertEquals(only(pinned, unix), only(pinned, windows));
        }
        assertEquals(windows.lines().count(), windows.split("\r\n").length, "lines that end as cmd.exe needs it");
    }

    private static String only(String pattern, String text) {
        List<String> found = Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
        assertEquals(1, found.size(), () -> pattern + ": " + found);
        return found.get(0);
    }

    @Test
    void whatTheTestsCannotGetIsSaidAtOnce(@TempDir Path bin) throws IOException, InterruptedException {
        Files.createSymbolicLink(bin.resolve("dirname"), Path.of("/usr/bin/dirname"));
        for (String program : List.of(NODE, "npm", "javac")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\n");
            assertTrue(bin.resolve(program).toFile().setExecutable(true));
        }
        String script = Files.readString(Path.of("mvnw")).replace(":/usr/sbin:/usr/local/sbin", "").replace("/bin/mvn\" \"$@\"",
                "/no-maven\"");
        Path wrapper = Files.writeString(bin.resolve("mvnw"), script.replace("if [ ! -x \"$home/bin/mvn\" ]", "if false"));
        assertTrue(saidBy(bin, wrapper, "verify").contains("need nginx: please install it"));
        assertTrue(!saidBy(bin, wrapper, "package").contains("nginx"));
        assertTrue(!saidBy(bin, wrapper, "-DskipTests", "verify").contains("nginx"));
    }

    private static String saidBy(Path bin, Path wrapper, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", wrapper.toString()), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        shell.environment().put("PATH", bin.toString());
        shell.environment().remove("JAVA_HOME");
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), said);
        return said;
    }

    private static Stream<JsonObject> packages() throws IOException {
        return json(PAGE.resolve("package-lock.json")).getJsonObject("packages").entrySet().stream()
                .filter(one -> !one.getKey().isEmpty()).map(one -> one.getValue().asJsonObject());
    }

    private static JsonObject json(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
            return reader.readObject();
        }
    }

    /** The ranges that packages use: {@code ^20.19.0}, {@code >=24}, {@code 20}, {@code 6.*}, {@code *}, joined by {@code ||}. */
    private static boolean isIn(String version, String ranges) {
        return Stream.of(ranges.split("\\|\\|")).map(String::strip).anyMatch(range -> {
            int[] first = numbers(range.replaceFirst("^\\D+", ""));
            boolean isSince = compare(numbers(version), first) >= 0;
            return range.equals("*") || isSince && (range.startsWith(">=") || numbers(version)[0] == first[0]);
        });
    }

    private static int[] numbers(String version) {
        int[] numbers = new int[3];
        String[] parts = version.split("\\.");
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            numbers[i] = parts[i].matches("\\d+") ? Integer.parseInt(parts[i]) : 0;
        }
        return numbers;
    }

    private static int compare(int[] one, int[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return Integer.compare(one[i], other[i]);
            }
        }
        return 0;
    }
}
