package stockchart.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import stockchart.market.MarketHours;

/**
 * The trading days of the simulated markets, as Finnhub dates its daily candles. Stocks: the sessions of New York, from 4:00 to 20:00
 * where no holiday shortens them, and none on weekends and holidays. Currencies: from 17:00 to 17:00 New York time, without weekends.
 * Crypto: days of UTC. Outside of these days live prices go on, but no candle has them. Pure functions.
 */
final class SimulatedCalendar {
    private static final LocalTime FOREX_DAY = LocalTime.of(17, 0);

    private SimulatedCalendar() {
    }

    /**
     * The days that have a part in a stretch of time, the earliest first.
     *
     * @param from in milliseconds since 1970-01-01 UTC
     * @param to in milliseconds, exclusive
     */
    static List<TradingDay> days(Instrument.Kind kind, SimulatedMarket market, long from, long to) {
        LocalDate first = MarketHours.date(from).minusDays(1);
        LocalDate last = MarketHours.date(to).plusDays(2);
        Stream<TradingDay> days = switch (kind) {
            case STOCK -> stock(market.hours(first, last), first, last);
            case FOREX -> first.datesUntil(last).filter(SimulatedCalendar::isWeekday).map(SimulatedCalendar::forex);
            case CRYPTO -> first.datesUntil(last).map(SimulatedCalendar::crypto);
        };
        return days.filter(day -> day.to() > from && day.from() < to).toList();
    }

    private static Stream<TradingDay> stock(MarketHours hours, LocalDate first, LocalDate last) {
        return first.datesUntil(last).flatMap(date -> {
            List<MarketHours.Session> sessions = hours.sessions(date);
            return sessions.isEmpty() ? Stream.of() : Stream.of(new TradingDay(date, newYork(date, LocalTime.MIDNIGHT),
                    sessions.get(0).from(), sessions.get(sessions.size() - 1).to()));
        });
    }

    private static TradingDay forex(LocalDate date) {
        long start = newYork(date.minusDays(1), FOREX_DAY);
        return new TradingDay(date, start, start, newYork(date, FOREX_DAY));
    }

    private static TradingDay crypto(LocalDate date) {
        long start = date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return new TradingDay(date, start, start, date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    private static boolean isWeekday(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static long newYork(LocalDate date, LocalTime time) {
        Instant instant = date.atTime(time).atZone(MarketHours.NEW_YORK).toInstant();
        return instant.toEpochMilli();
    }

    /**
     * A day on which an instrument is traded. Immutable.
     *
     * @param date as its market says it
     * @param stamp the time that its daily candle has, in milliseconds since 1970-01-01 UTC
     * @param from when trading begins, in milliseconds; a whole hour or half hour
     * @param to when it ends, in milliseconds, exclusive
     */
    record TradingDay(LocalDate date, long stamp, long from, long to) {
    }
}
