package stockchart.market;

import java.util.regex.Pattern;

/**
 * Finnhub's name of something that is traded, for example {@code AAPL}, {@code OANDA:EUR_USD} or {@code IC MARKETS:1}.
 *
 * <p>Opaque: no part of it may be read as a currency or an exchange, and case matters. Immutable.
 *
 * @param value 1 to {@value #MAX_LENGTH} letters, digits, spaces or {@code : . - _ ^}, without a space at either end; the
 *     alphabet is that of the symbols Finnhub lists
 */
public record Symbol(String value) implements Comparable<Symbol> {
    /** The longest symbol seen in Finnhub's lists is under 40 characters. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9:.\\-_^](?:[A-Za-z0-9 :.\\-_^]*[A-Za-z0-9:.\\-_^])?");

    /** @throws IllegalArgumentException naming the value, if it is not a well-formed symbol */
    public Symbol {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not a well-formed symbol: " + quoted(value));
        }
    }

    /** Says whether a text could be a symbol; nobody but Finnhub knows whether it is one. */
    public static boolean isWellFormed(String text) {
        return text != null && text.length() <= MAX_LENGTH && WELL_FORMED.matcher(text).matches();
    }

    /** Quotes a foreign text for a message to a person: shortened, control characters replaced. */
    public static String quoted(String text) {
        if (text == null) {
            return "nothing";
        }
        String visible = text.length() <= MAX_LENGTH ? text : beginning(text) + "…";
        return '"' + visible.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    /** The cut never goes through a surrogate pair. */
    private static String beginning(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
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
