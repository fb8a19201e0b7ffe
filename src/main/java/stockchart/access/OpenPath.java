package stockchart.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import stockchart.http.RequestPath;

/**
 * What is open to everybody on a server that asks for tokens: what load balancers ask, what signing in needs, and what the
 * application asks itself. Stateless; any thread.
 */
final class OpenPath {
    private static final Set<String> HEALTH = Set.of("/api/health/live", "/api/health/ready");
    private static final Set<String> SIGN_IN = Set.of(SignInServlet.PATH, SignOutServlet.PATH, SignInPage.STYLE);
    /** Answers nobody who does not know its random text already. */
    private static final String OWN_ADDRESS = "/own-address/";

    private OpenPath() {}

    static boolean isOf(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || SIGN_IN.contains(path) || path.startsWith(OWN_ADDRESS);
    }

    /** What is asked for by an address of this machine, whatever the server's names are. */
    static boolean isForAnyHost(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || path.startsWith(OWN_ADDRESS);
    }
}
