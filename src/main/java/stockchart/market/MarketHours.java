package stockchart.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stockchart.market.MarketHours.Holiday.Hours;
import stockchart.market.MarketHours.Session.Kind;

/**
 * When the US stock market trades, by New York time and a list of holidays. Immutable; any thread.
 *
 * <p>Trading before the opening begins at 4:00, and after the close goes on for four hours: until 20:00, and until 17:00 on a day
 * that closes at 13:00, according to the notes of the New York Stock Exchange's calendar.
 */
public final class MarketHours {
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final LocalTime EARLY = LocalTime.of(4, 0);
    private static final Hours FULL_DAY = new Hours(LocalTime.of(9, 30), LocalTime.of(16, 0));
    private static final int HOURS_AFTER_CLOSE = 4;
    /** Longer than the market has ever been closed; the search for a trading day ends here. */
    private static final int LONGEST_CLOSURE = 14;

    private final Map<LocalDate, Holiday> holidays = new HashMap<>();

    /** @param holidays if two are for the same day, the first one counts */
    public MarketHours(List<Holiday> holidays) {
        holidays.forEach(holiday -> this.holidays.putIfAbsent(holiday.date(), holiday));
    }

    /** The date in New York at a time in milliseconds. */
    public static LocalDate date(long millis) {
        return Instant.ofEpochMilli(millis).atZone(NEW_YORK).toLocalDate();
    }

    /** The holiday on a date in New York, shortened days included. */
    public Optional<Holiday> holiday(LocalDate date) {
        return Optional.ofNullable(holidays.get(date));
    }

    /** The sessions of a date in New York, the earliest first; none on a weekend or holiday. */
    public List<Session> sessions(LocalDate date) {
        return hours(date).map(hours -> sessions(date, hours)).orElse(List.of());
    }

    /** The sessions of all dates from the first to the last, both included. */
    public List<Session> sessions(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).flatMap(date -> sessions(date).stream()).toList();
    }

    /** The session at a time in milliseconds; empty when the market is closed. */
    public Optional<Kind> session(long millis) {
        return sessions(date(millis)).stream().filter(session -> session.holds(millis)).map(Session::kind).findAny();
    }

    /** The date of the trading day that began last: until 4:00 on Tuesday, and all weekend, the previous one. */
    public LocalDate tradingDay(long millis) {
        LocalDate today = date(millis);
        for (LocalDate date = today; date.isAfter(today.minusDays(LONGEST_CLOSURE)); date = date.minusDays(1)) {
            List<Session> sessions = sessions(date);
            if (!sessions.isEmpty() && sessions.get(0).from() <= millis) {
                return date;
            }
        }
        return today;
    }

    private Optional<Hours> hours(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend) {
            return Optional.empty();
        }
        return holiday(date).map(Holiday::hours).orElse(Optional.of(FULL_DAY));
    }

    private static List<Session> sessions(LocalDate date, Hours hours) {
        long open = millis(date, hours.open());
        long close = millis(date, hours.close());
        List<Session> sessions = new ArrayList<>(3);
        if (EARLY.isBefore(hours.open())) {
            sessions.add(new Session(Kind.PRE_MARKET, millis(date, EARLY), open));
        }
        sessions.add(new Session(Kind.REGULAR, open, close));
        LocalTime late = hours.close().plusHours(HOURS_AFTER_CLOSE);
        // A close so late that four more hours would end on the next day is not a real one; then no after-hours session follows it.
        if (late.isAfter(hours.close())) {
            sessions.add(new Session(Kind.POST_MARKET, close, millis(date, late)));
        }
        return sessions;
    }

    private static long millis(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(NEW_YORK).toInstant().toEpochMilli();
    }

    /**
     * A stretch of time in which the US stock market trades. Immutable.
     *
     * @param from when it begins, in milliseconds since 1970-01-01 UTC
     * @param to when it ends, in milliseconds since 1970-01-01 UTC, exclusive
     */
    public record Session(Kind kind, long from, long to) {
        /** What kind of trading it is. */
        public enum Kind {
            PRE_MARKET, REGULAR, POST_MARKET;

            /** Finnhub's word for it, for example {@code pre-market}. */
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }

        /** Returns whether a time in milliseconds lies in it. */
        public boolean holds(long millis) {
            return from <= millis && millis < to;
        }
    }

    /**
     * A day on which the US stock market is closed or trades shorter than usual. Immutable.
     *
     * @param name what is celebrated, for example {@code Christmas}
     * @param hours the shortened regular session; empty when it is closed all day
     */
    public record Holiday(LocalDate date, String name, Optional<Hours> hours) {
        /**
         * A regular session in New York time.
         *
         * @param open before {@code close}
         */
        public record Hours(LocalTime open, LocalTime close) {
            /** @throws IllegalArgumentException if it closes before it opens */
            public Hours {
                if (!open.isBefore(close)) {
                    throw new IllegalArgumentException("A session cannot last from " + open + " to " + close);
                }
            }
        }

        /** A day on which nothing is traded. */
        public static Holiday closed(LocalDate date, String name) {
            return new Holiday(date, name, Optional.empty());
        }
    }
}
