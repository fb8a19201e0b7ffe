package stockchart.client.session;

/**
 * How often something took how long: each bucket holds times up to twice those of the one before. Immutable; arrays are not to be
 * written to.
 *
 * @param buckets how often, by {@link #bucket}; the last one holds what took longer than the longest that is told apart
 * @param nanos all times together, nanoseconds
 */
public record TimeCounts(long[] buckets, long nanos) {
    /** How many buckets there are: one up to a microsecond, one for each doubling up to 17 seconds, one for what is longer. */
    public static final int BUCKETS = 26;

    /** A microsecond is 2 to the power of this, nearly. */
    private static final int SHORTEST = 10;

    /** The longest time in a bucket that is not the last, nanoseconds. */
    public static long longest(int bucket) {
        return 1L << SHORTEST + bucket;
    }

    /** The bucket of a time in nanoseconds; what is not above 0 took no time. */
    static int bucket(long nanos) {
        int doublings = Long.SIZE - Long.numberOfLeadingZeros(Math.max(nanos, 1) - 1) - SHORTEST;
        return Math.max(0, Math.min(BUCKETS - 1, doublings));
    }
}
