package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Whether a request comes from a page of this very server, as browsers tell in the {@code Origin} header. Stateless; any thread. */
public final class OwnOrigin {
    private OwnOrigin() {}

    /** Says whether a form may be taken: it is of a page of this server, or of a program, which sends no {@code Origin}. */
    public static boolean mayPost(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || is(origin, request.getHeader("Host"));
    }

    /**
     * Says whether the origin is the server's own host and port. The scheme is left out of account: behind a proxy that ends TLS
     * the page is https and the request is http.
     *
     * @param host the request's {@code Host} header, null if there was none
     */
    public static boolean is(String origin, String host) {
        try {
            URI page = new URI(origin);
            return host != null && page.getRawAuthority() != null
                    && withoutDefaultPort(page.getRawAuthority()).equals(withoutDefaultPort(host));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String withoutDefaultPort(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
