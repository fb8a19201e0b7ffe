package stockchart.text;

/** Whole numbers in text that other processes have written. Stateless; any thread. */
public final class Digits {
    /** So many digits always fit into a {@code long}. */
    private static final int MOST = 18;

    private Digits() {}

    /** Whether a text is 1 to {@value #MOST} ASCII digits and nothing else. */
    public static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MOST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < '0' || letter > '9') {
                return false;
            }
        }
        return true;
    }
}
