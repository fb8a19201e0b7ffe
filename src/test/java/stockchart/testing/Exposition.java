package stockchart.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics as read from Prometheus' text format 0.0.4. Immutable.
 *
 * @param types of the families by their names
 * @param samples by name and labels, as they stand in the text
 */
public record Exposition(Map<String, String> types, Map<String, Double> samples) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{(?:\\w+=\"[^\"]*\",?)+})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** @throws AssertionError naming a line that is none of the format, or comes twice */
    public static Exposition of(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            boolean isNew = type.matches() ? types.put(type.group(1), type.group(2)) == null
                    : sample.matches() ? samples.put(line.substring(0, line.lastIndexOf(' ')), number(sample.group(3))) == null
                    : line.startsWith("# HELP ");
            if (!isNew) {
                throw new AssertionError("Not a line of metrics, or not its first: " + line);
            }
        }
        return new Exposition(types, samples);
    }

    /** The value of exactly this sample. */
    public double value(String sample) {
        if (!samples.containsKey(sample)) {
            throw new AssertionError("No " + sample + " among " + samples.keySet());
        }
        return samples.get(sample);
    }

    /** The names of all samples, those of histograms with their endings. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.keySet().forEach(sample -> names.add(sample.replaceFirst("\\{.*", "")));
        return names;
    }

    /** The families whose names begin like this. */
    public Set<String> families(String prefix) {
        Set<String> families = new TreeSet<>(types.keySet());
        families.removeIf(name -> !name.startsWith(prefix));
        return families;
    }

    /** The values of each label of the families whose names begin like this. */
    public Map<String, Set<String>> labels(String prefix) {
        Map<String, Set<String>> labels = new TreeMap<>();
        samples.keySet().stream().filter(sample -> sample.startsWith(prefix)).forEach(sample -> {
            Matcher label = LABEL.matcher(sample);
            while (label.find()) {
                labels.computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(2));
            }
        });
        return labels;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("+Inf", "Infinity"));
    }
}
