package stockchart.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The sessions of the US stock market by New York time, holidays left aside. Pure functions. */
final class MarketHours {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final String REGULAR = "regular";

    private static final LocalTime EARLY = LocalTime.of(4, 0);
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime LATE = LocalTime.of(20, 0);

    private MarketHours() {
    }

    /** Finnhub's word for the session at a time in milliseconds, empty when the market is closed. */
    static Optional<String> session(long millis) {
        ZonedDateTime there = Instant.ofEpochMilli(millis).atZone(NEW_YORK);
        LocalTime time = there.toLocalTime();
        boolean weekend = there.getDayOfWeek() == DayOfWeek.SATURDAY || there.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend || time.isBefore(EARLY) || !time.isBefore(LATE)) {
            return Optional.empty();
        }
        if (time.isBefore(OPEN)) {
            return Optional.of("pre-market");
        }
        return Optional.of(time.isBefore(CLOSE) ? REGULAR : "post-market");
    }
}
