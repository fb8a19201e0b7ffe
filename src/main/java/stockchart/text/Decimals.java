package stockchart.text;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes numbers into messages, with the fewest decimals that read back as the same double. Stateless; any thread.
 *
 * <p>Prices have few decimals and are written digit by digit, many times faster than {@code StringBuilder} writes a double, which
 * on Java 17 also writes surplus digits now and then.
 */
public final class Decimals {
    private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final long[] WHOLE_TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
        1_000_000_000};
    /** Up to here a double holds every integer exactly. */
    private static final double MAX_EXACT = 1L << 53;

    /** The finest volume usually traded: a hundred-millionth of a bitcoin. */
    private static final int VOLUME_DECIMALS = 8;
    /** The error of adding up ten thousand volumes stays below one unit of the fifteenth digit. */
    private static final double MAX_SUMMED = 1e14;
    private static final MathContext SUMMED = new MathContext(14);
    /** The share of the sum that rounding error cannot reach: a larger difference was really traded. */
    private static final double NO_NOISE = 1e-12;

    private Decimals() {}

    /**
     * Appends a finite number. Zero is written without a sign.
     *
     * <p>A reader takes <i>d</i> digits with <i>n</i> decimals for the double nearest to <i>d</i> / 10<sup><i>n</i></sup>. Both
     * are exact as doubles, so dividing them gives that same double.
     */
    public static void append(StringBuilder out, double value) {
        if (value < 0) {
            appendMagnitude(out.append('-'), -value);
        } else {
            appendMagnitude(out, value);
        }
    }

    private static void appendMagnitude(StringBuilder out, double value) {
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
     * A sum of volumes without rounding error, such as 0.3 for 0.30000000000000004: rounded to {@value #VOLUME_DECIMALS} decimals,
     * or to fewer where that would be more than 14 digits; to 14 digits where volumes were finer than that. An integer stays
     * unchanged.
     *
     * @param sum finite and not below 0
     */
    public static double withoutNoise(double sum) {
        int decimals = VOLUME_DECIMALS;
        while (decimals > 0 && sum * TENS[decimals] >= MAX_SUMMED) {
            decimals--;
        }
        double rounded = Math.rint(sum * TENS[decimals]) / TENS[decimals];
        return Math.abs(rounded - sum) <= sum * NO_NOISE ? rounded : new BigDecimal(sum).round(SUMMED).doubleValue();
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
