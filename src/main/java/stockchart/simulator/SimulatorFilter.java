package stockchart.simulator;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.http.JsonResponse;
import stockchart.http.RequestPath;
import stockchart.platform.websocket.GuardedUpgrade;

/**
 * Rejects requests as Finnhub does: 401 without a valid token, 429 when there are too many connections; and 404 while there is no
 * simulator. Runs before a handshake and before a REST answer, as mapped in web.xml; keeps no state.
 */
public class SimulatorFilter extends HttpFilter {
    static final String SOCKET = "/simulator";
    static final String REST = "/simulator/api/v1/*";

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private transient Simulator simulator;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<SimulatedFinnhub> finnhub = simulator.finnhub();
        boolean socket = RequestPath.of(request).equals(SOCKET);
        if (finnhub.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is no simulator while FINNHUB_TOKEN is set");
        } else if (!SimulatorToken.isValid(token(request, socket))) {
            refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "Invalid API key");
        } else if (socket && finnhub.get().isFull()) {
            refuse(response, TOO_MANY_REQUESTS, "Too many connections");
        } else {
            chain.doFilter(socket ? new GuardedUpgrade(request) : request, response);
        }
    }

    /**
     * Returns whether a path, without the version, is not part of the plan of the request's token, as candles are of no free key.
     */
    static boolean isRefused(HttpServletRequest request, String path) {
        return path.endsWith("/candle") && SimulatorToken.isFree(token(request, false));
    }

    private static String token(HttpServletRequest request, boolean socket) {
        String header = socket ? null : request.getHeader("X-Finnhub-Token");
        return header == null ? request.getParameter("token") : header;
    }

    private static void refuse(HttpServletResponse response, int status, String error) throws IOException {
        JsonResponse.send(response, status, "{\"error\":\"" + error + "\"}");
    }

    /** The keys that the simulator accepts. They protect nothing; they only let several clients have a connection each. */
    static final class SimulatorToken {
        private static final String FREE = "simulator-free";
        private static final Pattern VALID = Pattern.compile("simulator" + "(-[A-Za-z0-9-]{1,64})?");

        private SimulatorToken() {
        }

        /**
         * Returns whether a text, possibly null, is {@code simulator} or {@code simulator-} followed by letters, digits and
         * hyphens.
         */
        static boolean isValid(String text) {
            return text != null && VALID.matcher(text).matches();
        }

        /** Returns whether a valid token is one of a plan without candles. */
        static boolean isFree(String text) {
            return text.equals(FREE) || text.startsWith(FREE + "-");
        }
    }
}
