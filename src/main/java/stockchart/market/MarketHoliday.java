package stockchart.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A day on which the US stock market is closed or trades shorter than usual. Immutable.
 *
 * @param name what is celebrated, for example {@code Christmas}
 * @param hours the shortened regular session; empty when it is closed all day
 */
public record MarketHoliday(LocalDate date, String name, Optional<Hours> hours) {
    /**
     * A regular session in New York time.
     *
     * @param open before {@code close}
     */
    public record Hours(LocalTime open, LocalTime close) {
        /** @throws IllegalArgumentException if it closes before it opens */
        public Hours {
            if (!open.isBefore(close)) {
                throw new IllegalArgumentException("A session cannot last from " + open + " to " + close);
            }
        }
    }

    /** A day on which nothing is traded. */
    public static MarketHoliday closed(LocalDate date, String name) {
        return new MarketHoliday(date, name, Optional.empty());
    }
}
