package stockchart.simulator;

/**
 * A price that moves like a market's and stays bounded, as a pure function of time.
 *
 * <p>It is the sum of noises with periods of 1 s, 2 s, 4 s … up to three days, each as strong as the square root of its period:
 * within a day that looks like a random walk of the instrument's volatility, and beyond the longest period it returns to where it
 * started. Immutable; any thread.
 */
final class RandomWalk {
    /** 2^18 s are about three days. */
    private static final int OCTAVES = 19;

    /** 6.5 hours: the length of the trading day to which the volatility refers. */
    private static final double DAY_SECONDS = 23_400;

    /** Beyond this many steps of a noise its extreme is close to its bound. */
    private static final int MANY_STEPS = 16;

    /** Scales the sum of all octaves so that the deviation of a day's change is the requested volatility. */
    private static final double STRENGTH = 0.46;

    private final double centre;
    private final long seed;
    private final double[] amplitudes = new double[OCTAVES];

    /** @param seed the same seed gives the same prices */
    RandomWalk(Instrument instrument, long seed) {
        this.centre = instrument.price();
        this.seed = TradeStream.Chance.bits(seed, instrument.symbol().value().hashCode());
        for (int octave = 0; octave < OCTAVES; octave++) {
            amplitudes[octave] = STRENGTH * instrument.volatility() * Math.sqrt((1L << octave) / DAY_SECONDS);
        }
    }

    /** The price at a time in milliseconds since 1970, not rounded. */
    double priceAt(long millis) {
        double deviation = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            deviation += amplitudes[octave] * noise(octave, millis);
        }
        return centre * Math.exp(deviation);
    }

    /**
     * An upper bound of the price in a stretch of time, or a lower bound if the sign is -1; close to its extreme where the stretch
     * is short.
     *
     * @param sign 1 or -1
     */
    double bound(long from, long to, int sign) {
        double deviation = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            deviation += amplitudes[octave] * bound(octave, from, to, sign);
        }
        return centre * Math.exp(sign * deviation);
    }

    /** Between two steps a noise is monotonic. */
    private double bound(int octave, long from, long to, int sign) {
        long period = 1_000L << octave;
        long source = TradeStream.Chance.bits(seed, octave);
        long first = Math.floorDiv(from + Math.floorMod(source, period), period);
        long last = Math.floorDiv(to + Math.floorMod(source, period), period);
        if (last - first > MANY_STEPS) {
            return TradeStream.Chance.MAX_GAUSSIAN;
        }
        double most = Math.max(sign * noise(octave, from), sign * noise(octave, to));
        for (long step = first + 1; step <= last; step++) {
            most = Math.max(most, sign * TradeStream.Chance.gaussian(source, step));
        }
        return most;
    }

    private double noise(int octave, long millis) {
        long period = 1_000L << octave;
        long source = TradeStream.Chance.bits(seed, octave);
        long shifted = millis + Math.floorMod(source, period);
        long step = Math.floorDiv(shifted, period);
        double part = (double) Math.floorMod(shifted, period) / period;
        double eased = part * part * (3 - 2 * part);
        return TradeStream.Chance.gaussian(source, step) * (1 - eased) + TradeStream.Chance.gaussian(source, step + 1) * eased;
    }
}
