package stockchart.settings;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.settings.Settings.WrongSettingException;
import stockchart.text.VisibleText;

/**
 * The address of Finnhub and the key to it, or that the built-in simulator replaces it because no key is configured.
 *
 * <p>Immutable; any thread. The key leaves this record only through {@link #tokenForRequest()} and {@link #socketUri()};
 * {@link #toString} and {@link #redact} never show it.
 */
public final class FinnhubAccess {
    private static final String TOKEN = "FINNHUB_TOKEN";
    /** Its letters may be percent-encoded. */
    private static final Pattern TOKEN_PARAMETER = Pattern.compile("(?i)(?:^|&)[^=&]*(?:token|key|%)[^=&]*(?:=|&|$)");
    /** The simulator's token, which is not redacted. */
    private static final String NO_TOKEN = "\0";
    /** Not an address: it is reached without a network. */
    private static final URI SIMULATOR = URI.create("simulator:in-this-process");

    private final String token;
    private final boolean simulated;
    private final URI socket;
    private final URI rest;

    private FinnhubAccess(String token, boolean simulated, URI socket, URI rest) {
        this.token = token;
        this.simulated = simulated;
        this.socket = socket;
        this.rest = rest;
    }

    /**
     * Reads the access from the settings.
     *
     * @throws WrongSettingException naming the key that is wrong, also one that is not needed now
     */
    public static FinnhubAccess from(Settings settings) {
        URI socket = socketAddress(settings).orElse(URI.create("wss://ws.finnhub.io"));
        URI rest = restAddress(settings).orElse(URI.create("https://finnhub.io/api/v1"));
        return settings.parsed(TOKEN, FinnhubAccess::checked)
                .map(token -> new FinnhubAccess(token, false, socket, rest))
                .orElseGet(() -> new FinnhubAccess(NO_TOKEN, true, SIMULATOR, SIMULATOR));
    }

    /** Returns whether prices are simulated, because no key is configured. */
    public static boolean isSimulated(Settings settings) {
        return settings.text(TOKEN).isEmpty();
    }

    /** Returns whether this leads to the built-in simulator. */
    public boolean simulated() {
        return simulated;
    }

    /** The address of the WebSocket without the key: fit for logs. */
    public URI socketAddress() {
        return socket;
    }

    /** The address of the WebSocket with the key in its query, as Finnhub requires it: never for logs. */
    public URI socketUri() {
        URI base = socket;
        String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        String query = base.getRawQuery() == null ? "" : base.getRawQuery() + "&";
        return URI.create(base.getScheme().toLowerCase(Locale.ROOT) + "://" + base.getRawAuthority() + path
                + "?" + query + "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    /** The base address of the REST paths, without the key and without a slash at the end. */
    public URI restAddress() {
        String base = rest.toString();
        return URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    /** The key, for the {@code X-Finnhub-Token} header of a REST request and nothing else. */
    public String tokenForRequest() {
        return token;
    }

    /**
     * Makes a text from or about the other side fit for a log: without the key, plain or URL-encoded, and see {@link VisibleText}.
     */
    public String redact(String text) {
        if (text == null) {
            return "";
        }
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        return VisibleText.of(text.replace(encoded, "***").replace(token, "***"));
    }

    @Override
    public String toString() {
        return simulated ? "simulator" : socket + " with a key";
    }

    /**
     * A header could not carry other characters, and would be refused later in a message that contains the key; quotes were left in
     * by mistake.
     */
    private static String checked(String token) {
        if (!token.matches("[!-~&&[^\"'`<>]]+")) {
            throw WrongSettingException.ofSecret(TOKEN, "printable ASCII characters without blanks, quotes or angle brackets");
        }
        return token;
    }

    private static Optional<URI> socketAddress(Settings settings) {
        return new AddressSetting("FINNHUB_URL", (scheme, host) -> scheme.matches("wss?"), "a ws or wss address with a host",
                query -> !TOKEN_PARAMETER.matcher(query).find(),
                "an address without user name, password, token or fragment; the key belongs in " + TOKEN)
                .read(settings, settings.text(TOKEN));
    }

    /** Paths with queries of their own follow this address. */
    private static Optional<URI> restAddress(Settings settings) {
        return new AddressSetting("FINNHUB_REST_URL", (scheme, host) -> scheme.matches("https?"),
                "an http or https address with a host", query -> false,
                "an address without user name, password, query or fragment; the key belongs in " + TOKEN)
                .read(settings, settings.text(TOKEN));
    }
}
