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
 * Finds settings that were meant for this application but are never read: those with its prefix, and those that differ from one of
 * its settings by a typing error. A guess is made only where few letters differ, or where words are left out of one key only.
 * Immutable; any thread.
 */
final class UnknownSettings {
    private static final List<String> PREFIXES = List.of("STOCKCHART", "FINNHUB");
    /** Between the words of a name. */
    private static final String SEPARATORS = "[^A-Z0-9]+";
    /** Names that other programs have for the same. */
    private static final String OTHER_NAME_OF_TOKEN = "(?<=[A-Z])(API)?_?(KEY|TOKEN)$";
    /** Per this many letters behind the prefix one may be wrong, and one in any case. */
    private static final int LETTERS_PER_SLIP = 4;

    private final Set<String> keys;
    private final Predicate<String> isSet;

    /**
     * @param keys all settings there are
     * @param isSet returns whether one of them has a value: then another spelling of it does no harm, because servers list several
     */
    UnknownSettings(Set<String> keys, Predicate<String> isSet) {
        this.keys = keys;
        this.isSet = isSet;
    }

    /**
     * A sentence for each name that seems to be meant for this application and is none of its settings, with the key that was most
     * likely meant.
     */
    List<String> sentences(Iterable<String> names) {
        Map<String, String> byLetters = new LinkedHashMap<>();
        StreamSupport.stream(names.spliterator(), false).sorted().filter(name -> !keys.contains(name))
                .forEach(name -> byLetters.putIfAbsent(letters(name), name));
        List<String> sentences = new ArrayList<>();
        byLetters.forEach((letters, name) -> sentence(letters, name).ifPresent(sentences::add));
        return sentences;
    }

    private Optional<String> sentence(String letters, String name) {
        Optional<String> meant = meant(letters, name);
        boolean isOurs = hasOurPrefix(name);
        if (meant.isEmpty() && !isOurs || meant.filter(key -> letters(key).equals(letters) && isSet.test(key)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(name + " is no setting of stock-chart and is not read"
                + meant.map(key -> "; did you mean " + key + "?").orElse(""));
    }

    /** Whether a name begins with one of our prefixes, with one letter wrong at most. */
    private static boolean hasOurPrefix(String name) {
        String[] words = words(name);
        return words.length > 1 && isOurPrefix(words[0]) || words.length > 2 && isOurPrefix(words[0] + words[1]);
    }

    private static boolean isOurPrefix(String word) {
        return PREFIXES.stream().anyMatch(prefix -> slips(word, prefix) <= 1);
    }

    /** The key with the smallest edit distance, if that is small enough; or the only one that has all words of the name. */
    private Optional<String> meant(String letters, String name) {
        return near(letters).or(() -> {
            List<String> words = List.of(words(name));
            List<String> containing = words.size() < 2 || !PREFIXES.contains(words.get(0)) ? List.of()
                    : keys.stream().filter(key -> List.of(words(key)).containsAll(words)).toList();
            return containing.stream().findFirst().filter(only -> containing.size() == 1);
        });
    }

    private static String[] words(String name) {
        return name.toUpperCase(Locale.ROOT).split(SEPARATORS);
    }

    private Optional<String> near(String letters) {
        String usual = letters.replaceFirst(OTHER_NAME_OF_TOKEN, "TOKEN");
        return keys.stream().filter(key -> slips(usual, letters(key)) <= allowed(key))
                .min(Comparator.comparingInt(key -> slips(usual, letters(key))));
    }

    private static int allowed(String key) {
        return Math.max(1, letters(key.substring(key.indexOf('_'))).length() / LETTERS_PER_SLIP);
    }

    /** Upper case and separators make no difference: environments have capitals and underscores, files have dots. */
    private static String letters(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** The edit distance: letters to insert, delete, change or swap with the next one. */
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
