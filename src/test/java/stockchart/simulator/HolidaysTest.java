package stockchart.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import stockchart.market.MarketHours;

class HolidaysTest {
    private final List<MarketHours.Holiday> holidays = Holidays.around(LocalDate.of(2026, 11, 24));

    @Test
    void yearsBeforeAndAfterAreThereInOrder() {
        List<LocalDate> dates = holidays.stream().map(MarketHours.Holiday::date).toList();
        assertEquals(dates.stream().sorted().toList(), dates);
        assertEquals(LocalDate.of(2025, 1, 1), dates.get(0));
        // Christmas of 2027 is a Saturday.
        assertEquals(LocalDate.of(2027, 12, 24), dates.get(dates.size() - 1));
    }

    @Test
    void thanksgivingIsTheFourthThursdayAndTheDayAfterIsShort() {
        MarketHours hours = new MarketHours(holidays);
        assertTrue(hours.sessions(LocalDate.of(2026, 11, 26)).isEmpty());
        assertEquals("13:00", hours.holiday(LocalDate.of(2026, 11, 27)).orElseThrow().hours().orElseThrow().close().toString());
    }

    @Test
    void holidayOnAWeekendIsKeptBesideItButNewYearNeverInTheOldYear() {
        assertEquals("Independence Day", name(LocalDate.of(2026, 7, 3)));
        assertEquals("Independence Day", name(LocalDate.of(2027, 7, 5)));
        // New Year's Day of 2028 is a Saturday.
        MarketHours later = new MarketHours(Holidays.around(LocalDate.of(2028, 1, 1)));
        assertTrue(later.holiday(LocalDate.of(2027, 12, 31)).isEmpty());
    }

    /** As the New York Stock Exchange lists them for 2027. */
    @Test
    void movableHolidaysAreFound() {
        assertEquals("Martin Luther King, Jr. Day", name(LocalDate.of(2027, 1, 18)));
        assertEquals("Washington's Birthday", name(LocalDate.of(2027, 2, 15)));
        assertEquals("Good Friday", name(LocalDate.of(2027, 3, 26)));
        assertEquals("Good Friday", name(LocalDate.of(2026, 4, 3)));
        assertEquals("Good Friday", name(LocalDate.of(2025, 4, 18)));
        assertEquals("Memorial Day", name(LocalDate.of(2027, 5, 31)));
        assertEquals("Juneteenth", name(LocalDate.of(2027, 6, 18)));
        assertEquals("Labor Day", name(LocalDate.of(2027, 9, 6)));
    }

    private String name(LocalDate date) {
        return new MarketHours(holidays).holiday(date).orElseThrow().name();
    }
}
