package stockchart.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import stockchart.text.VisibleText;

/**
 * Where Finnhub is and the key to it, or where the built-in simulator is when no key is configured.
 *
 * <p>Immutable; any thread. The key leaves this record only through {@link #tokenForRequest()} and {@link #socketUri()};
 * {@link #toString} and {@link #redact} never show it.
 */
public final class FinnhubAccess {
    /** What the keys begin with that the simulator answers to. They protect nothing: whoever reaches it may use one. */
    public static final String SIMULATOR_TOKEN = "simulator";

    /** The application's own key to its simulator, which drops two clients with the same key, so nobody else may have it. */
    private static final String OWN_SIMULATOR_TOKEN = SIMULATOR_TOKEN + "-" + UUID.randomUUID();
    private static final String TOKEN = "FINNHUB_TOKEN";

    private final String token;
    private final boolean simulated;
    private final Supplier<URI> socket;
    private final Supplier<URI> rest;

    private FinnhubAccess(String token, boolean simulated, Supplier<URI> socket, Supplier<URI> rest) {
        this.token = token;
        this.simulated = simulated;
        this.socket = socket;
        this.rest = rest;
    }

    /**
     * Reads the access from the settings.
     *
     * @param ownAddress the server's own address with the context path, {@code http} scheme, no slash at the end; asked only
     *     when the simulator is used and {@code STOCKCHART_SIMULATOR_URL} is not set; throws {@link IllegalStateException}
     *     while it is not known yet
     * @throws WrongSettingException naming the key that is wrong, also one that is not needed now
     */
    public static FinnhubAccess from(Settings settings, Supplier<URI> ownAddress) {
        URI socket = address(settings, "FINNHUB_URL").orElse(URI.create("wss://ws.finnhub.io"));
        URI rest = address(settings, "FINNHUB_REST_URL").orElse(URI.create("https://finnhub.io/api/v1"));
        Supplier<URI> simulator = address(settings, "STOCKCHART_SIMULATOR_URL").<Supplier<URI>>map(uri -> () -> uri)
                .orElse(() -> URI.create(ownAddress.get() + "/simulator"));
        return settings.parsed(TOKEN, FinnhubAccess::checked)
                .map(token -> new FinnhubAccess(token, false, () -> socket, () -> rest))
                .orElseGet(() -> new FinnhubAccess(OWN_SIMULATOR_TOKEN, true, () -> withScheme(simulator.get(), "ws"),
                        () -> URI.create(withScheme(simulator.get(), "http") + "/api/v1")));
    }

    /** Says whether prices are simulated, because no key is configured. */
    public static boolean isSimulated(Settings settings) {
        return settings.text(TOKEN).isEmpty();
    }

    /** Says whether a key is the one with which this very application comes to its simulator; in the same time for any key. */
    public static boolean isOwnSimulatorToken(String key) {
        return MessageDigest.isEqual(OWN_SIMULATOR_TOKEN.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    /** Says whether this leads to the built-in simulator. */
    public boolean simulated() {
        return simulated;
    }

    /** The address of the WebSocket without the key: fit for logs. */
    public URI socketAddress() {
        return socket.get();
    }

    /** The address of the WebSocket with the key in its query, as Finnhub wants it: never for logs. */
    public URI socketUri() {
        URI base = socket.get();
        String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        String query = base.getRawQuery() == null ? "" : base.getRawQuery() + "&";
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path
                + "?" + query + "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    /** The base address of the REST paths, without the key and without a slash at the end. */
    public URI restAddress() {
        String base = rest.get().toString();
        return URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    /** The key, for the {@code X-Finnhub-Token} header of a REST request and nothing else. */
    public String tokenForRequest() {
        return token;
    }

    /** Makes a text from or about the other side fit for a log: without the key, plain or URL-encoded, and see {@link VisibleText}. */
    public String redact(String text) {
        if (text == null) {
            return "";
        }
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        return VisibleText.of(text.replace(encoded, "***").replace(token, "***"));
    }

    @Override
    public String toString() {
        return simulated ? "simulator" : socket.get() + " with a key";
    }

    /** A header could not carry anything else, and would be refused later in a text that holds the key; quotes were left in. */
    private static String checked(String token) {
        if (!token.matches("[!-~&&[^\"'`<>]]+")) {
            throw WrongSettingException.ofSecret(TOKEN, "printable ASCII characters without blanks, quotes or angle brackets");
        }
        return token;
    }

    private static Optional<URI> address(Settings settings, String key) {
        return settings.parsed(key, text -> parsed(text)
                .filter(uri -> uri.getHost() != null && uri.getScheme().matches("(?i)wss?|https?"))
                .orElseThrow(() -> WrongSettingException.of(key, withoutSecrets(text, settings.text(TOKEN)),
                        "a ws, wss, http or https address with a host")));
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getScheme() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Addresses are where keys and passwords end up: a query and what stands before an @ are not repeated, nor is the key. */
    private static String withoutSecrets(String text, Optional<String> token) {
        String shown = text.replaceFirst("(?s)\\?.*", "?…").replaceFirst("//[^/]*@", "//…@");
        return token.map(key -> shown.replace(key, "…")).orElse(shown);
    }

    private static URI withScheme(URI uri, String family) {
        boolean secure = uri.getScheme().equalsIgnoreCase("wss") || uri.getScheme().equalsIgnoreCase("https");
        String text = uri.toString();
        return URI.create(family + (secure ? "s" : "") + text.substring(text.indexOf(':')));
    }
}
