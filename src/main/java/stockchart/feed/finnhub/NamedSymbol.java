package stockchart.feed.finnhub;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import stockchart.market.Symbol;

/**
 * Finds the symbols that an error names. How Finnhub words its errors is not documented, so requested symbols that stand by
 * themselves are searched for. Symbols such as {@code A} or {@code API} are also words: a symbol of up to three letters counts only
 * where a sentence names a symbol, that is behind "symbol" or a colon, in quotes, at the end, before "is" or "not", or in a list of
 * symbols.
 *
 * <p>Stateless; any thread.
 */
public final class NamedSymbol {
    private static final int LONGEST_TEXT = 1_000;
    /** A symbol that could be a word of the sentence. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,3}");
    private static final Pattern LEADS_TO_SYMBOL = Pattern.compile("(?is).*(?:\\b(?:symbols?|tickers?)|[:=\"'(\\[`])\\s*");
    private static final Pattern FOLLOWS_SYMBOL =
            Pattern.compile("(?is)\\s*[.!?)\\]]*\\s*|\\s*:.*|\\s+(?:is|are|not|was|were|has|have|cannot)\\b.*");
    /** What stands between two symbols of a list. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)\\s*[,;]\\s*(?:(?:and|or)\\s+)?|\\s+(?:and|or|&)\\s+");
    /** Characters of symbols besides letters and digits. */
    private static final String SYMBOL_MARKS = ".:-_^/&$+";

    private NamedSymbol() {}

    /** The symbols that the text names, in its order; of two that overlap, the longer one. */
    public static List<Symbol> in(String text, Collection<Symbol> symbols) {
        String looked = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        NavigableMap<Integer, Symbol> standing = standing(looked, symbols);
        Set<Symbol> named = new LinkedHashSet<>();
        int end = 0;
        for (Map.Entry<Integer, Symbol> found : standing.entrySet()) {
            int at = found.getKey();
            String symbol = found.getValue().value();
            int behind = at + symbol.length();
            Integer next = standing.higherKey(at);
            boolean listed = (at == 0 || end > 0 && isSeparator(looked.substring(end, at)))
                    && next != null && isSeparator(looked.substring(behind, next));
            if (listed || !WORD.matcher(symbol).matches() || isInPlace(looked.substring(0, at), looked.substring(behind))) {
                named.add(found.getValue());
                end = behind;
            }
        }
        return List.copyOf(named);
    }

    /** Where each symbol stands by itself in the text. */
    private static NavigableMap<Integer, Symbol> standing(String text, Collection<Symbol> symbols) {
        NavigableMap<Integer, Symbol> standing = new TreeMap<>();
        BitSet taken = new BitSet();
        List<Symbol> longestFirst = symbols.stream()
                .sorted(Comparator.comparingInt((Symbol symbol) -> symbol.value().length()).reversed()).toList();
        for (Symbol symbol : longestFirst) {
            int length = symbol.value().length();
            for (int at = text.indexOf(symbol.value()); at >= 0; at = text.indexOf(symbol.value(), at + 1)) {
                if (!taken.get(at) && endsBefore(text.substring(0, at)) && beginsAfter(text.substring(at + length))) {
                    standing.put(at, symbol);
                    taken.set(at, at + length);
                }
            }
        }
        return standing;
    }

    private static boolean isSeparator(String text) {
        return SEPARATOR.matcher(text).matches();
    }

    private static boolean isInPlace(String before, String after) {
        return LEADS_TO_SYMBOL.matcher(before).matches() || FOLLOWS_SYMBOL.matcher(after).matches();
    }

    /** A mark directly before it makes it part of a longer symbol, but for the colon of {@code symbol:X}. */
    private static boolean endsBefore(String before) {
        if (before.isEmpty()) {
            return true;
        }
        char last = before.charAt(before.length() - 1);
        String lower = before.toLowerCase(Locale.ROOT);
        return !isPart(last) || lower.endsWith("symbol:") || lower.endsWith("ticker:");
    }

    /** A mark makes it part of a longer symbol only if that goes on behind it: sentences have marks of their own. */
    private static boolean beginsAfter(String after) {
        if (after.isEmpty() || !isPart(after.charAt(0))) {
            return true;
        }
        return !Character.isLetterOrDigit(after.charAt(0)) && (after.length() == 1 || !isPart(after.charAt(1)));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || SYMBOL_MARKS.indexOf(c) >= 0;
    }
}
