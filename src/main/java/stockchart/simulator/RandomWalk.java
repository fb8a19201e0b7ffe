package stockchart.simulator;

import java.time.Instant;
import java.util.Arrays;
import stockchart.simulator.TradeStream.Chance;

/**
 * A price that moves like a market's and stays bounded, as a pure function of time.
 *
 * <p>It is the sum of noises with periods of 1 s, 2 s, 4 s … up to a year. Those of up to three days are each as strong as the square
 * root of its period: within days that looks like a random walk of the instrument's volatility. The longer ones are weaker, so that
 * a year's range is that of a market's year. Immutable; any thread.
 */
final class RandomWalk {
    /** 2^25 s are a bit more than a year. */
    private static final int OCTAVES = 26;
    /** 2^18 s are about three days. */
    private static final int FULL_OCTAVES = 19;
    /** How strong the longer ones are, in proportion to the law of the shorter ones. */
    private static final double SLOW_SHARE = 0.45;
    /** As if no instrument's volatility were higher, so that the wildest do not lose their value in a year. */
    private static final double SLOW_VOLATILITY = 0.02;

    /** When the longer noises add nothing, so that prices are near those of the list. */
    private static final long LISTED = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

    /** 6.5 hours: the length of the trading day to which the volatility refers. */
    private static final double DAY_SECONDS = 23_400;

    /** Beyond this many steps of a noise its extreme is close to its bound. */
    private static final int MANY_STEPS = 16;

    /** Scales the sum of all octaves so that the deviation of a day's change is the requested volatility. */
    private static final double STRENGTH = 0.46;

    private final double centre;
    private final double[] amplitudes = new double[OCTAVES];
    private final long[] sources = new long[OCTAVES];
    /** By how much the steps of each noise are shifted, so that those of all noises do not meet. */
    private final long[] shifts = new long[OCTAVES];
    /** The logarithm of the price at {@link #LISTED} by the longer noises alone. */
    private final double slowAtListed;

    /** @param seed the same seed gives the same prices */
    RandomWalk(Instrument instrument, long seed) {
        this.centre = instrument.price();
        long own = Chance.bits(seed, instrument.symbol().value().hashCode());
        double slow = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            boolean isSlow = octave >= FULL_OCTAVES;
            double share = isSlow ? SLOW_SHARE * Math.min(SLOW_VOLATILITY, instrument.volatility()) : instrument.volatility();
            amplitudes[octave] = STRENGTH * share * Math.sqrt((1L << octave) / DAY_SECONDS);
            sources[octave] = Chance.bits(own, octave);
            shifts[octave] = Math.floorMod(sources[octave], period(octave));
            slow += isSlow ? amplitudes[octave] * noise(octave, LISTED) : 0;
        }
        slowAtListed = slow;
    }

    /** The price at a time in milliseconds since 1970, not rounded. */
    double priceAt(long millis) {
        return new Cursor().priceAt(millis);
    }

    /**
     * An upper bound of the price in a stretch of time, or a lower bound if the sign is -1; close to its extreme where the stretch
     * is short.
     *
     * @param sign 1 or -1
     */
    double bound(long from, long to, int sign) {
        double deviation = -sign * slowAtListed;
        for (int octave = 0; octave < OCTAVES; octave++) {
            deviation += amplitudes[octave] * bound(octave, from, to, sign);
        }
        return centre * Math.exp(sign * deviation);
    }

    /** Between two steps a noise is monotonic. */
    private double bound(int octave, long from, long to, int sign) {
        long first = step(octave, from);
        long last = step(octave, to);
        if (last - first > MANY_STEPS) {
            return Chance.MAX_GAUSSIAN;
        }
        double before = Chance.gaussian(sources[octave], first);
        double after = Chance.gaussian(sources[octave], first + 1);
        double most = sign * between(before, after, octave, from - start(octave, first));
        for (long step = first + 1; step <= last; step++) {
            most = Math.max(most, sign * after);
            before = after;
            after = Chance.gaussian(sources[octave], step + 1);
        }
        return Math.max(most, sign * between(before, after, octave, to - start(octave, last)));
    }

    private double noise(int octave, long millis) {
        long step = step(octave, millis);
        return between(Chance.gaussian(sources[octave], step), Chance.gaussian(sources[octave], step + 1), octave,
                millis - start(octave, step));
    }

    private static double between(double before, double after, int octave, long into) {
        return before + (after - before) * eased((double) into / period(octave));
    }

    private static double eased(double part) {
        return part * part * (3 - 2 * part);
    }

    private static long period(int octave) {
        return 1_000L << octave;
    }

    private long step(int octave, long millis) {
        return Math.floorDiv(millis + shifts[octave], period(octave));
    }

    private long start(int octave, long step) {
        return step * period(octave) - shifts[octave];
    }

    /** Computes prices at times that lie close together: what does not change between them is kept. Confined to its user. */
    final class Cursor {
        private final long[] starts = new long[OCTAVES];
        private final double[] before = new double[OCTAVES];
        private final double[] change = new double[OCTAVES];

        Cursor() {
            Arrays.fill(starts, Long.MAX_VALUE);
        }

        /** The price at a time in milliseconds since 1970, not rounded; the same from every cursor. */
        double priceAt(long millis) {
            double deviation = -slowAtListed;
            for (int octave = 0; octave < OCTAVES; octave++) {
                long into = millis - starts[octave];
                if (into < 0 || into >= period(octave)) {
                    into = millis - move(octave, millis);
                }
                deviation += before[octave] + change[octave] * eased((double) into / period(octave));
            }
            return centre * Math.exp(deviation);
        }

        private long move(int octave, long millis) {
            long step = step(octave, millis);
            double value = amplitudes[octave] * Chance.gaussian(sources[octave], step);
            before[octave] = value;
            change[octave] = amplitudes[octave] * Chance.gaussian(sources[octave], step + 1) - value;
            starts[octave] = start(octave, step);
            return starts[octave];
        }
    }
}
