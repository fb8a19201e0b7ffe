package stockchart.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.market.MarketHours;
import stockchart.market.MarketHours.Session;

/**
 * The hours of the US market as the simulator reports them: the usual ones, or closed from a day on. The usual hours do not stop
 * the simulator's prices; a closed market stops those of stocks. Immutable; any thread.
 */
final class SimulatedMarket {
    /** Further ahead than any caller looks, and enough for a server that requests them once a day. */
    private static final int DAYS_AHEAD = 14;

    private final Optional<LocalDate> closedFrom;
    private final Optional<Long> lastClose;

    /**
     * @param isClosed whether it is closed from today on
     * @param now the time, in milliseconds since 1970-01-01 UTC
     */
    SimulatedMarket(boolean isClosed, long now) {
        closedFrom = Optional.of(MarketHours.date(now)).filter(today -> isClosed);
        lastClose = closedFrom.map(SimulatedMarket::closeBefore);
    }

    /** The last close of regular hours, in milliseconds since 1970-01-01 UTC; empty unless the market is closed permanently. */
    Optional<Long> lastClose() {
        return lastClose;
    }

    /** The holidays of the years around a date. */
    List<MarketHours.Holiday> holidays(LocalDate date) {
        // Of two holidays on a day, the first counts.
        return Stream.concat(closedDays(date), Holidays.around(date).stream()).toList();
    }

    /** The hours from one date to another. */
    MarketHours hours(LocalDate first, LocalDate last) {
        return new MarketHours(Stream.concat(closedDays(last), Holidays.between(first.getYear(), last.getYear()).stream()).toList());
    }

    private Stream<MarketHours.Holiday> closedDays(LocalDate date) {
        return closedFrom.filter(first -> !first.isAfter(date)).stream()
                .flatMap(first -> first.datesUntil(date.plusDays(DAYS_AHEAD)))
                .map(day -> MarketHours.Holiday.closed(day, "Simulated holiday"));
    }

    private static long closeBefore(LocalDate date) {
        MarketHours hours = new MarketHours(Holidays.around(date));
        return Stream.iterate(date.minusDays(1), day -> day.minusDays(1)).flatMap(day -> hours.sessions(day).stream())
                .filter(session -> session.kind() == Session.Kind.REGULAR).findFirst().orElseThrow().to();
    }
}
