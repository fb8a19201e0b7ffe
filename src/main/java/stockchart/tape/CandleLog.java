package stockchart.tape;

import java.util.ArrayList;
import java.util.List;
import stockchart.market.Trade;
import stockchart.tape.Candle.Interval;

/**
 * The candles of one symbol and one interval within a window behind its newest trade. A late trade goes into the candle of its own
 * time; a trade from before the window is left out.
 *
 * <p><b>Guarded</b> by the monitor of its {@link Tape}. The ring is indexed by time; a place is allocated for the first trade that
 * falls into it and reused by later ones, so nothing is allocated per trade.
 *
 * <p>Bounded: a {@link Bar} takes 72 bytes, so a symbol traded every second of the last hour and every minute of the last day takes
 * (4,096 + 2,048) x (72 + 4 for its place) = 456 KB, and a symbol that was never traded nothing. 50 carried symbols take at most 23
 * MB; the 200 tapes kept with a free key, if each was once traded like that, 91 MB.
 */
final class CandleLog {
    private static final long NONE = Long.MAX_VALUE;

    private final Interval interval;
    /** Places in the ring: the smallest power of two that holds what is kept, so that a place is found without dividing. */
    private final int places;
    /** Null before the first trade. Places without a trade are null; places of earlier rounds are out of date. */
    private Bar[] ring;
    /** The newest bar's number, counted in intervals since 1970. */
    private long newest = -1;
    /** The bar of the last trade, because the next trade mostly belongs there too; null before the first. */
    private Bar last;
    /** The last bar's number. */
    private long lastNumber;
    /**
     * The oldest number whose bar has changed since the changes were taken, {@link #NONE} if none has. One number instead of a mark
     * in each bar: bars in between that have not changed are taken again, which happens only after a late trade.
     */
    private long changedFrom = NONE;

    CandleLog(Interval interval) {
        this.interval = interval;
        this.places = Integer.highestOneBit(interval.kept() - 1) << 1;
    }

    void add(Trade trade) {
        if (last == null || !last.covers(trade.time(), interval)) {
            long number = interval.number(trade.time());
            if (number <= newest - interval.kept()) {
                return;
            }
            newest = Math.max(newest, number);
            last = bar(number);
            lastNumber = number;
        }
        last.add(trade);
        changedFrom = Math.min(changedFrom, lastNumber);
    }

    /** The candles changed since they were last taken, the oldest ones first and no more than {@code most}; they count as taken. */
    CandleChanges takeChanges(int most) {
        List<KeptCandle> changed = new ArrayList<>();
        if (changedFrom == NONE) {
            return CandleChanges.NONE;
        }
        long first = Math.max(0, newest - interval.kept() + 1);
        long lostFrom = Math.min(changedFrom, first);
        long number = Math.max(changedFrom, first);
        for (; number <= newest && changed.size() < most; number++) {
            Bar bar = ring[place(number)];
            if (bar != null && bar.start == number * interval.millis()) {
                changed.add(bar.kept());
            }
        }
        changedFrom = number <= newest ? number : NONE;
        return new CandleChanges(changed, lostFrom * interval.millis(), first * interval.millis());
    }

    /**
     * Since when candles have changed since they were last taken, in milliseconds since 1970-01-01 UTC; {@link Long#MAX_VALUE} if
     * none has. They count as taken.
     */
    long takeChanged() {
        long from = changedFrom == NONE ? NONE : changedFrom * interval.millis();
        changedFrom = NONE;
        return from;
    }

    /** Counts all candles that start at or after a time as changed. */
    void markChanged(long from) {
        if (newest >= 0) {
            long number = Math.max(0, Math.max(interval.number(from), newest - interval.kept() + 1));
            changedFrom = number <= newest ? Math.min(changedFrom, number) : changedFrom;
        }
    }

    /** Removes the candles that start at or after a time, in milliseconds since 1970-01-01 UTC. */
    void dropFrom(long from) {
        for (int place = 0; ring != null && place < ring.length; place++) {
            if (ring[place] != null && ring[place].start >= from) {
                ring[place] = null;
            }
        }
        last = null;
    }

    /** Returns whether some candles have changed since they were taken. */
    boolean isChanged() {
        return changedFrom != NONE;
    }

    /** Adds candles from before this log, oldest first. Where it has trades of the same interval already, they follow. */
    void restore(List<KeptCandle> earlier) {
        if (earlier.isEmpty()) {
            return;
        }
        long latest = interval.number(earlier.get(earlier.size() - 1).candle().start());
        newest = Math.max(newest, latest);
        for (KeptCandle kept : earlier) {
            long number = interval.number(kept.candle().start());
            if (number > newest - interval.kept()) {
                boolean isShared = bar(number).restore(kept);
                // The last one, too: what is folded from it may not have been kept any more.
                changedFrom = isShared || number == latest ? Math.min(changedFrom, number) : changedFrom;
            }
        }
    }

    /** The candles that start at or after a time, in milliseconds since 1970-01-01 UTC, 0 to 2^53 - 1; oldest first. */
    List<Candle> since(long from) {
        List<Candle> candles = new ArrayList<>();
        long first = Math.max(0, Math.max(newest - interval.kept() + 1, (from + interval.millis() - 1) / interval.millis()));
        for (long number = first; number <= newest; number++) {
            Bar bar = ring[place(number)];
            if (bar != null && bar.start == number * interval.millis()) {
                candles.add(bar.candle());
            }
        }
        return candles;
    }

    private Bar bar(long number) {
        if (ring == null) {
            ring = new Bar[places];
        }
        int place = place(number);
        if (ring[place] == null) {
            ring[place] = new Bar();
        }
        long start = number * interval.millis();
        if (ring[place].prints == 0 || ring[place].start != start) {
            ring[place].begin(start);
        }
        return ring[place];
    }

    private int place(long number) {
        return (int) number & places - 1;
    }

    /** A candle in the making. */
    private static final class Bar {
        private long start;
        private double open;
        private double high;
        private double low;
        private double close;
        private double volume;
        private int prints;
        /** When the trades of {@code open} and {@code close} were, in milliseconds after the start. */
        private int opened;
        private int closed;

        boolean covers(long time, Interval interval) {
            return time >= start && time - start < interval.millis();
        }

        void begin(long at) {
            start = at;
            prints = 0;
            volume = 0;
        }

        void add(Trade trade) {
            int at = (int) (trade.time() - start);
            double price = trade.price();
            boolean first = prints == 0;
            if (first || at < opened) {
                open = price;
                opened = at;
            }
            if (first || at >= closed) {
                close = price;
                closed = at;
            }
            high = first ? price : Math.max(high, price);
            low = first ? price : Math.min(low, price);
            // Two finite volumes may have an infinite sum, which JSON cannot express.
            volume = Math.min(volume + trade.volume(), Double.MAX_VALUE);
            prints++;
        }

        /** Puts earlier trades before those that are in it, and returns whether there were any. */
        boolean restore(KeptCandle kept) {
            Candle earlier = kept.candle();
            boolean isShared = prints > 0;
            if (!isShared || kept.opened() <= opened) {
                open = earlier.open();
                opened = kept.opened();
            }
            if (!isShared || kept.closed() > closed) {
                close = earlier.close();
                closed = kept.closed();
            }
            high = isShared ? Math.max(high, earlier.high()) : earlier.high();
            low = isShared ? Math.min(low, earlier.low()) : earlier.low();
            volume = Math.min(volume + earlier.volume(), Double.MAX_VALUE);
            prints += earlier.prints();
            return isShared;
        }

        Candle candle() {
            return new Candle(start, open, high, low, close, volume, prints);
        }

        KeptCandle kept() {
            return new KeptCandle(candle(), opened, closed);
        }
    }
}
