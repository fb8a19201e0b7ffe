package stockchart.browser;

/**
 * Writes numbers into messages: in as few decimals as read back as the same double. Stateless; any thread.
 *
 * <p>Prices have few decimals, and those are written digit by digit, many times faster than {@code StringBuilder} writes a
 * double, which on Java 17 also writes digits too many now and then.
 */
final class Decimals {
    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final long[] WHOLE_TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
        1_000_000_000};
    /** Up to here a double holds every whole number exactly. */
    private static final double MAX_EXACT = 1L << 53;

    /** The finest volume traded: a hundred-millionth of a bitcoin. */
    private static final int VOLUME_DECIMALS = 8;
    /** Adding ten thousand volumes up goes wrong by less than a unit of the fifteenth digit. */
    private static final double MAX_SUMMED = 1e14;

    private Decimals() {}

    /**
     * Appends a number that is finite and not below 0.
     *
     * <p>A reader takes <i>d</i> digits with <i>n</i> decimals for the double nearest to <i>d</i> / 10<sup><i>n</i></sup>. Both
     * are exact as doubles, so dividing them gives that same double.
     */
    static void append(StringBuilder out, double value) {
        for (int decimals = 0; decimals < TENS.length; decimals++) {
            double digits = Math.rint(value * TENS[decimals]);
            if (digits > MAX_EXACT) {
                break;
            }
            if (digits / TENS[decimals] == value) {
                append(out, (long) digits, decimals);
                return;
            }
        }
        out.append(value);
    }

    /**
     * A sum of volumes without what adding up has got wrong, such as 0.3 for 0.30000000000000004: rounded to
     * {@value #VOLUME_DECIMALS} decimals, or to fewer where that would be more than 14 digits. A whole number stays what it is.
     *
     * @param sum finite and not below 0
     */
    static double withoutNoise(double sum) {
        int decimals = VOLUME_DECIMALS;
        while (decimals > 0 && sum * TENS[decimals] >= MAX_SUMMED) {
            decimals--;
        }
        double digits = Math.rint(sum * TENS[decimals]);
        return digits / TENS[decimals];
    }

    private static void append(StringBuilder out, long digits, int decimals) {
        long whole = digits / WHOLE_TENS[decimals];
        out.append(whole);
        if (decimals > 0) {
            long fraction = digits - whole * WHOLE_TENS[decimals];
            out.append('.');
            for (int zeros = decimals - 1; zeros > 0 && fraction < WHOLE_TENS[zeros]; zeros--) {
                out.append('0');
            }
            out.append(fraction);
        }
    }
}
