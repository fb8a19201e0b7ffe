package stockchart.market;

import java.util.regex.Pattern;
import stockchart.text.VisibleText;

/**
 * Finnhub's name of something that is traded, for example {@code AAPL}, {@code OANDA:EUR_USD} or {@code IC MARKETS:1}.
 *
 * <p>Opaque: no part of it may be read as a currency or an exchange, and case matters. Immutable.
 *
 * @param value 1 to {@value #MAX_LENGTH} printable characters (Unicode code points) of any script, without quotes and
 *     backslash, so that it needs no escape in JSON, and without a space at either end
 */
public record Symbol(String value) implements Comparable<Symbol> {
    /** In code points, as JSON Schema counts. The longest symbol seen in Finnhub's lists is under 40 characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * The whole rule. The page (symbols/symbol-name.js) and the API documents hold the same text; tests compare them. Category C is
     * controls, directional and other format characters, halves of surrogate pairs, private use and unassigned; Z is all white
     * space, of which only the plain space is allowed.
     */
    public static final String PATTERN = "^(?! )(?!.* $)(?:[^\\p{C}\\p{Z}\"'\\\\]| ){1," + MAX_LENGTH + "}$";

    private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException naming the value, if it is not a well-formed symbol */
    public Symbol {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not a well-formed symbol: " + quoted(value));
        }
    }

    /** Returns whether a text could be a symbol; only Finnhub knows whether it is one. */
    public static boolean isWellFormed(String text) {
        return text != null && (isUsual(text) || WELL_FORMED.matcher(text).matches());
    }

    /** The usual ones without the rule, which takes a microsecond: ASCII letters and digits, and what separates them. */
    private static boolean isUsual(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean isUsual = letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'z'
                    || ":._/-".indexOf(letter) >= 0;
            if (!isUsual) {
                return false;
            }
        }
        return true;
    }

    /** Quotes a text from outside for a message to a person: shortened, and with invisible characters replaced. */
    public static String quoted(String text) {
        if (text == null) {
            return "nothing";
        }
        return '"' + VisibleText.beginning(text, MAX_LENGTH) + '"';
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
