package stockchart.client.admission;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stockchart.http.HostAndPort;
import stockchart.http.TrustedProxies;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The limits of admission control. Immutable.
 *
 * @param clients how many clients the server holds at once
 * @param perAddress how many of them may connect from one address
 * @param handshakes how many handshakes are accepted in a second
 * @param allowedOrigins the origins besides the server's own from which pages may connect; {@code *} allows every origin
 * @param trustedProxies the proxies whose {@code X-Forwarded-For} header is believed
 */
public record AdmissionSettings(int clients, int perAddress, int handshakes, List<String> allowedOrigins,
        TrustedProxies trustedProxies) {
    private static final String ALLOWED_ORIGINS = "STOCKCHART_ALLOWED_ORIGINS";
    /** Extensions and programs have schemes of their own. */
    private static final Pattern ORIGIN = Pattern.compile("(?!(?i:wss?|ftps?|file):)[A-Za-z][A-Za-z0-9+.-]*://([^/]+)/?");

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static AdmissionSettings from(Settings settings) {
        return new AdmissionSettings(
                settings.number("STOCKCHART_BROWSERS", 20_000, 1, 1_000_000),
                settings.number("STOCKCHART_BROWSERS_PER_ADDRESS", 1_000, 1, 1_000_000),
                settings.number("STOCKCHART_HANDSHAKES_PER_SECOND", 500, 1, 100_000),
                settings.list(ALLOWED_ORIGINS, "", AdmissionSettings::origin),
                TrustedProxies.from(settings));
    }

    /** An origin with a path, without a scheme, or with one that no page has, would never equal what browsers send. */
    private static String origin(String origin) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!origin.equals("*") && !(parts.matches() && HostAndPort.isWellFormed(parts.group(1)))) {
            throw WrongSettingException.of(ALLOWED_ORIGINS, origin,
                    "* or origins such as https://example.org, separated by commas");
        }
        return origin;
    }
}
