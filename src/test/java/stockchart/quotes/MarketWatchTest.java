package stockchart.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.market.MarketHours;
import stockchart.market.MarketHours.Session.Kind;
import stockchart.rest.RefreshTimes;
import stockchart.testing.ManualClock;

/** The clock starts on Monday, 5 January 2026, at 10:00 in New York. */
class MarketWatchTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);

    private final ManualClock clock = new ManualClock();
    private final Finnhub finnhub = new Finnhub();
    private final MarketWatch market = new MarketWatch(finnhub, clock, clock, () -> 0);

    @Test
    void hoursAreKnownBeforeFinnhubAnswersButNotConfirmed() {
        MarketWatch.View view = market.view();
        assertEquals(Optional.of(Kind.REGULAR), view.session());
        assertEquals(Optional.empty(), view.holiday());
        assertFalse(view.confirmed());
        assertEquals(clock.millis(), view.now());
    }

    @Test
    void sessionsOfTheSurroundingDaysAreReported() {
        List<LocalDate> dates = market.view().sessions().stream().map(session -> MarketHours.date(session.from())).distinct()
                .toList();
        assertEquals(List.of("2026-01-02", "2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09", "2026-01-12"),
                dates.stream().map(LocalDate::toString).toList());
    }

    @Test
    void sameStatusConfirmsForAWhile() {
        finnhub.session = Optional.of("regular");
        market.refresh();
        assertTrue(market.view().confirmed());
        clock.advance(MarketWatch.LATELY);
        assertTrue(market.view().confirmed());
        clock.advance(Duration.ofMillis(1));
        assertFalse(market.view().confirmed());
    }

    @Test
    void differentStatusDoesNotConfirm() {
        finnhub.session = Optional.of("post-market");
        market.refresh();
        assertFalse(market.view().confirmed());
        assertEquals(Optional.of(Kind.REGULAR), market.view().session());
    }

    @Test
    void statusOfLongAgoDoesNotConfirm() {
        finnhub.session = Optional.of("regular");
        finnhub.age = Duration.ofHours(1);
        market.refresh();
        assertFalse(market.view().confirmed());
    }

    @Test
    void statusStillConfirmsWhenTheNextSessionHasBegun() {
        clock.advance(Duration.ofHours(6).minusMinutes(1));
        finnhub.session = Optional.of("regular");
        market.refresh();
        clock.advance(Duration.ofMinutes(2));
        assertEquals(Optional.of(Kind.POST_MARKET), market.view().session());
        assertTrue(market.view().confirmed());
    }

    @Test
    void holidayClosesTheMarket() {
        finnhub.holidays = List.of(MarketHours.Holiday.closed(TODAY, "Test Day"));
        market.refresh();
        MarketWatch.View view = market.view();
        assertEquals(Optional.empty(), view.session());
        assertEquals(Optional.of("Test Day"), view.holiday());
        assertTrue(view.confirmed());
        assertTrue(view.sessions().stream().noneMatch(session -> MarketHours.date(session.from()).equals(TODAY)));
        assertEquals(LocalDate.of(2026, 1, 2), market.tradingDay(clock.millis()));
    }

    @Test
    void holidayThatOnlyTheStatusKnowsIsNamedForThatDayOnly() {
        finnhub.holidays = null;
        finnhub.holiday = Optional.of("Day of Mourning");
        market.refresh();
        assertEquals(Optional.of("Day of Mourning"), market.view().holiday());
        assertFalse(market.view().confirmed());
        clock.advance(Duration.ofDays(1));
        assertEquals(Optional.empty(), market.view().holiday());
    }

    @Test
    void statusIsRequestedEveryFewMinutesAndHolidaysDaily() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            if (market.isDue()) {
                market.refresh();
            }
            clock.advance(Duration.ofMinutes(1));
        }
        assertEquals(1, finnhub.holidaysAsked);
        assertEquals(24 * 60 / MarketWatch.STATUS_KEPT.toMinutes(), finnhub.statusAsked);
        market.refresh();
        assertEquals(2, finnhub.holidaysAsked);
    }

    @Test
    void failedHolidaysAreTriedAgainAndTheOldOnesStay() {
        finnhub.holidays = List.of(MarketHours.Holiday.closed(TODAY.plusDays(1), "Test Day"));
        market.refresh();
        finnhub.holidays = null;
        clock.advance(MarketWatch.HOLIDAYS_KEPT);
        market.refresh();
        assertEquals(Optional.of("Test Day"), market.view().holiday());
        int before = finnhub.holidaysAsked;
        clock.advance(RefreshTimes.FIRST_RETRY);
        assertTrue(market.isDue());
        market.refresh();
        assertEquals(before + 1, finnhub.holidaysAsked);
    }

    /** Answers as configured by the test; fails for null. */
    private final class Finnhub implements MarketWatch.Source {
        List<MarketHours.Holiday> holidays = List.of();
        Optional<String> session = Optional.empty();
        Optional<String> holiday = Optional.empty();
        Duration age = Duration.ZERO;
        int holidaysAsked;
        int statusAsked;

        @Override
        public List<MarketHours.Holiday> holidays() throws IOException {
            holidaysAsked++;
            if (holidays == null) {
                throw new IOException("HTTP 502");
            }
            return holidays;
        }

        @Override
        public MarketWatch.Status status() {
            statusAsked++;
            return new MarketWatch.Status(session, holiday, clock.millis() - age.toMillis());
        }
    }
}
