package stockchart.simulator;

import java.util.Optional;
import stockchart.market.Trade;

/**
 * The candles of one instrument over stretches of whole minutes, up to a time. A finished minute has the prices of
 * {@link MinutePrices}; the running one those of its trades so far. A candle of several minutes is what its minutes add up to; the
 * highest and the lowest price of a day are found without computing every minute, by searching only those in which the walk can be
 * high or low enough. Confined to the caller.
 */
final class SimulatedStretch {
    private final Instrument instrument;
    private final TradeStream stream;
    private final RandomWalk.Cursor cursor;
    private final long now;

    /** @param now in milliseconds since 1970-01-01 UTC; nothing is known of later times */
    SimulatedStretch(Instrument instrument, TradeStream stream, long now) {
        this.instrument = instrument;
        this.stream = stream;
        this.cursor = stream.walk().new Cursor();
        this.now = now;
    }

    /**
     * The candle of a stretch; empty if it has not begun.
     *
     * @param from a whole minute, in milliseconds
     * @param to a whole minute, in milliseconds, exclusive
     */
    Optional<SimulatedCandle> candle(long from, long to) {
        long first = MinutePrices.number(from);
        long end = MinutePrices.number(Math.min(to, now));
        Optional<SimulatedCandle> finished = first < end ? Optional.of(finished(first, end)) : Optional.empty();
        boolean isRunning = from <= now && now < to && end * MinutePrices.MILLIS < now;
        if (!isRunning) {
            return finished;
        }
        SimulatedCandle running = running(end);
        return Optional.of(finished.map(before -> before.and(running, instrument)).orElse(running));
    }

    private SimulatedCandle finished(long first, long end) {
        double volume = 0;
        for (long minute = first; minute < end; minute++) {
            volume += stream.volume(minute);
        }
        volume = instrument.roundedVolume(volume);
        long start = first * MinutePrices.MILLIS;
        if (end - first == 1) {
            MinutePrices only = MinutePrices.of(first, instrument, cursor);
            return new SimulatedCandle(start, only.open(), only.high(), only.low(), only.close(), volume);
        }
        return new SimulatedCandle(start, instrument.rounded(cursor.priceAt(start)), outermost(first, end, 1),
                outermost(first, end, -1), instrument.rounded(cursor.priceAt(end * MinutePrices.MILLIS)), volume);
    }

    private double outermost(long first, long end, int sign) {
        return MinutePrices.outermost(instrument, sign * search(first, end, sign, Double.NEGATIVE_INFINITY), sign);
    }

    /** The highest price of the walk within these minutes or the best one known; for the lowest every price is its negative. */
    private double search(long first, long end, int sign, double best) {
        if (end - first == 1) {
            return Math.max(best, sign * MinutePrices.extreme(first, sign, cursor));
        }
        long middle = first + (end - first) / 2;
        double earlier = bound(first, middle, sign);
        double later = bound(middle, end, sign);
        double found = best;
        if (later > earlier) {
            found = later > found ? search(middle, end, sign, found) : found;
            return earlier > found ? search(first, middle, sign, found) : found;
        }
        found = earlier > found ? search(first, middle, sign, found) : found;
        return later > found ? search(middle, end, sign, found) : found;
    }

    private double bound(long first, long end, int sign) {
        return sign * stream.walk().bound(first * MinutePrices.MILLIS, end * MinutePrices.MILLIS, sign);
    }

    /** The minute that goes on: its volume grows with time. */
    private SimulatedCandle running(long minute) {
        long start = minute * MinutePrices.MILLIS;
        double open = instrument.rounded(cursor.priceAt(start));
        double high = open;
        double low = open;
        double close = open;
        long closed = start;
        for (Trade trade : stream.trades(TradeStream.lastSlot(start), TradeStream.lastSlot(now))) {
            if (trade.time() >= start) {
                high = Math.max(high, trade.price());
                low = Math.min(low, trade.price());
                close = trade.time() >= closed ? trade.price() : close;
                closed = Math.max(closed, trade.time());
            }
        }
        double volume = instrument.roundedVolume(stream.volume(minute) * (now - start) / MinutePrices.MILLIS);
        return new SimulatedCandle(start, open, high, low, close, volume);
    }
}
