package stockchart.client.admission;

import java.util.List;
import stockchart.http.TrustedProxies;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Whom the server lets in, and how many. Immutable.
 *
 * @param browsers how many clients the server holds at once
 * @param perAddress how many of them may come from one address
 * @param handshakes how many may come in a second
 * @param allowedOrigins the origins beside the server's own from which pages may connect; {@code *} allows every one
 * @param trustedProxies those that are believed for whom they connect
 */
public record AdmissionSettings(int clients, int perAddress, int handshakes, List<String> allowedOrigins,
        TrustedProxies trustedProxies) {
    private static final String ALLOWED_ORIGINS = "STOCKCHART_ALLOWED_ORIGINS";

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static AdmissionSettings from(Settings settings) {
        return new AdmissionSettings(
                settings.number("STOCKCHART_BROWSERS", 20_000, 1, 1_000_000),
                settings.number("STOCKCHART_BROWSERS_PER_ADDRESS", 1_000, 1, 1_000_000),
                settings.number("STOCKCHART_HANDSHAKES_PER_SECOND", 500, 1, 100_000),
                settings.list(ALLOWED_ORIGINS, "", AdmissionSettings::origin),
                TrustedProxies.from(settings));
    }

    /** One with a path, or without a scheme, would never equal what browsers send. */
    private static String origin(String origin) {
        if (!origin.matches("\\*|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+/?")) {
            throw WrongSettingException.of(ALLOWED_ORIGINS, origin,
                    "* or origins such as https://example.org, separated by commas");
        }
        return origin;
    }
}
