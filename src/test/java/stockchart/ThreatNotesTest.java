package stockchart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of threats in docs/security.md: each of them names tests, and those there are. */
class ThreatNotesTest {
    private static final Pattern SECTION = Pattern.compile("(?s)\\n## Threats\\n(.*)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void everyThreatNamesTestsThatThereAre() throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> rows = rows();
        for (MatchResult row : rows) {
            List<MatchResult> tests = TEST.matcher(row.group(3)).results().toList();
            assertTrue(!tests.isEmpty(), row.group(1));
            for (MatchResult test : tests) {
                String source = sources.getOrDefault(test.group(1), "");
                assertTrue(source.matches("(?s).*@Test\\s+void " + test.group(2) + "\\(.*"), test.group() + " of: " + row.group(1));
            }
        }
    }

    @Test
    void theThreatsOfEverySuchServerAreAmongThem() throws IOException {
        String threats = String.join("\n", rows().stream().map(row -> row.group(1)).toList());
        for (String threat : List.of("Cross-site WebSocket hijacking", "Leakage of an access token", "Slow readers", "Compression bombs",
                "One client uses up the symbol slots")) {
            assertTrue(threats.contains(threat), threat + " is not among:\n" + threats);
        }
    }

    /** Without the table's head. */
    private static List<MatchResult> rows() throws IOException {
        String section = SECTION.matcher(Files.readString(Path.of("docs/security.md"))).results().findFirst().orElseThrow().group(1);
        List<MatchResult> rows = ROW.matcher(section).results().filter(row -> !row.group(3).equals("Tests")).toList();
        assertEquals(section.lines().filter(line -> line.startsWith("| ")).count() - 1, rows.size(), "rows that can be read");
        return rows;
    }

    /** The tests' sources by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(any -> any.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
