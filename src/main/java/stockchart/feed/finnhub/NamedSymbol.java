package stockchart.feed.finnhub;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.market.Symbol;

/**
 * Finds the symbol that an error names. How Finnhub words its errors is not documented, so a requested symbol standing by itself is
 * searched for. Symbols such as {@code A} or {@code API} are also words: a symbol of up to three letters counts only where a
 * sentence names a symbol, that is behind "symbol" or a colon, in quotes, at the end, or before "is" or "not".
 *
 * <p>Stateless; any thread.
 */
public final class NamedSymbol {
    private static final int LONGEST_TEXT = 1_000;
    /** A symbol that could be a word of the sentence. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,3}");
    private static final Pattern LEADS_TO_SYMBOL = Pattern.compile("(?is).*(?:\\b(?:symbols?|tickers?)|[:=\"'(\\[`])\\s*");
    private static final Pattern FOLLOWS_SYMBOL =
            Pattern.compile("(?is)\\s*[.!?)\\]]*\\s*|\\s*:.*|\\s+(?:is|not|was|has|cannot)\\b.*");
    /** Characters of symbols besides letters and digits. */
    private static final String SYMBOL_MARKS = ".:-_^/&$+";

    private NamedSymbol() {}

    /** The longest of the symbols that the text names. */
    public static Optional<Symbol> in(String text, Collection<Symbol> symbols) {
        String looked = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        return symbols.stream().filter(symbol -> isNamed(symbol.value(), looked))
                .max(Comparator.comparingInt(symbol -> symbol.value().length()));
    }

    private static boolean isNamed(String symbol, String text) {
        for (int at = text.indexOf(symbol); at >= 0; at = text.indexOf(symbol, at + 1)) {
            String before = text.substring(0, at);
            String after = text.substring(at + symbol.length());
            if (endsBefore(before) && beginsAfter(after) && (!WORD.matcher(symbol).matches() || isInPlace(before, after))) {
                return true;
            }
        }
        return false;
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
