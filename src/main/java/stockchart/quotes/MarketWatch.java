package stockchart.quotes;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import stockchart.market.MarketHours;
import stockchart.market.Symbol;
import stockchart.rest.RefreshTimes;

/**
 * Knows when the US market trades: from New York time alone at first, with Finnhub's holidays once they are known, and returns
 * whether Finnhub's market status agrees.
 *
 * <p>{@link #refresh()} is confined to one thread at a time; everything else is for any thread.
 */
public final class MarketWatch {
    static final String EXCHANGE = "US";
    static final Duration HOLIDAYS_KEPT = Duration.ofDays(1);
    static final Duration STATUS_KEPT = Duration.ofMinutes(3);
    /** A status confirms the hours for this long: a failed attempt or two do not matter. */
    static final Duration LATELY = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(MarketWatch.class.getName());
    private static final Pattern US_SYMBOL = Pattern.compile("[A-Z]{1,6}(?:\\.[ABC])?");
    private static final int DAYS_BACK = 3;
    private static final int DAYS_AHEAD = 7;

    private final Source source;
    private final Clock clock;
    private final Clock steady;
    private final RefreshTimes holidayTimes;
    private final RefreshTimes statusTimes;
    private volatile MarketHours hours = new MarketHours(List.of());
    /** Null before the first. */
    private volatile Lookup lookup;
    /** Empty until Finnhub has reported it once. */
    private volatile Optional<Report> status = Optional.empty();

    private record Lookup(long second, MarketHours hours, boolean isOpen) {}

    /**
     * @param isTimely whether its time was close to that of its arrival
     * @param at when it arrived, by the steady clock, milliseconds
     */
    private record Report(Status status, boolean isTimely, long at) {}

    /**
     * @param clock the time of day
     * @param steady a clock that does not jump, for waits and ages
     * @param random a number from 0 to 1, 1 excluded
     */
    MarketWatch(Source source, Clock clock, Clock steady, DoubleSupplier random) {
        this.source = source;
        this.clock = clock;
        this.steady = steady;
        this.holidayTimes = new RefreshTimes(steady, random);
        this.statusTimes = new RefreshTimes(steady, random);
    }

    /** Returns whether something is due to be fetched now. */
    boolean isDue() {
        return holidayTimes.isDue() || statusTimes.isDue();
    }

    /** Fetches what is due; blocks meanwhile. */
    void refresh() {
        if (holidayTimes.isDue()) {
            fetch("holidays", holidayTimes, HOLIDAYS_KEPT, () -> hours = new MarketHours(source.holidays()));
        }
        if (statusTimes.isDue()) {
            fetch("status", statusTimes, STATUS_KEPT, () -> status = Optional.of(report(source.status())));
        }
    }

    /** The cause of failures may be gone: what failed is retried soon. */
    void retrySoon() {
        holidayTimes.retrySoon();
        statusTimes.retrySoon();
    }

    /** The trading day at a time in milliseconds. */
    LocalDate tradingDay(long millis) {
        return hours.tradingDay(millis);
    }

    /**
     * Returns whether a symbol's market is closed now. Hours are known of the US market only. A symbol with an exchange before
     * a colon, or with anything but a class of shares after a point, is of another market. Public for the shell's callers.
     */
    public boolean isClosed(Symbol symbol) {
        return US_SYMBOL.matcher(symbol.value()).matches() && !isOpen();
    }

    /** Looked up once a second, because a thousand symbols may be checked. */
    private boolean isOpen() {
        long second = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        Lookup known = lookup;
        if (known == null || known.second != second || known.hours != hours) {
            MarketHours calendar = hours;
            known = new Lookup(second, calendar, calendar.session(clock.millis()).isPresent());
            lookup = known;
        }
        return known.isOpen;
    }

    /** The present state. Public, so that the shell passes it on. */
    public View view() {
        long now = clock.millis();
        LocalDate today = MarketHours.date(now);
        MarketHours calendar = hours;
        Optional<Status> recent = status
                .filter(report -> report.isTimely && steady.millis() - report.at <= LATELY.toMillis()).map(Report::status);
        boolean confirmed = recent.isPresent() && recent.get().session()
                .equals(calendar.session(recent.get().time()).map(MarketHours.Session.Kind::word));
        Optional<String> holiday = calendar.holiday(today).map(MarketHours.Holiday::name)
                .or(() -> recent.filter(report -> MarketHours.date(report.time()).equals(today)).flatMap(Status::holiday));
        return new View(now, calendar.session(now), holiday, confirmed,
                calendar.sessions(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD)));
    }

    private Report report(Status report) {
        return new Report(report, Math.abs(clock.millis() - report.time()) <= LATELY.toMillis(), steady.millis());
    }

    private static void fetch(String what, RefreshTimes times, Duration period, Fetch fetch) {
        try {
            fetch.run();
            times.succeeded(period);
        } catch (IOException | RuntimeException | Error failure) {
            // An Error too, such as for lack of memory: otherwise it would be fetched again at once, without any report.
            LOG.log(times.failed() ? Level.WARNING : Level.DEBUG, "The market''s {0} could not be fetched: {1}", what,
                    failure instanceof IOException ? failure.getMessage() : failure.toString());
        }
    }

    /** Fetches and keeps. */
    private interface Fetch {
        void run() throws IOException;
    }

    /** The source of the market's holidays and status. Each method blocks until the answer is there. */
    interface Source {
        /**
         * The holidays of this year and the next, and perhaps of others.
         *
         * @throws IOException with a message fit for a log
         * @throws IllegalStateException if the source's address is not known yet
         */
        List<MarketHours.Holiday> holidays() throws IOException;

        /**
         * The market's present status.
         *
         * @throws IOException with a message fit for a log
         * @throws IllegalStateException if the source's address is not known yet
         */
        Status status() throws IOException;
    }

    /**
     * The hours of the US market, as known at a time. Immutable.
     *
     * @param now that time, in milliseconds since 1970-01-01 UTC
     * @param session the session it lies in; empty when the market is closed
     * @param holiday what is celebrated on that day in New York; on such a day trading may also just be shorter
     * @param confirmed whether Finnhub has recently reported the same
     * @param sessions those of the surrounding days, the earliest first
     */
    public record View(long now, Optional<MarketHours.Session.Kind> session, Optional<String> holiday, boolean confirmed,
            List<MarketHours.Session> sessions) {}

    /**
     * The market's status as Finnhub reports it for a time. Immutable.
     *
     * @param session Finnhub's word, for example {@code pre-market}; empty when the market is closed
     * @param holiday what is celebrated that day
     * @param time in milliseconds since 1970-01-01 UTC
     */
    record Status(Optional<String> session, Optional<String> holiday, long time) {}
}
