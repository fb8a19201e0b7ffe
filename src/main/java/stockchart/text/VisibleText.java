package stockchart.text;

import java.util.regex.Pattern;

/**
 * Makes a text from outside fit to be shown, so that it can neither end a line of the log and start another nor change the
 * direction of the text behind it. Stateless; any thread.
 */
public final class VisibleText {
    private static final String IN_PLACE = "?";
    /**
     * Control characters, characters that change the direction or are invisible, line and paragraph separators, lone halves of
     * surrogate pairs, and unassigned characters.
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private VisibleText() {}

    /** The text with a question mark in place of each invisible character. */
    public static String of(String text) {
        return UNSEEN.matcher(text).replaceAll(IN_PLACE);
    }

    /** The beginning of a text, with an ellipsis if it is cut. The cut never goes through a surrogate pair. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return of(text);
        }
        return of(text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length)) + "…";
    }
}
