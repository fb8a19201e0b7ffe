package stockchart.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * The path of a request within the application. The path of a file or a socket is the servlet path on most servers, and the path
 * info on Open Liberty. Stateless; any thread.
 */
public final class RequestPath {
    private RequestPath() {}

    /** The decoded path below the application's own, beginning with a slash or empty. */
    public static String of(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
