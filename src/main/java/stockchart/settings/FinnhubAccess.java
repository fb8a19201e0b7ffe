package stockchart.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Where Finnhub is and the key to it, or where the built-in simulator is when no key is configured.
 *
 * <p>Immutable; any thread. The key leaves this record only through {@link #tokenForRequest()} and {@link #socketUri()};
 * {@link #toString} and {@link #redact} never show it.
 */
public final class FinnhubAccess {
    /** The key the simulator answers to. It protects nothing: whoever reaches the server may use it. */
    public static final String SIMULATOR_TOKEN = "simulator";

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
     * @throws IllegalArgumentException naming the key and value of an address that is not one
     */
    public static FinnhubAccess from(Settings settings, Supplier<URI> ownAddress) {
        if (isSimulated(settings)) {
            Supplier<URI> base = settings.text("STOCKCHART_SIMULATOR_URL")
                    .map(text -> address("STOCKCHART_SIMULATOR_URL", text))
                    .<Supplier<URI>>map(uri -> () -> uri)
                    .orElse(() -> URI.create(ownAddress.get() + "/simulator"));
            return new FinnhubAccess(SIMULATOR_TOKEN, true,
                    () -> withScheme(base.get(), "ws"), () -> URI.create(withScheme(base.get(), "http") + "/api/v1"));
        }
        URI socket = address("FINNHUB_URL", settings.text("FINNHUB_URL", "wss://ws.finnhub.io"));
        URI rest = address("FINNHUB_REST_URL", settings.text("FINNHUB_REST_URL", "https://finnhub.io/api/v1"));
        return new FinnhubAccess(settings.text("FINNHUB_TOKEN").orElseThrow(), false, () -> socket, () -> rest);
    }

    /** Says whether prices are simulated, because no key is configured. */
    public static boolean isSimulated(Settings settings) {
        return settings.text("FINNHUB_TOKEN").isEmpty();
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

    /** Replaces the key wherever it stands in a text, plain or URL-encoded. */
    public String redact(String text) {
        if (text == null) {
            return "";
        }
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        return simulated ? text : text.replace(encoded, "***").replace(token, "***");
    }

    @Override
    public String toString() {
        return simulated ? "simulator" : socket.get() + " with a key";
    }

    private static URI address(String key, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && uri.getScheme().matches("(?i)wss?|https?")) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(key + " is not an address: " + malformed.getReason(), malformed);
        }
        throw new IllegalArgumentException(key + " must be a ws, wss, http or https address with a host");
    }

    private static URI withScheme(URI uri, String family) {
        boolean secure = uri.getScheme().equalsIgnoreCase("wss") || uri.getScheme().equalsIgnoreCase("https");
        String text = uri.toString();
        return URI.create(family + (secure ? "s" : "") + text.substring(text.indexOf(':')));
    }
}
