package stockchart.start;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Finds settings that look like ours and are read by nobody. Immutable; any thread. */
final class Misspelt {
    private final Set<String> keys;

    /** @param keys all that there are, at least one */
    Misspelt(Set<String> keys) {
        this.keys = keys;
    }

    /** A sentence for each name that begins like ours but is none, with the key that was most likely meant. */
    List<String> sentences(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false).distinct().sorted()
                .filter(name -> name.matches("(?i)(stockchart|finnhub)_.*") && !keys.contains(name))
                .map(name -> name + " is no setting of stock-chart and is not read; did you mean " + nearest(name) + "?")
                .toList();
    }

    private String nearest(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return keys.stream().min(Comparator.comparingInt(key -> distance(upper, key))).orElseThrow();
    }

    /** How many letters must be put in, taken out or changed to make one of the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] line = new int[above.length];
            line[0] = row;
            for (int column = 1; column < line.length; column++) {
                int change = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(change, 1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[to.length()];
    }
}
