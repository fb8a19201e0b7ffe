package stockchart.history.sources;

import java.time.LocalDate;
import stockchart.market.TradingDay;
import stockchart.market.Width;

/**
 * The intervals of a width. Each is called by its start; a day by its date at 00:00 UTC, wherever its market is. Immutable.
 *
 * @param day the days of the symbol's market
 */
public record Intervals(Width width, TradingDay day) {
    /** What the interval is called that holds a time, in milliseconds since 1970-01-01 UTC. */
    public long holding(long time) {
        return width == Width.DAY ? day.date(time).toEpochDay() * width.millis() : Math.floorDiv(time, width.millis()) * width.millis();
    }

    /** When an interval ends, exclusive. */
    public long end(long start) {
        return width == Width.DAY ? day.to(LocalDate.ofEpochDay(start / width.millis())) : start + width.millis();
    }

    /** The intervals of a stretch of time as they are called; those that begin or end outside of it included. */
    Stretches.Stretch touched(long from, long to) {
        return new Stretches.Stretch(holding(from), holding(to - 1) + width.millis());
    }
}
