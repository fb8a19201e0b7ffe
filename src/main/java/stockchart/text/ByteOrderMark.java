package stockchart.text;

/** The mark that some programs put before a text in UTF-8 (U+FEFF). Readers of JSON may ignore it (RFC 8259, 8.1); ours do. */
public final class ByteOrderMark {
    private static final char MARK = '\ufeff';

    private ByteOrderMark() {}

    /** The text without the mark, if it begins with one. */
    public static String removed(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
