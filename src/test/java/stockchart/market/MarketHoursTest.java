package stockchart.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stockchart.market.MarketHours.Holiday.Hours;
import stockchart.market.MarketHours.Session.Kind;

class MarketHoursTest {
    private static final MarketHours.Holiday CHRISTMAS = MarketHours.Holiday.closed(LocalDate.of(2026, 12, 25), "Christmas");
    private static final MarketHours.Holiday DAY_AFTER_THANKSGIVING =
            shortened("2026-11-27", LocalTime.of(9, 30), LocalTime.of(13, 0));

    private final MarketHours hours = new MarketHours(List.of(CHRISTMAS, DAY_AFTER_THANKSGIVING,
            MarketHours.Holiday.closed(LocalDate.of(2027, 1, 1), "New Year's Day")));

    /** Monday, 5 January 2026: New York is five hours behind UTC. */
    @ParameterizedTest
    @CsvSource({"08:59:59.999,", "09:00:00,PRE_MARKET", "14:29:59.999,PRE_MARKET", "14:30:00,REGULAR", "20:59:59.999,REGULAR",
        "21:00:00,POST_MARKET", "23:59:59,POST_MARKET"})
    void aDayHasThreeSessions(String utc, Kind session) {
        assertEquals(Optional.ofNullable(session), at("2026-01-05T" + utc + "Z"));
    }

    @Test
    void tradingEndsAtEightInTheEvening() {
        assertEquals(Optional.of(Kind.POST_MARKET), at("2026-01-06T00:59:59.999Z"));
        assertEquals(Optional.empty(), at("2026-01-06T01:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-06,14:30", "2026-03-09,13:30", "2026-10-30,13:30", "2026-11-02,14:30"})
    void openingFollowsTheClocksOfNewYork(LocalDate date, LocalTime utc) {
        MarketHours.Session regular = hours.sessions(date).get(1);
        assertEquals(Kind.REGULAR, regular.kind());
        assertEquals(Instant.parse(date + "T" + utc + ":00Z").toEpochMilli(), regular.from());
        assertEquals(23_400_000, regular.to() - regular.from());
    }

    @Test
    void weekendHasNoSessions() {
        assertTrue(hours.sessions(LocalDate.of(2026, 1, 10), LocalDate.of(2026, 1, 11)).isEmpty());
        assertEquals(Optional.empty(), at("2026-01-10T16:00:00Z"));
    }

    @Test
    void holidayHasNoSessions() {
        assertTrue(hours.sessions(CHRISTMAS.date()).isEmpty());
        assertEquals(Optional.empty(), at("2026-12-25T16:00:00Z"));
        assertEquals("Christmas", hours.holiday(CHRISTMAS.date()).orElseThrow().name());
        assertTrue(hours.holiday(CHRISTMAS.date().minusDays(1)).isEmpty());
    }

    @Test
    void shortenedDayClosesEarlyAndItsLateTradingToo() {
        List<MarketHours.Session> sessions = hours.sessions(DAY_AFTER_THANKSGIVING.date());
        assertEquals(List.of(Kind.values()), sessions.stream().map(MarketHours.Session::kind).toList());
        assertEquals(Instant.parse("2026-11-27T18:00:00Z").toEpochMilli(), sessions.get(1).to());
        assertEquals(Instant.parse("2026-11-27T22:00:00Z").toEpochMilli(), sessions.get(2).to());
    }

    @Test
    void oddHoursMakeNoOddSessions() {
        LocalDate date = LocalDate.of(2026, 1, 5);
        MarketHours odd = new MarketHours(List.of(shortened(date.toString(), LocalTime.of(3, 0), LocalTime.of(21, 0))));
        assertEquals(List.of(Kind.REGULAR), odd.sessions(date).stream().map(MarketHours.Session::kind).toList());
        assertThrows(IllegalArgumentException.class, () -> new Hours(LocalTime.NOON, LocalTime.NOON));
    }

    @Test
    void sessionsFollowEachOtherAcrossTheYearsEnd() {
        List<MarketHours.Session> sessions = hours.sessions(LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 4));
        assertEquals(9, sessions.size());
        for (int i = 1; i < sessions.size(); i++) {
            assertTrue(sessions.get(i - 1).to() <= sessions.get(i).from());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T08:59:59Z,2026-01-02", "2026-01-05T09:00:00Z,2026-01-05", "2026-01-06T01:30:00Z,2026-01-05",
        "2026-01-10T16:00:00Z,2026-01-09", "2026-12-25T16:00:00Z,2026-12-24", "2027-01-03T16:00:00Z,2026-12-31"})
    void tradingDayLastsUntilTheNextBegins(Instant time, LocalDate day) {
        assertEquals(day, hours.tradingDay(time.toEpochMilli()));
    }

    @Test
    void endlessHolidaysEndTheSearchForATradingDay() {
        LocalDate today = LocalDate.of(2026, 1, 30);
        MarketHours closed = new MarketHours(today.minusDays(29).datesUntil(today.plusDays(1))
                .map(date -> MarketHours.Holiday.closed(date, "Closed")).toList());
        assertEquals(today, closed.tradingDay(Instant.parse("2026-01-30T16:00:00Z").toEpochMilli()));
    }

    private Optional<Kind> at(String time) {
        return hours.session(Instant.parse(time).toEpochMilli());
    }

    private static MarketHours.Holiday shortened(String date, LocalTime open, LocalTime close) {
        return new MarketHours.Holiday(LocalDate.parse(date), "Short", Optional.of(new Hours(open, close)));
    }
}
