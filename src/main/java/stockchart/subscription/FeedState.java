package stockchart.subscription;

import java.util.Locale;

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

    /** The word used in messages and in {@code /api/status}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
