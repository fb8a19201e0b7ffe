package stockchart.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import stockchart.container.RequestPath;
import stockchart.settings.FinnhubAccess;

/**
 * What is open to everybody on a server that asks for tokens: what load balancers ask, what signing in needs, and what the
 * application asks itself. Stateless; any thread.
 */
final class OpenPath {
    private static final Set<String> HEALTH = Set.of("/api/health/live", "/api/health/ready");
    private static final Set<String> SIGN_IN = Set.of(SignInServlet.PATH, SignOutServlet.PATH, SignInPage.STYLE);
    /** Answers nobody who does not know its random text already. */
    private static final String OWN_ADDRESS = "/own-address/";
    private static final String SIMULATOR = "/simulator";

    private OpenPath() {}

    static boolean isOf(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || SIGN_IN.contains(path) || path.startsWith(OWN_ADDRESS)
                || (path.equals(SIMULATOR) || path.startsWith(SIMULATOR + "/")) && isOwn(request);
    }

    /** What is asked for by an address of this machine, whatever the server's names are. */
    static boolean isForAnyHost(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return HEALTH.contains(path) || path.startsWith(OWN_ADDRESS);
    }

    /** The simulator takes keys that everybody knows; this one only the application itself has. */
    private static boolean isOwn(HttpServletRequest request) {
        String header = request.getHeader("X-Finnhub-Token");
        String key = header == null && request.getMethod().equals("GET") ? request.getParameter("token") : header;
        return FinnhubAccess.isOwnSimulatorToken(Objects.requireNonNullElse(key, ""));
    }
}
