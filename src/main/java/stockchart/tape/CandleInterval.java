package stockchart.tape;

import java.util.Optional;

/** How much time one candle stands for, and how many of them are kept behind the newest trade. */
public enum CandleInterval {
    /** An hour of seconds. */
    SECOND(1_000, 3_600),
    /** A day of minutes. */
    MINUTE(60_000, 1_440);

    private final long millis;
    private final int kept;

    CandleInterval(long millis, int kept) {
        this.millis = millis;
        this.kept = kept;
    }

    /** The interval of so many milliseconds, empty if there are no such candles. */
    public static Optional<CandleInterval> of(long millis) {
        for (CandleInterval interval : values()) {
            if (interval.millis == millis) {
                return Optional.of(interval);
            }
        }
        return Optional.empty();
    }

    /** Its length in milliseconds. */
    public long millis() {
        return millis;
    }

    /** Which one since 1970 a time belongs to, in milliseconds. Trades pass here, and dividing by a constant is many times cheaper. */
    long number(long time) {
        return this == SECOND ? time / 1_000 : time / 60_000;
    }

    /** How many candles are kept, the one of the newest trade included. */
    public int kept() {
        return kept;
    }
}
