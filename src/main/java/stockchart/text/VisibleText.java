package stockchart.text;

import java.util.regex.Pattern;

/**
 * Makes a foreign text fit to be shown, so that it can neither end a line of the log and begin another nor turn round what stands
 * after it. Stateless; any thread.
 */
public final class VisibleText {
    private static final String IN_PLACE = "?";
    /**
     * Control characters, those that change the direction or are not seen at all, line and paragraph separators, lone halves of
     * surrogate pairs, and what no font has.
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private VisibleText() {}

    /** The text with a question mark in place of each character that would not be seen. */
    public static String of(String text) {
        return UNSEEN.matcher(text).replaceAll(IN_PLACE);
    }

    /** Its beginning, and an ellipsis if that is not all. The cut never goes through a surrogate pair. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return of(text);
        }
        return of(text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length)) + "…";
    }
}
