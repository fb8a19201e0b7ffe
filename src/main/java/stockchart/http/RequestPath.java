package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * Where in the application a request goes. The path of a file or a socket is that of a servlet on most servers, and what follows
 * one on Open Liberty. Stateless; any thread.
 */
public final class RequestPath {
    private RequestPath() {}

    /** The decoded path below that of the application, beginning with a slash or empty. */
    public static String of(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
