package stockchart.bench;

/** Counts times in microseconds, exact to about two per cent. */
final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] counts = new long[SUB * (Long.SIZE - SUB_BITS)];
    private long total;
    private long max;

    void add(long micros) {
        long value = Math.max(0, micros);
        counts[index(value)]++;
        total++;
        max = Math.max(max, value);
    }

    long total() {
        return total;
    }

    long max() {
        return max;
    }

    /** The value below which a share of all lie, in microseconds. */
    long quantile(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(value(i), max);
            }
        }
        return max;
    }

    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    /** The middle of a bucket; buckets of shift 0 hold one value each. */
    private static long value(int index) {
        if (index < 2 * SUB) {
            return index;
        }
        int shift = (index >> SUB_BITS) - 1;
        long base = (long) (index - (shift << SUB_BITS)) << shift;
        return base + (1L << shift) / 2;
    }
}
