package stockchart.market;

import java.util.Locale;

/**
 * A stretch of time in which the US stock market trades. Immutable.
 *
 * @param from when it begins, in milliseconds since 1970-01-01 UTC
 * @param to when it is over; the first millisecond that is no longer part of it
 */
public record TradingSession(Kind kind, long from, long to) {
    /** What kind of trading it is. */
    public enum Kind {
        PRE_MARKET, REGULAR, POST_MARKET;

        /** Finnhub's word for it, for example {@code pre-market}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Says whether a time in milliseconds lies in it. */
    public boolean holds(long millis) {
        return from <= millis && millis < to;
    }
}
