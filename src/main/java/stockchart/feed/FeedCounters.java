package stockchart.feed;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import stockchart.market.Trade.SymbolTrade;

/** Counters of the feed since the application started, and recent trade delays. Any thread. */
public final class FeedCounters {
    final LongAdder trades = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder wrongTimes = new LongAdder();
    final LongAdder connections = new LongAdder();
    final TradeDelays delays;

    /** @param clock what the times of trades are compared with */
    public FeedCounters(Clock clock) {
        delays = new TradeDelays(clock);
    }

    /** Trades received. */
    public long trades() {
        return trades.sum();
    }

    /** Messages and rows of messages that could not be read. */
    public long malformed() {
        return malformed.sum();
    }

    /** Trade messages dropped as duplicates. */
    public long repeated() {
        return repeated.sum();
    }

    /** Trades with an implausible time. */
    public long wrongTimes() {
        return wrongTimes.sum();
    }

    /** Connections that were opened. */
    public long connections() {
        return connections.sum();
    }

    /** Trade delays of the last one or two minutes; empty if no trade arrived. */
    public Optional<TradeDelay> tradeDelay() {
        return delays.recent();
    }

    /**
     * The delay from the time of a trade to its arrival here, by both sides' clocks. Immutable.
     *
     * @param p50 milliseconds; half of the trades had a smaller delay
     * @param p99 milliseconds; 99 in a hundred trades had a smaller delay
     */
    public record TradeDelay(long p50, long p99) {}

    /**
     * Counts trade delays, in this minute and the one before. Milliseconds up to {@value #SUB} are exact, longer delays to about
     * six per cent. A trade from the future, by this machine's clock, counts as no delay.
     *
     * <p>Every trade passes here, so nothing is allocated and no thread waits: counters are shared without a lock. Written by the
     * connection's read thread, read by any; at the turn of a minute a few trades may be missed.
     */
    static final class TradeDelays {
        private static final int SUB_BITS = 4;
        private static final int SUB = 1 << SUB_BITS;
        /** Three weeks; longer delays count as that. */
        private static final long MOST = (1L << 31) - 1;
        private static final int BUCKETS = bucket(MOST) + 1;
        private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
        private static final double HALF = 0.5;
        private static final double NEARLY_ALL = 0.99;

        private final Clock clock;
        /** Used in turn: odd minutes and even ones. */
        private final Minute[] minutes = {new Minute(), new Minute()};

        TradeDelays(Clock clock) {
            this.clock = clock;
        }

        /**
         * Counts trades that have just arrived. Neighbours with the same delay, the usual case, are counted in one step.
         *
         * @return how many have an implausible time
         */
        int record(List<SymbolTrade> prints) {
            long now = clock.millis();
            int wrong = 0;
            for (SymbolTrade print : prints) {
                wrong += print.trade().isPlausible(now) ? 0 : 1;
            }
            if (!prints.isEmpty()) {
                count(prints, now);
            }
            return wrong;
        }

        private void count(List<SymbolTrade> prints, long now) {
            Minute minute = minute(now);
            int bucket = bucket(now - prints.get(0).trade().time());
            int run = 1;
            for (int i = 1; i < prints.size(); i++) {
                int next = bucket(now - prints.get(i).trade().time());
                if (next != bucket) {
                    minute.counts.addAndGet(bucket, run);
                    bucket = next;
                    run = 0;
                }
                run++;
            }
            minute.counts.addAndGet(bucket, run);
        }

        /** The delays of this minute and the one before; empty if nothing came. */
        Optional<FeedCounters.TradeDelay> recent() {
            long[] sum = new long[BUCKETS];
            long total = 0;
            long now = clock.millis() / MINUTE;
            for (Minute minute : minutes) {
                if (minute.number == now || minute.number == now - 1) {
                    for (int i = 0; i < BUCKETS; i++) {
                        long count = minute.counts.get(i);
                        sum[i] += count;
                        total += count;
                    }
                }
            }
            return total == 0 ? Optional.empty()
                    : Optional.of(new FeedCounters.TradeDelay(quantile(sum, total, HALF), quantile(sum, total, NEARLY_ALL)));
        }

        private Minute minute(long now) {
            long number = now / MINUTE;
            Minute minute = minutes[(int) (number & 1)];
            if (minute.number != number) {
                minute.begin(number);
            }
            return minute;
        }

        private static long quantile(long[] counts, long total, double share) {
            long wanted = (long) Math.ceil(total * share);
            int bucket = 0;
            for (long seen = counts[0]; seen < wanted; seen += counts[bucket]) {
                bucket++;
            }
            return longest(bucket);
        }

        /** Each power of two is divided into {@value #SUB} equal parts; below that, each millisecond has its own bucket. */
        private static int bucket(long millis) {
            long value = Math.max(0, Math.min(MOST, millis));
            int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1);
            return (shift << SUB_BITS) + (int) (value >>> shift);
        }

        /** The longest time that falls into a bucket. */
        private static long longest(int bucket) {
            int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
            return ((long) (bucket - (shift << SUB_BITS) + 1) << shift) - 1;
        }

        /** The counts of one minute since 1970. */
        private static final class Minute {
            private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
            private volatile long number = -1;

            void begin(long next) {
                for (int i = 0; i < BUCKETS; i++) {
                    counts.set(i, 0);
                }
                number = next;
            }
        }
    }
}
