package stockchart.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the time of a market is divided into days: which candles make the candle of a day. Immutable; any thread. */
public enum TradingDay {
    /** Of US stocks: a date in New York, with what is traded before the opening and after the close. */
    NEW_YORK(MarketHours.NEW_YORK, LocalTime.MIDNIGHT, 0),
    /** Of currencies: from 17:00 in New York until 17:00 of the date it is called by. */
    CURRENCIES(MarketHours.NEW_YORK, LocalTime.of(17, 0), 1),
    /** Of what is traded round the clock, and of markets whose hours are not known. */
    UTC(ZoneOffset.UTC, LocalTime.MIDNIGHT, 0);

    /** A ticker of a US exchange, perhaps with a class of shares. */
    private static final Pattern US_SYMBOL = Pattern.compile("[A-Z]{1,6}(?:\\.[ABC])?");

    private final ZoneId zone;
    private final LocalTime begin;
    /** How many days the date it is called by lies behind the date on which it begins. */
    private final int ahead;

    TradingDay(ZoneId zone, LocalTime begin, int ahead) {
        this.zone = zone;
        this.begin = begin;
        this.ahead = ahead;
    }

    /**
     * The days of a symbol's market.
     *
     * @param forexExchanges Finnhub's names of the exchanges that trade currencies, which stand before the symbol's colon
     */
    public static TradingDay of(Symbol symbol, Collection<String> forexExchanges) {
        int colon = symbol.value().indexOf(':');
        if (colon < 0) {
            return US_SYMBOL.matcher(symbol.value()).matches() ? NEW_YORK : UTC;
        }
        String exchange = symbol.value().substring(0, colon).toLowerCase(Locale.ROOT);
        return forexExchanges.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(exchange)) ? CURRENCIES : UTC;
    }

    /** The date that a time in milliseconds belongs to. */
    public LocalDate date(long millis) {
        LocalDate shown = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        LocalDate date = shown.plusDays(ahead);
        return millis < from(date) ? shown : date;
    }

    /** When a date begins, in milliseconds since 1970-01-01 UTC: a whole hour. */
    public long from(LocalDate date) {
        return date.minusDays(ahead).atTime(begin).atZone(zone).toInstant().toEpochMilli();
    }

    /** When a date ends, exclusive. */
    public long to(LocalDate date) {
        return from(date.plusDays(1));
    }
}
