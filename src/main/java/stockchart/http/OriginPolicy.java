package stockchart.http;

import java.util.List;
import java.util.Locale;

/**
 * Which pages may open a connection. Browsers let any page in the world open a WebSocket to any server, and say in the
 * {@code Origin} header which page it was (RFC 6455 section 10.2); programs send no such header and may connect.
 *
 * <p>Immutable; any thread.
 */
public final class OriginPolicy {
    private final List<String> allowed;

    /** @param allowed origins such as {@code https://example.com}, or {@code *} for every one */
    public OriginPolicy(List<String> allowed) {
        this.allowed = allowed.stream().map(OriginPolicy::normal).toList();
    }

    /**
     * Says whether the origin is the server's own host and port, or one of those allowed.
     *
     * @param host the request's {@code Host} header, null if there was none
     */
    public boolean permits(String origin, String host) {
        return allowed.contains("*") || allowed.contains(normal(origin)) || OwnOrigin.is(origin, host);
    }

    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
