package stockchart.simulator;

/**
 * Random numbers that depend on nothing but a seed and a position, so that any moment of a simulated market can be worked out
 * again, in any order and on any thread.
 */
final class Chance {
    /** What {@link #gaussian} is never beyond. */
    static final double MAX_GAUSSIAN = 2 * Math.sqrt(3);

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Chance() {
    }

    /** 64 well-mixed bits (the finaliser of SplittableRandom's generator, applied to each argument in turn). */
    static long bits(long seed, long position) {
        return mixed(mixed(seed + GOLDEN) ^ (position * GOLDEN));
    }

    /** Roughly a normal distribution with mean 0 and deviation 1: the sum of four uniform numbers, so never beyond ±3.5. */
    static double gaussian(long seed, long position) {
        long bits = bits(seed, position);
        double sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum / 0x10000 - 2) * Math.sqrt(3);
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
