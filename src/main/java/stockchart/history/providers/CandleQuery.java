package stockchart.history.providers;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.market.Symbol;

/**
 * The candles of a symbol that begin in a stretch of time. Immutable.
 *
 * @param from in seconds since 1970-01-01 UTC
 * @param to in seconds, inclusive, not before {@code from}
 */
public record CandleQuery(Kind kind, Symbol symbol, Resolution resolution, long from, long to) {
    /** Beyond the year 9999 there is nothing. */
    public static final long MAX_SECONDS = 253_402_300_799L;

    /** @throws IllegalArgumentException if the times are out of range or out of order */
    public CandleQuery {
        if (from < 0 || to < from || to > MAX_SECONDS) {
            throw new IllegalArgumentException("Not a stretch of time: " + from + " to " + to);
        }
    }

    /**
     * The query that has the same candles and starts and ends with one, so that queries that differ by seconds share an answer.
     *
     * @param now in seconds; later candles do not exist
     */
    CandleQuery rounded(long now) {
        long step = resolution.seconds;
        long last = Math.max(from, Math.min(to, now));
        long first = Math.floorDiv(from, step) * step;
        return new CandleQuery(kind, symbol, resolution, first, Math.min(MAX_SECONDS, (Math.floorDiv(last, step) + 1) * step));
    }

    /**
     * Whether all its candles are complete, with a day to spare for trades that are reported late.
     *
     * @param now in seconds
     */
    boolean isOver(long now) {
        return to < now - resolution.longest - Duration.ofDays(1).toSeconds();
    }

    /** What kind of market a symbol is traded on. */
    public enum Kind {
        STOCK, FOREX, CRYPTO;

        /** Finnhub's word for it in paths. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long a candle is, with Finnhub's name of it. */
    public enum Resolution {
        ONE_MINUTE("1", Duration.ofMinutes(1)), FIVE_MINUTES("5", Duration.ofMinutes(5)), QUARTER("15", Duration.ofMinutes(15)),
        HALF_HOUR("30", Duration.ofMinutes(30)), HOUR("60", Duration.ofHours(1)), DAY("D", Duration.ofDays(1)),
        WEEK("W", Duration.ofDays(7)), MONTH("M", Duration.ofDays(31));

        private final String name;
        private final long longest;
        /** Queries are rounded to multiples of this. Days and longer candles start at other times. */
        private final long seconds;

        Resolution(String name, Duration longest) {
            this.name = name;
            this.longest = longest.toSeconds();
            this.seconds = Math.min(this.longest, Duration.ofDays(1).toSeconds());
        }

        /** Finnhub's name. */
        public String word() {
            return name;
        }

        /** The one with a name, for example {@code 5} or {@code D}; empty if there is none. */
        public static Optional<Resolution> of(String name) {
            return Stream.of(values()).filter(one -> one.name.equals(name)).findAny();
        }
    }
}
