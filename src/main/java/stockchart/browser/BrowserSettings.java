package stockchart.browser;

import java.time.Duration;
import java.util.List;
import stockchart.settings.Settings;

/**
 * The limits of a client. Immutable.
 *
 * @param symbols how many symbols one client may watch at once
 * @param browsers how many clients the server holds at once
 * @param sendDeadline how long one send may take before the client counts as not reading
 * @param allowedOrigins the origins beside the server's own from which pages may connect; {@code *} allows every one
 */
record BrowserSettings(int symbols, int browsers, Duration sendDeadline, List<String> allowedOrigins) {
    /** @throws IllegalArgumentException naming the key and value that is wrong */
    static BrowserSettings from(Settings settings) {
        return new BrowserSettings(
                settings.number("STOCKCHART_SYMBOLS_PER_CLIENT", 8, 1, 10_000),
                settings.number("STOCKCHART_BROWSERS", 20_000, 1, 1_000_000),
                Duration.ofSeconds(settings.number("STOCKCHART_SEND_SECONDS", 15, 1, 600)),
                settings.list("STOCKCHART_ALLOWED_ORIGINS", ""));
    }
}
