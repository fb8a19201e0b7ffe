package stockchart.market;

import java.util.concurrent.TimeUnit;

/**
 * Whether the time of a trade can be believed. It comes from outside and is data: it neither orders trades nor tells their age. One
 * that cannot be right is passed on as it came, but moves no price and makes no candle. The page has the same rule in
 * {@code prices/price-series.js}.
 */
public final class TradeTime {
    /** How far a trade may lie ahead of its arrival, in milliseconds: clocks differ, and one further ahead is wrong. */
    public static final long MAX_AHEAD = TimeUnit.MINUTES.toMillis(1);
    /** How far it may lie behind: feeds are late by hours or days, but a time in seconds that is taken for milliseconds by decades. */
    public static final long MAX_BEHIND = TimeUnit.DAYS.toMillis(3_650);

    private TradeTime() {}

    /**
     * Says whether a trade that has come in may have this time.
     *
     * @param time of the trade, in milliseconds since 1970-01-01 UTC
     * @param arrived when it came in, by this machine's clock, likewise
     */
    public static boolean isPlausible(long time, long arrived) {
        return time - arrived <= MAX_AHEAD && arrived - time <= MAX_BEHIND;
    }
}
