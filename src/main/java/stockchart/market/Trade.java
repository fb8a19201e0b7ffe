package stockchart.market;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One print of one symbol, as Finnhub reports it. Immutable.
 *
 * @param price last price in the symbol's quote currency, finite; 0 and below for oil or spreads at times
 * @param time when it was traded, in milliseconds since 1970-01-01 UTC, 0 to {@link #MAX_TIME}
 * @param volume size of this trade, finite, 0 or above, fractional for crypto; 0 is a price update without a trade
 * @param conditions Finnhub's trade-condition codes, empty when it sent none
 */
public record Trade(double price, long time, double volume, List<String> conditions) {
    /** The end of the year 9999: later times are garbage, and JavaScript's dates still reach it. */
    public static final long MAX_TIME = 253_402_300_799_999L;
    /** How far a trade may lie ahead of its arrival, in milliseconds: clocks differ, and a time further ahead is wrong. */
    public static final long MAX_AHEAD = TimeUnit.MINUTES.toMillis(1);
    /**
     * How far a trade may lie behind its arrival, in milliseconds. Feeds are late by hours or days; a time in seconds that is taken
     * for milliseconds is off by decades.
     */
    public static final long MAX_BEHIND = TimeUnit.DAYS.toMillis(3_650);

    /** @throws IllegalArgumentException naming the number that is out of range */
    public Trade {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("Price out of range: " + price);
        }
        if (!(volume >= 0) || Double.isInfinite(volume)) {
            throw new IllegalArgumentException("Volume out of range: " + volume);
        }
        if (time < 0 || time > MAX_TIME) {
            throw new IllegalArgumentException("Time out of range: " + time);
        }
        // Zero has no sign, so that equal prices are equal.
        price += 0.0;
        volume += 0.0;
        conditions = List.copyOf(conditions);
    }

    /** A trade without condition codes. */
    public Trade(double price, long time, double volume) {
        this(price, time, volume, List.of());
    }

    /**
     * Returns whether the time of this trade is plausible. It comes from outside and is data: it neither orders trades nor gives
     * their age. A trade with an implausible time is passed on unchanged, but moves no price and is in no candle. The page has the
     * same rule in {@code prices/price-series.js}.
     *
     * @param arrived when the trade came in, by this machine's clock, in milliseconds since 1970-01-01 UTC
     */
    public boolean isPlausible(long arrived) {
        return time - arrived <= MAX_AHEAD && arrived - time <= MAX_BEHIND;
    }

    /** A trade with the symbol that was traded, as one row of a Finnhub message carries it. Immutable. */
    public record SymbolTrade(Symbol symbol, Trade trade) {}
}
