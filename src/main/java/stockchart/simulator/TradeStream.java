package stockchart.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import stockchart.market.MarketHours;
import stockchart.market.Trade;

/**
 * The trades of one instrument, divided into slots of time. The trades of a slot depend on symbol, seed and slot only, not on the
 * clients or on the steps of the clock. Immutable; any thread.
 */
final class TradeStream {
    static final long SLOT_MILLIS = 100;

    /** Of a thousand trades, how many are reported late, are reported twice, and have no volume although it is a crypto market. */
    private static final double LATE = 0.004;
    private static final double TWICE = 0.0015;
    private static final double ZERO = 0.01;

    private static final int LATE_MIN_MILLIS = 200;
    private static final int LATE_MAX_MILLIS = 3_000;

    /** One slot in ten is busy, with four times the trades; the others have as many fewer, so that the average stays. */
    private static final double BUSY_SHARE = 0.1;
    private static final double BUSY_FACTOR = 4;
    private static final double CALM_FACTOR = (1 - BUSY_SHARE * BUSY_FACTOR) / (1 - BUSY_SHARE);

    /** Half the distance between bid and offer, relative to the price. */
    private static final double HALF_SPREAD = 0.00003;

    /** Without holidays: clients would not notice the difference. */
    private static final MarketHours HOURS = new MarketHours(List.of());

    private final Instrument instrument;
    private final RandomWalk walk;
    private final long seed;

    TradeStream(Instrument instrument, long seed) {
        this.instrument = instrument;
        this.walk = new RandomWalk(instrument, seed);
        this.seed = Chance.bits(~seed, instrument.symbol().value().hashCode());
    }

    /** The last slot that is over at a time in milliseconds since 1970. */
    static long lastSlot(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS) - 1;
    }

    /** The trades of the slots after {@code after} up to {@code last}, in the order in which they are reported. */
    List<Trade> trades(long after, long last) {
        List<Trade> trades = new ArrayList<>();
        for (long slot = after + 1; slot <= last; slot++) {
            addSlot(slot, trades);
        }
        return trades;
    }

    /**
     * An upper bound of all trades of some slots, or if the sign is -1 the negative of a lower bound.
     *
     * @param sign 1 or -1
     */
    double bound(long firstSlot, long lastSlot, int sign) {
        long from = firstSlot * SLOT_MILLIS - LATE_MAX_MILLIS;
        double raw = walk.bound(from, (lastSlot + 1) * SLOT_MILLIS, sign);
        // One tick more than the bounce, for rounding.
        return sign * raw + Math.max(instrument.tick(), raw * HALF_SPREAD) + instrument.tick();
    }

    private void addSlot(long slot, List<Trade> trades) {
        SplittableRandom random = new SplittableRandom(Chance.bits(seed, slot));
        int count = count(random);
        List<Long> times = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            times.add(slot * SLOT_MILLIS + random.nextInt((int) SLOT_MILLIS));
        }
        times.sort(Comparator.naturalOrder());
        for (long time : times) {
            boolean late = random.nextDouble() < LATE;
            Trade trade = trade(late ? time - random.nextInt(LATE_MIN_MILLIS, LATE_MAX_MILLIS) : time, random);
            trades.add(trade);
            if (random.nextDouble() < TWICE) {
                trades.add(trade);
            }
        }
    }

    /** A Poisson-distributed number by multiplying uniform ones (Knuth), fit for the small means there are here. */
    private int count(SplittableRandom random) {
        double factor = random.nextDouble() < BUSY_SHARE ? BUSY_FACTOR : CALM_FACTOR;
        double limit = Math.exp(-instrument.rate() * factor * SLOT_MILLIS / 1_000);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private Trade trade(long time, SplittableRandom random) {
        double raw = walk.priceAt(time);
        double bounce = (random.nextDouble() * 2 - 1) * Math.max(instrument.tick(), raw * HALF_SPREAD);
        double price = instrument.rounded(raw + bounce);
        return switch (instrument.kind()) {
            case STOCK -> {
                int volume = shares(random);
                yield new Trade(price, time, volume, conditions(volume, time, random));
            }
            case FOREX -> new Trade(price, time, 0);
            case CRYPTO -> new Trade(price, time, random.nextDouble() < ZERO ? 0 : coins(random));
        };
    }

    private static int shares(SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.55) {
            return random.nextInt(1, 100);
        }
        return kind < 0.85 ? 100 : 100 * random.nextInt(2, 12);
    }

    /** Codes as captured from Finnhub: 1 always, 8 now and then, 24 for fewer than 100 shares, 12 outside regular hours. */
    private static List<String> conditions(int volume, long time, SplittableRandom random) {
        List<String> codes = new ArrayList<>(4);
        codes.add("1");
        if (random.nextDouble() < 0.1) {
            codes.add("8");
        }
        if (volume < 100) {
            codes.add("24");
        }
        if (HOURS.session(time).filter(MarketHours.Session.Kind.REGULAR::equals).isEmpty()) {
            codes.add("12");
        }
        return codes;
    }

    private double coins(SplittableRandom random) {
        double deviation = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
        double volume = instrument.size() * Math.exp(1.4 * deviation * 2);
        double scale = Math.pow(10, Math.max(1, 3 - Math.floor(Math.log10(instrument.size()))));
        return Math.max(1, Math.rint(volume * scale)) / scale;
    }

    /**
     * Random numbers that depend only on a seed and a position, so that any moment of a simulated market can be computed again, in
     * any order and on any thread.
     */
    static final class Chance {
        /** A bound of {@link #gaussian}. */
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
}
