package stockchart.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import stockchart.http.RequestPath;

/**
 * The paths that need no token on a server that requires one: health checks, signing in, and the application's own requests to
 * itself. Stateless; any thread.
 */
final class OpenPath {
    private static final Set<String> HEALTH = Set.of("/api/health/live", "/api/health/ready");
    private static final Set<String> SIGN_IN = Set.of(SignInServlet.PATH, SignOutServlet.PATH, SignInPage.STYLE);
    /** Answers only a request that contains this instance's random text. */
    private static final String LOCAL_URL = "/local-url/";

    private OpenPath() {}

    static boolean isOf(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || SIGN_IN.contains(path) || path.startsWith(LOCAL_URL);
    }

    /** Paths that are requested by an address of this machine, whatever the server's host names are. */
    static boolean isForAnyHost(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || path.startsWith(LOCAL_URL);
    }
}
