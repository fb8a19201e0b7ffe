package stockchart.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stockchart.testing.Exposition;

/**
 * That the operating guide's table, its alerts and the dashboard name what there is: all of it in the table and on the dashboard.
 */
class MetricsTest {
    private static final Path OPERATE = Path.of("docs/operate.md");
    private static final Path DASHBOARD = Path.of("docs/grafana-dashboard.json");
    /** Rows of that table and nothing else begin so. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`stockchart_[^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("stockchart_[a-z_]+");
    private static final Pattern ALERT = Pattern.compile("(?m)^ +expr: (.+)$");
    /** Prometheus puts these on everything it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private final Exposition exposed = new AllMeters().read();

    @Test
    void tableNamesExactlyTheMetricsThereAre() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String row : matches(ROW)) {
            Matcher name = NAME.matcher(row);
            while (name.find()) {
                assertTrue(documented.add(name.group()), () -> "Documented twice: " + row);
            }
        }
        assertEquals(exposed.families("stockchart_"), documented);
    }

    @Test
    void readmesAlertsAskForWhatThereIs() throws IOException {
        List<String> alerts = matches(ALERT);
        assertEquals(11, alerts.size());
        alerts.forEach(this::check);
    }

    @Test
    void dashboardQueriesExistingMetrics() throws IOException {
        List<String> expressions = expressions(dashboard().getJsonArray("panels"));
        assertTrue(expressions.size() > 20, expressions::toString);
        expressions.forEach(this::check);
    }

    @Test
    void everyMetricIsOnTheDashboard() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String expression : expressions(dashboard().getJsonArray("panels"))) {
            PromQl.of(expression).metrics().forEach(name -> shown.add(family(name)));
        }
        shown.removeIf(name -> !name.startsWith("stockchart_"));
        assertEquals(exposed.families("stockchart_"), shown);
    }

    @Test
    void everyPanelHasATitleAUnitAndTheChosenDataSource() throws IOException {
        for (JsonValue value : dashboard().getJsonArray("panels")) {
            JsonObject panel = value.asJsonObject();
            assertTrue(!panel.getString("title").isBlank(), panel::toString);
            if (!panel.getString("type").equals("row")) {
                assertTrue(panel.getJsonObject("fieldConfig").getJsonObject("defaults").containsKey("unit"), panel::toString);
                assertEquals("${datasource}", panel.getJsonObject("datasource").getString("uid"));
            }
        }
    }

    private void check(String expression) {
        PromQl asked = PromQl.of(expression);
        for (String metric : asked.metrics()) {
            assertTrue(exposed.names().contains(metric), () -> "There is no " + metric + ", requested by " + expression);
        }
        Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
        asked.metrics().forEach(metric -> labels.addAll(exposed.labels(metric).keySet()));
        assertTrue(labels.containsAll(asked.labels()), () -> "Only " + labels + " are labels of what is asked for by " + expression);
    }

    /** The metric a sample belongs to. */
    private String family(String sample) {
        return exposed.types().containsKey(sample) ? sample : sample.replaceFirst("_(bucket|sum|count)$", "");
    }

    private static List<String> expressions(List<JsonValue> panels) {
        List<String> expressions = new ArrayList<>();
        for (JsonValue panel : panels) {
            if (panel.asJsonObject().containsKey("targets")) {
                panel.asJsonObject().getJsonArray("targets").forEach(target -> expressions.add(target.asJsonObject().getString("expr")));
            }
        }
        return expressions;
    }

    private static JsonObject dashboard() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(DASHBOARD))) {
            return reader.readObject();
        }
    }

    private static List<String> matches(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(OPERATE)).results().map(match -> match.group(1)).toList();
    }
}
