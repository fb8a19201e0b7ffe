package stockchart.startup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Finds settings that were meant for this application and are read by nobody: those that begin like ours, and those that are a
 * slip away from one of ours. A guess is made only where little would have to change. Immutable; any thread.
 */
final class UnknownSettings {
    private static final String OURS = "(STOCKCHART|FINNHUB).*";
    /** The same thing by the names that other programs have for it. */
    private static final String OTHER_NAME_OF_TOKEN = "(?<=[A-Z])(API)?_?(KEY|TOKEN)$";
    /** Of so many letters behind the prefix one may be wrong, and one in any case. */
    private static final int LETTERS_PER_SLIP = 4;

    private final Set<String> keys;
    private final Predicate<String> isSet;

    /**
     * @param keys all that there are
     * @param isSet says whether one of them has a value: then another way to write it is no trouble, servers list several
     */
    UnknownSettings(Set<String> keys, Predicate<String> isSet) {
        this.keys = keys;
        this.isSet = isSet;
    }

    /** A sentence for each name that seems to be meant for us and is none of ours, with the key it was most likely meant to be. */
    List<String> sentences(Iterable<String> names) {
        Map<String, String> byLetters = new LinkedHashMap<>();
        StreamSupport.stream(names.spliterator(), false).sorted().filter(name -> !keys.contains(name))
                .forEach(name -> byLetters.putIfAbsent(letters(name), name));
        List<String> sentences = new ArrayList<>();
        byLetters.forEach((letters, name) -> sentence(letters, name).ifPresent(sentences::add));
        return sentences;
    }

    private Optional<String> sentence(String letters, String name) {
        Optional<String> meant = meant(letters);
        boolean isOurs = letters.matches(OURS) && name.matches("(?i)(stock.?chart|finnhub)[._-].*");
        if (meant.isEmpty() && !isOurs || meant.filter(key -> letters(key).equals(letters) && isSet.test(key)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(name + " is no setting of stock-chart and is not read"
                + meant.map(key -> "; did you mean " + key + "?").orElse(""));
    }

    /** The key that takes the fewest slips to write so, if they are few enough. */
    private Optional<String> meant(String letters) {
        String usual = letters.replaceFirst(OTHER_NAME_OF_TOKEN, "TOKEN");
        return keys.stream().filter(key -> slips(usual, letters(key)) <= allowed(key))
                .min(Comparator.comparingInt(key -> slips(usual, letters(key))));
    }

    private static int allowed(String key) {
        return Math.max(1, letters(key.substring(key.indexOf('_'))).length() / LETTERS_PER_SLIP);
    }

    /** How a name is written does not count: environments have capitals and underscores, files have dots. */
    private static String letters(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** How many letters must be put in, taken out, changed or swapped with the next to make one of the other. */
    static int slips(String from, String to) {
        int[][] slips = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                slips[row][column] = row == 0 || column == 0 ? row + column : fewest(slips, from, to, row, column);
            }
        }
        return slips[from.length()][to.length()];
    }

    private static int fewest(int[][] slips, String from, String to, int row, int column) {
        boolean isSame = from.charAt(row - 1) == to.charAt(column - 1);
        int fewest = Math.min(slips[row - 1][column - 1] + (isSame ? 0 : 1),
                1 + Math.min(slips[row - 1][column], slips[row][column - 1]));
        boolean isSwapped = row > 1 && column > 1 && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return isSwapped ? Math.min(fewest, slips[row - 2][column - 2] + 1) : fewest;
    }
}
