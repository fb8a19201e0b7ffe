package stockchart.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import stockchart.market.MarketHours;
import stockchart.market.Trade;

/**
 * The trades of one instrument, divided into slots of time. The trades of a slot depend on symbol, seed and slot only, not on the
 * clients or on the steps of the clock, and lie within the prices of their minute. Any thread; but for a minute kept, immutable.
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

    /** How many slots are searched at a time for the newest trade; the rarest instruments trade every few seconds. */
    private static final long STRIDE = 100;
    private static final long FARTHEST = 36_000;

    /** The mean of {@link #shares}, and of {@link #coins} in proportion to the usual size. */
    private static final double MEAN_SHARES = 155;
    private static final double MEAN_COINS = 2.5;
    /** The relative deviation of what trades add up to, times the square root of their number. */
    private static final double SHARES_DEVIATION = 1.9;
    private static final double COINS_DEVIATION = 2.1;

    /** Without holidays: clients would not notice the difference. */
    private static final MarketHours HOURS = new MarketHours(List.of());

    private final Instrument instrument;
    private final RandomWalk walk;
    private final long seed;
    private final long volumes;
    /** The last minute that was needed, computed again by any thread that needs another; null at first. */
    private volatile MinutePrices minute;

    TradeStream(Instrument instrument, long seed) {
        this.instrument = instrument;
        this.walk = new RandomWalk(instrument, seed);
        this.seed = Chance.bits(~seed, instrument.symbol().value().hashCode());
        this.volumes = Chance.bits(this.seed, -1);
    }

    /** The last slot that is over at a time in milliseconds since 1970. */
    static long lastSlot(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS) - 1;
    }

    /** The trades of the slots after {@code after} up to {@code last}, in the order in which they are reported. */
    List<Trade> trades(long after, long last) {
        List<Trade> trades = new ArrayList<>();
        RandomWalk.Cursor cursor = walk.new Cursor();
        for (long slot = after + 1; slot <= last; slot++) {
            addSlot(slot, cursor, trades);
        }
        return trades;
    }

    /** The trade that was reported last before a time in milliseconds; empty if there was none for an hour. */
    Optional<Trade> newest(long millis) {
        long last = lastSlot(millis);
        for (long to = last; to > last - FARTHEST; to -= STRIDE) {
            List<Trade> trades = trades(to - STRIDE, to);
            if (!trades.isEmpty()) {
                return Optional.of(trades.get(trades.size() - 1));
            }
        }
        return Optional.empty();
    }

    /** The volume of a minute, counted since 1970: as much as trades have on average, and as variable. */
    double volume(long minute) {
        if (instrument.kind() == Instrument.Kind.FOREX) {
            return 0;
        }
        double trades = instrument.rate() * MinutePrices.MILLIS / 1_000;
        double mean = isStock() ? MEAN_SHARES : instrument.size() * MEAN_COINS;
        double deviation = (isStock() ? SHARES_DEVIATION : COINS_DEVIATION) / Math.sqrt(trades);
        double factor = Math.exp(deviation * Chance.gaussian(volumes, minute) - deviation * deviation / 2);
        return instrument.roundedVolume(trades * mean * factor);
    }

    /** The walk that the prices follow. */
    RandomWalk walk() {
        return walk;
    }

    private void addSlot(long slot, RandomWalk.Cursor cursor, List<Trade> trades) {
        SplittableRandom random = new SplittableRandom(Chance.bits(seed, slot));
        long[] times = new long[count(random)];
        for (int i = 0; i < times.length; i++) {
            times[i] = slot * SLOT_MILLIS + random.nextInt((int) SLOT_MILLIS);
        }
        Arrays.sort(times);
        for (long time : times) {
            boolean late = random.nextDouble() < LATE;
            Trade trade = trade(late ? time - random.nextInt(LATE_MIN_MILLIS, LATE_MAX_MILLIS) : time, cursor, random);
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

    private Trade trade(long time, RandomWalk.Cursor cursor, SplittableRandom random) {
        double raw = cursor.priceAt(time);
        double bounce = (random.nextDouble() * 2 - 1) * instrument.bounce(raw);
        double price = minute(time).within(instrument.rounded(raw + bounce));
        return switch (instrument.kind()) {
            case STOCK -> {
                int volume = shares(random);
                yield new Trade(price, time, volume, conditions(volume, time, random));
            }
            case FOREX -> new Trade(price, time, 0);
            case CRYPTO -> new Trade(price, time, random.nextDouble() < ZERO ? 0 : coins(random));
        };
    }

    private MinutePrices minute(long time) {
        MinutePrices known = minute;
        if (known == null || !known.holds(time)) {
            known = MinutePrices.of(MinutePrices.number(time), instrument, walk.new Cursor());
            minute = known;
        }
        return known;
    }

    private boolean isStock() {
        return instrument.kind() == Instrument.Kind.STOCK;
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
        double scale = instrument.volumeScale();
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
