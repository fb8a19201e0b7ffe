package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Which pages may open a connection or send a form. Browsers let any page open a WebSocket to any server, and name the page in the
 * {@code Origin} header (RFC 6455 section 10.2); programs send no such header and may connect.
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
     * Returns whether the origin is the server's own host and port, or one of those allowed.
     *
     * @param host the request's {@code Host} header, null if there was none
     */
    public boolean permits(String origin, String host) {
        return allowed.contains("*") || allowed.contains(normal(origin)) || isOwn(origin, host);
    }

    /**
     * Returns whether a form may be accepted: it comes from a page of this server, or from a program, which sends no {@code
     * Origin}.
     */
    public static boolean mayPost(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || isOwn(origin, request.getHeader("Host"));
    }

    /**
     * Returns whether the origin is the server's own host and port. The scheme is ignored: behind a proxy that ends TLS the page is
     * https and the request is http.
     *
     * @param host the request's {@code Host} header, null if there was none
     */
    public static boolean isOwn(String origin, String host) {
        try {
            URI page = new URI(origin);
            return host != null && page.getRawAuthority() != null
                    && withoutDefaultPort(page.getRawAuthority()).equals(withoutDefaultPort(host));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String withoutDefaultPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
