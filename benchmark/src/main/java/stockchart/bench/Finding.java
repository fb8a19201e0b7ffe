package stockchart.bench;

import java.util.Locale;

/**
 * One figure of a run with what it must not exceed.
 *
 * @param bar what has to hold
 * @param aim what would be better still
 */
record Finding(String what, double measured, String unit, double bar, double aim) {
    /** A count that must be zero. */
    static Finding none(String what, double measured) {
        return new Finding(what, measured, "", 0, 0);
    }

    boolean holds() {
        return measured <= bar;
    }

    @Override
    public String toString() {
        if (bar == Double.MAX_VALUE) {
            return what + " " + number(measured) + unit + " (no bar)";
        }
        String verdict = measured <= aim ? "ok" : holds() ? "ok, short of the aim" : "MISSED";
        String limits = bar == 0 ? "must be 0" : "at most " + number(bar) + (aim < bar ? ", aim " + number(aim) : "");
        return what + " " + number(measured) + unit + " (" + limits + "): " + verdict;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
