package stockchart.feed;

import java.time.Duration;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * Timeouts of the feed's connection. Immutable.
 *
 * @param simulated whether the other side is the built-in simulator
 * @param connectTimeout how long a handshake may take; 65 s has been seen
 * @param silence how long an open connection may receive nothing, not even Finnhub's ping of every 60 s, before it counts as dead
 */
public record FeedSettings(boolean simulated, Duration connectTimeout, Duration silence) {
    /** @throws stockchart.settings.Settings.WrongSettingException naming the key and value that is wrong */
    public static FeedSettings from(Settings settings) {
        return new FeedSettings(FinnhubAccess.isSimulated(settings),
                settings.seconds("FINNHUB_CONNECT_SECONDS", 70, 1, 600),
                settings.seconds("FINNHUB_SILENCE_SECONDS", 150, 1, 86_400));
    }

    /**
     * How many attempts in a row may fail before the feed counts as down. The simulator is part of this application and always
     * starts a moment after the feed, which is not worth a warning.
     */
    int patience() {
        return simulated ? 5 : 0;
    }
}
