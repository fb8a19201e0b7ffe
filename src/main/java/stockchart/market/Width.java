package stockchart.market;

import java.util.Optional;

/** How much time a kept candle stands for. */
public enum Width {
    SECOND(1),
    MINUTE(60),
    HOUR(3_600),
    /** A date of the symbol's market, see {@link TradingDay}; it is called by its date at 00:00 UTC. */
    DAY(86_400);

    private final int seconds;

    Width(int seconds) {
        this.seconds = seconds;
    }

    /** The width of this many milliseconds; empty if no such candles are kept. */
    public static Optional<Width> of(long millis) {
        for (Width width : values()) {
            if (width.millis() == millis) {
                return Optional.of(width);
            }
        }
        return Optional.empty();
    }

    /** The width of this many seconds, as it is stored; {@link #DAY} if there is none. */
    public static Width ofSeconds(int seconds) {
        return of(seconds * 1_000L).orElse(DAY);
    }

    public int seconds() {
        return seconds;
    }

    public long millis() {
        return seconds * 1_000L;
    }
}
