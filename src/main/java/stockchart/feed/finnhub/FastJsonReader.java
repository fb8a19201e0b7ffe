package stockchart.feed.finnhub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a plain JSON text once from start to end: ASCII without escapes, numbers of ordinary length. Throws
 * {@link NotPlainException} at anything else, malformed or only unusual, so whatever it has accepted is JSON.
 *
 * <p><b>Confined</b> to one thread and one text.
 */
final class FastJsonReader {
    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /** Up to here a double holds every integer exactly. */
    private static final long MAX_EXACT = 1L << 53;
    /** This many characters cannot overflow a long. */
    private static final int SHORT_NUMBER = 18;
    /** Libraries refuse very long numbers and exponents, each at its own limit; these stay far below. */
    private static final int LONGEST_NUMBER = 40;
    private static final int EXPONENT_DIGITS = 3;

    /** The text's bytes, because an array is read faster, followed by a 0, which no plain text has, so that reading stops. */
    private final byte[] bytes;
    /** The next byte. */
    private int at;
    /** The first byte of the last part read, and the one after its last. */
    private int from;
    private int to;
    /** Of the last string or bracketed part read: computed while reading, for {@link InternCache}. */
    private int hash;

    FastJsonReader(String text) {
        byte[] exact = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes = Arrays.copyOf(exact, exact.length + 1);
    }

    /** Reads a bracket, a colon or a comma. */
    void expect(char wanted) {
        NotPlainException.unless(accept(wanted));
    }

    /** Reads a bracket, a colon or a comma if it comes next. */
    boolean accept(char wanted) {
        boolean found = bytes[at] == wanted || skipSpace() == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    /** After a member or an element: returns whether there is another one; if not, the bracket is read. */
    boolean hasMore(char bracket) {
        if (accept(',')) {
            return true;
        }
        expect(bracket);
        return false;
    }

    /** Reads {@code null} if it comes next. */
    boolean acceptNull() {
        return skipSpace() == 'n' && accept("null");
    }

    /** Reads a string. One with a question mark is not plain, because characters of other alphabets were replaced by it. */
    void string() {
        expect('"');
        int i = at;
        int sum = 0;
        for (byte c = bytes[i]; c != '"'; c = bytes[++i]) {
            NotPlainException.unless(c >= ' ' && c != '\\' && c != '?');
            sum = 31 * sum + c;
        }
        part(at, i);
        hash = sum;
        at = i + 1;
    }

    /** Reads from one bracket up to the first bracket of the other kind, inclusive. */
    void bracketed(char first, char last, int longest) {
        NotPlainException.unless(skipSpace() == first);
        int end = Math.min(at + longest, bytes.length) - 1;
        int i = at;
        int sum = 0;
        while (i < end && bytes[i] != last) {
            sum = 31 * sum + bytes[i++];
        }
        NotPlainException.unless(bytes[i] == last);
        part(at, i + 1);
        hash = sum;
        at = i + 1;
    }

    /** Reads the name of a member and the colon. */
    void name() {
        string();
        expect(':');
    }

    /** Reads the name of a member and the colon; 0 if it is more than one letter. */
    char letter() {
        if (bytes[at] == '"' && bytes[at + 1] >= 'a' && bytes[at + 2] == '"' && bytes[at + 3] == ':') {
            at += 4;
            return (char) bytes[at - 3];
        }
        name();
        return to - from == 1 ? (char) bytes[from] : 0;
    }

    /** Returns whether the last part read was this. */
    boolean lastIs(String word) {
        boolean same = to - from == word.length();
        for (int i = 0; same && i < word.length(); i++) {
            same = bytes[from + i] == word.charAt(i);
        }
        return same;
    }

    /** The interned value of the last part read. */
    <V> V intern(InternCache<V> cache) {
        return cache.of(bytes, from, to, hash);
    }

    /** The last part read. */
    String part() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a number. It is the double nearest to the decimal number, as for {@code BigDecimal.doubleValue}: the quotient or
     * product of two exact doubles is the one nearest to the true result, and everything else is left to the library. Zero has
     * no sign.
     */
    double number() {
        boolean negative = skipSpace() == '-';
        at += negative ? 1 : 0;
        double magnitude = magnitude();
        return negative ? 0 - magnitude : magnitude;
    }

    private double magnitude() {
        byte c = bytes[at];
        int start = at;
        int i = start;
        long digits = 0;
        for (; c >= '0' && c <= '9'; c = bytes[++i]) {
            digits = digits * 10 + (c - '0');
        }
        NotPlainException.unless(i == start + 1 || i > start && bytes[start] != '0');
        int decimals = 0;
        if (c == '.') {
            int first = ++i;
            for (c = bytes[i]; c >= '0' && c <= '9'; c = bytes[++i]) {
                digits = digits * 10 + (c - '0');
            }
            decimals = i - first;
            NotPlainException.unless(decimals > 0);
        }
        at = i;
        return number(start, digits, (c | 0x20) == 'e' ? decimals - exponent() : decimals);
    }

    private double number(int start, long digits, int scale) {
        int length = at - start;
        if (length <= SHORT_NUMBER && digits <= MAX_EXACT && Math.abs(scale) < TENS.length) {
            return scale < 0 ? digits * TENS[-scale] : scale == 0 ? digits : digits / TENS[scale];
        }
        NotPlainException.unless(length <= LONGEST_NUMBER);
        part(start, at);
        return Double.parseDouble(part());
    }

    /** Passes over a value that is neither an object nor an array. */
    void skip() {
        if (skipSpace() == '"') {
            string();
        } else if (!accept("null") && !accept("true") && !accept("false")) {
            number();
        }
    }

    /** Nothing may follow. */
    void end() {
        skipSpace();
        NotPlainException.unless(at == bytes.length - 1);
    }

    private int exponent() {
        at++;
        boolean negative = bytes[at] == '-';
        at += negative || bytes[at] == '+' ? 1 : 0;
        int start = at;
        int exponent = 0;
        for (byte c = bytes[at]; c >= '0' && c <= '9'; c = bytes[++at]) {
            exponent = exponent * 10 + (c - '0');
        }
        NotPlainException.unless(at > start && at - start <= EXPONENT_DIGITS);
        return negative ? -exponent : exponent;
    }

    private boolean accept(String word) {
        part(at, Math.min(at + word.length(), bytes.length));
        boolean found = lastIs(word);
        at = found ? to : at;
        return found;
    }

    private void part(int first, int end) {
        from = first;
        to = end;
    }

    /** The next byte that is not white space, not read yet; 0 at the end. */
    private byte skipSpace() {
        byte c = bytes[at];
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            c = bytes[++at];
        }
        return c;
    }

    /**
     * The message is not one that {@link FastTradeParser} reads, valid or not, so {@link FinnhubCodec} decodes it. Has no stack
     * trace, because it must stay cheap whatever Finnhub sends.
     */
    static final class NotPlainException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        NotPlainException() {
            super("not plain");
        }

        /** Throws this if a condition does not hold. */
        static void unless(boolean plain) {
            if (!plain) {
                throw new NotPlainException();
            }
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /**
     * Caches the values of short texts, so that a text that was seen before costs neither memory nor a check: the same few symbols
     * and condition codes are in every message.
     *
     * <p>Bounded: {@value #SLOTS} places; a text whose place is taken replaces the one there. An evicted text costs one more
     * conversion and nothing else. <b>Confined</b> to its owner's thread.
     */
    static final class InternCache<V> {
        /** Twenty times the symbols of a free key, so that two rarely share a place; a power of two. */
        private static final int SLOTS = 1_024;

        private final List<Known<V>> places = new ArrayList<>(Collections.nCopies(SLOTS, null));
        private final Function<String, V> meaning;

        /** @param meaning the value of a text, always the same; what it throws reaches the caller */
        InternCache(Function<String, V> meaning) {
            this.meaning = meaning;
        }

        /**
         * The value of a part of a text.
         *
         * @param hash always the same for the same part
         */
        V of(byte[] text, int from, int to, int hash) {
            int place = (hash ^ hash >>> 16) & SLOTS - 1;
            Known<V> known = places.get(place);
            if (known == null || !Arrays.equals(text, from, to, known.text, 0, known.text.length)) {
                String part = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
                known = new Known<>(Arrays.copyOfRange(text, from, to), meaning.apply(part));
                places.set(place, known);
            }
            return known.value;
        }

        private record Known<V>(byte[] text, V value) {}
    }
}
