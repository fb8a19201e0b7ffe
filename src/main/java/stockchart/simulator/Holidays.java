package stockchart.simulator;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.market.MarketHours;

/** Some holidays of the US market, computed; enough to look real. Pure functions. */
final class Holidays {
    private static final MarketHours.Holiday.Hours SHORT = new MarketHours.Holiday.Hours(LocalTime.of(9, 30), LocalTime.of(13, 0));

    private Holidays() {}

    /** The holidays of the years before and after a date and of its own, the earliest first. */
    static List<MarketHours.Holiday> around(LocalDate date) {
        return Stream.of(date.getYear() - 1, date.getYear(), date.getYear() + 1).flatMap(Holidays::of).toList();
    }

    private static Stream<MarketHours.Holiday> of(int year) {
        LocalDate thanksgiving = LocalDate.of(year, Month.NOVEMBER, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
        return Stream.of(
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.JANUARY, 1)), "New Year's Day"),
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.JULY, 4)), "Independence Day"),
                MarketHours.Holiday.closed(thanksgiving, "Thanksgiving Day"),
                new MarketHours.Holiday(thanksgiving.plusDays(1), "Thanksgiving Day", Optional.of(SHORT)),
                MarketHours.Holiday.closed(observed(LocalDate.of(year, Month.DECEMBER, 25)), "Christmas"));
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
