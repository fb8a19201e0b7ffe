package stockchart.hub;

import java.util.Locale;
import java.util.Optional;
import stockchart.tape.Gap;

/** What can be said of the connection to Finnhub. */
public enum FeedState {
    /** A connection is being made and none has failed since the last good one. */
    CONNECTING,
    /** Connected, and everything in demand was asked for. */
    LIVE,
    /** The last attempt failed; the next one comes by itself. */
    DOWN,
    /** Finnhub answers, but does not accept the API key. Tried again slowly. */
    REFUSED;

    /** Why no symbol is recorded in this state; empty in the state in which all carried symbols are. */
    Optional<Gap.Cause> gapCause() {
        return switch (this) {
            case LIVE -> Optional.empty();
            case CONNECTING, DOWN -> Optional.of(Gap.Cause.DOWN);
            case REFUSED -> Optional.of(Gap.Cause.REFUSED);
        };
    }

    /** The word used in messages and in {@code /api/status}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
