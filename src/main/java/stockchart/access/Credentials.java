package stockchart.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.http.RequestPath;
import stockchart.http.SocketRequest;

/** What a request shows to be let in: a token, or the pass that a browser keeps in a cookie. Stateless; any thread. */
final class Credentials {
    private static final String PRICES = "/prices";
    private static final String BEARER = "Bearer ";
    private static final String COOKIE = "stock-chart-pass";

    private Credentials() {}

    /** The token in the header that is made for it; on the price socket also where Finnhub's clients put their key. */
    static Optional<String> token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        // Pictures on other sites' pages can ask for an address too; but not for a socket, and pages that do have been refused.
        boolean isHandshake = SocketRequest.isHandshake(request) && RequestPath.of(request).equals(PRICES);
        return isHandshake ? Optional.ofNullable(request.getParameter("token")) : Optional.empty();
    }

    /**
     * What may be the passes of a browser that has signed in: it has several when it has signed in under several paths. Read from
     * the header, because WildFly tells of cookies with the same name only one.
     */
    static List<String> passes(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream().flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip).filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1).replace("\"", "")).toList();
    }

    /** Lets the browser keep a pass. */
    static void remember(String pass, HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(pass, Pass.LIFETIME, request));
    }

    /** Lets the browser forget its pass. */
    static void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie("", Duration.ZERO, request));
    }

    /**
     * It has no path: it then holds for the folder that the browser sees it come from, which behind a proxy is not ours. Not
     * {@code Strict}: the page is asked for from links elsewhere too, and nothing else is asked for with this cookie from there,
     * no socket either.
     */
    private static Cookie cookie(String value, Duration age, HttpServletRequest request) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setMaxAge((int) age.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
