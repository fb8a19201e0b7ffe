package stockchart.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stockchart.market.MarketHours;

/** The holidays of the US market, computed, without the shorter days before July 4 and Christmas. Pure functions. */
final class Holidays {
    private static final MarketHours.Holiday.Hours SHORT = new MarketHours.Holiday.Hours(LocalTime.of(9, 30), LocalTime.of(13, 0));

    private Holidays() {}

    /** The holidays of the years before and after a date and of its own, the earliest first. */
    static List<MarketHours.Holiday> around(LocalDate date) {
        return between(date.getYear() - 1, date.getYear() + 1);
    }

    /** The holidays of these years, the last one included, the earliest first. */
    static List<MarketHours.Holiday> between(int firstYear, int lastYear) {
        return IntStream.rangeClosed(firstYear, lastYear).boxed().flatMap(Holidays::of).toList();
    }

    private static Stream<MarketHours.Holiday> of(int year) {
        LocalDate thanksgiving = LocalDate.of(year, Month.NOVEMBER, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
        return Stream.of(
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.JANUARY, 1)), "New Year's Day"),
                MarketHours.Holiday.closed(monday(year, Month.JANUARY, 3), "Martin Luther King, Jr. Day"),
                MarketHours.Holiday.closed(monday(year, Month.FEBRUARY, 3), "Washington's Birthday"),
                MarketHours.Holiday.closed(easter(year).minusDays(2), "Good Friday"),
                MarketHours.Holiday.closed(monday(year, Month.MAY, -1), "Memorial Day"),
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.JUNE, 19)), "Juneteenth"),
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.JULY, 4)), "Independence Day"),
                MarketHours.Holiday.closed(monday(year, Month.SEPTEMBER, 1), "Labor Day"),
                MarketHours.Holiday.closed(thanksgiving, "Thanksgiving Day"),
                new MarketHours.Holiday(thanksgiving.plusDays(1), "Thanksgiving Day", Optional.of(SHORT)),
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.DECEMBER, 25)), "Christmas"));
    }

    /** @param ordinal which Monday of the month, -1 for the last */
    private static LocalDate monday(int year, Month month, int ordinal) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }

    /** Easter Sunday by Gauss's rule; without its exceptions, the next of which is in 2049. */
    private static LocalDate easter(int year) {
        int fullMoon = (19 * (year % 19) + 24) % 30;
        int sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * fullMoon + 5) % 7;
        return LocalDate.of(year, Month.MARCH, 22).plusDays(fullMoon + sunday);
    }

    /** A Sunday's is observed on Monday, a Saturday's on Friday, but not in the previous year. */
    private static LocalDate observed(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SUNDAY -> date.plusDays(1);
            case SATURDAY -> date.getDayOfYear() == 1 ? date : date.minusDays(1);
            default -> date;
        };
    }
}
