package stockchart.browser;

import java.time.Duration;
import java.util.List;
import stockchart.settings.Settings;
import stockchart.settings.WrongSettingException;

/**
 * The limits of a client. Immutable.
 *
 * @param symbols how many symbols one client may watch at once
 * @param browsers how many clients the server holds at once
 * @param sendDeadline how long one send may take before the client counts as not reading
 * @param allowedOrigins the origins beside the server's own from which pages may connect; {@code *} allows every one
 */
public record BrowserSettings(int symbols, int browsers, Duration sendDeadline, List<String> allowedOrigins) {
    private static final String ALLOWED_ORIGINS = "STOCKCHART_ALLOWED_ORIGINS";

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static BrowserSettings from(Settings settings) {
        List<String> origins = settings.list(ALLOWED_ORIGINS, "");
        origins.forEach(BrowserSettings::checkOrigin);
        return new BrowserSettings(
                settings.number("STOCKCHART_SYMBOLS_PER_CLIENT", 8, 1, 10_000),
                settings.number("STOCKCHART_BROWSERS", 20_000, 1, 1_000_000),
                settings.seconds("STOCKCHART_SEND_SECONDS", 15, 1, 600),
                origins);
    }

    /** One with a path, or without a scheme, would never equal what browsers send. */
    private static void checkOrigin(String origin) {
        if (!origin.matches("\\*|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+/?")) {
            throw WrongSettingException.of(ALLOWED_ORIGINS, origin,
                    "* or origins such as https://example.org, separated by commas");
        }
    }
}
