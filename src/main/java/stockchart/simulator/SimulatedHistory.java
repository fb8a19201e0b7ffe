package stockchart.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import stockchart.market.Symbol;
import stockchart.simulator.SimulatedCalendar.TradingDay;

/**
 * The past of the simulated market: candles that agree with each other, with the live prices and with the quotes, computed when they
 * are asked for. Candles of days, weeks and months add up to those of their minutes.
 *
 * <p>Bounded: an answer has at most a month of intraday candles, and nothing is older than five years. Finished days are kept, the
 * most recently used {@value #DAYS_KEPT}, about 3 MB. Any thread; what is kept is <b>guarded</b> by its own monitor, under which
 * nothing is computed.
 */
final class SimulatedHistory {
    static final int DAYS_KEPT = 20_000;
    /** As much as Finnhub answers at once. */
    static final Duration INTRADAY = Duration.ofDays(31);
    static final Duration OLDEST = Duration.ofDays(5 * 365);

    private static final float LOAD = 0.75f;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /** The longest time without a trading day is shorter. */
    private static final long TWO_WEEKS_MILLIS = 14 * DAY_MILLIS;

    private final SimulatedMarket market;
    private final Map<DayKey, SimulatedCandle> days = new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DayKey, SimulatedCandle> eldest) {
            return size() > DAYS_KEPT;
        }
    };

    private record DayKey(Symbol symbol, long from) {
    }

    SimulatedHistory(SimulatedMarket market) {
        this.market = market;
    }

    /**
     * The candles that start in a stretch of time, the earliest first.
     *
     * @param from in milliseconds since 1970-01-01 UTC
     * @param to in milliseconds, inclusive
     * @param now nothing is known of later times
     */
    List<SimulatedCandle> candles(Instrument instrument, TradeStream stream, Resolution resolution, long from, long to, long now) {
        long last = Math.min(to, now);
        long first = Math.max(from, now - OLDEST.toMillis());
        SimulatedStretch stretch = new SimulatedStretch(instrument, stream, now);
        if (first > last) {
            return List.of();
        }
        return resolution.minutes > 0
                ? intraday(instrument, stretch, resolution.minutes, Math.max(first, last - INTRADAY.toMillis()), last)
                : daily(instrument, stretch, resolution, first, last, now);
    }

    /** The candles of the present trading day, or the last one, and of the one before it, the later one first. */
    List<SimulatedCandle> lastTwoDays(Instrument instrument, TradeStream stream, long now) {
        SimulatedStretch stretch = new SimulatedStretch(instrument, stream, now);
        List<TradingDay> begun = begun(instrument, now - TWO_WEEKS_MILLIS, now, now);
        return Stream.of(begun.get(begun.size() - 1), begun.get(begun.size() - 2))
                .flatMap(day -> day(instrument, stretch, day, now).stream()).toList();
    }

    private List<SimulatedCandle> intraday(Instrument instrument, SimulatedStretch stretch, int minutes, long from, long to) {
        long step = minutes * MinutePrices.MILLIS;
        List<SimulatedCandle> candles = new ArrayList<>();
        for (TradingDay day : SimulatedCalendar.days(instrument.kind(), market, from, to + 1)) {
            long begin = Math.max(Math.floorDiv(day.from(), step), -Math.floorDiv(-from, step)) * step;
            for (long start = begin; start <= to && start < day.to(); start += step) {
                stretch.candle(Math.max(start, day.from()), Math.min(start + step, day.to())).ifPresent(candles::add);
            }
        }
        return candles;
    }

    private List<SimulatedCandle> daily(Instrument instrument, SimulatedStretch stretch, Resolution resolution, long from, long to,
            long now) {
        long beside = resolution.longest.toMillis();
        Map<LocalDate, SimulatedCandle> candles = new LinkedHashMap<>();
        for (TradingDay day : begun(instrument, from - beside, to + beside, now)) {
            day(instrument, stretch, day, now)
                    .ifPresent(candle -> candles.merge(resolution.first.apply(day.date()), candle,
                            (before, later) -> before.and(later, instrument)));
        }
        return candles.values().stream().filter(candle -> from <= candle.start() && candle.start() <= to).toList();
    }

    private List<TradingDay> begun(Instrument instrument, long from, long to, long now) {
        return SimulatedCalendar.days(instrument.kind(), market, from, Math.min(to, now)).stream()
                .filter(day -> day.from() < now).toList();
    }

    private Optional<SimulatedCandle> day(Instrument instrument, SimulatedStretch stretch, TradingDay day, long now) {
        DayKey key = new DayKey(instrument.symbol(), day.from());
        boolean isFinished = day.to() <= now;
        if (isFinished) {
            SimulatedCandle kept;
            synchronized (days) {
                kept = days.get(key);
            }
            if (kept != null) {
                return Optional.of(kept);
            }
        }
        Optional<SimulatedCandle> candle = stretch.candle(day.from(), day.to()).map(one -> one.startingAt(day.stamp()));
        if (isFinished) {
            synchronized (days) {
                candle.ifPresent(one -> days.put(key, one));
            }
        }
        return candle;
    }

    /** Finnhub's names of how long a candle is. */
    enum Resolution {
        ONE_MINUTE("1", 1), FIVE_MINUTES("5", 5), QUARTER("15", 15), HALF_HOUR("30", 30), HOUR("60", 60),
        DAY("D", 1, date -> date),
        WEEK("W", 7, date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
        MONTH("M", 31, date -> date.withDayOfMonth(1));

        private final String name;
        /** 0 for those of days. */
        private final int minutes;
        private final Duration longest;
        /** From a date to the first one in the same candle. */
        private final UnaryOperator<LocalDate> first;

        Resolution(String name, int minutes) {
            this.name = name;
            this.minutes = minutes;
            this.longest = Duration.ofMinutes(minutes);
            this.first = date -> date;
        }

        Resolution(String name, int days, UnaryOperator<LocalDate> first) {
            this.name = name;
            this.minutes = 0;
            this.longest = Duration.ofDays(days);
            this.first = first;
        }

        /** The one with a name, for example {@code 5} or {@code D}; empty if there is none. */
        static Optional<Resolution> of(String name) {
            return Stream.of(values()).filter(one -> one.name.equals(name)).findAny();
        }
    }
}
