package stockchart.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stockchart.access.AccessTokens.Pass;
import stockchart.http.RequestPath;
import stockchart.http.WebSocketHandshake;

/** What a request shows to get access: a token, or the pass that a browser keeps in a cookie. Stateless; any thread. */
final class Credentials {
    private static final String PRICES = "/prices";
    private static final String DIALECT = "/api/v1/";
    private static final String BEARER = "Bearer ";
    private static final String COOKIE = "stock-chart-pass";

    private Credentials() {}

    /**
     * The token in the standard header; on the price socket and in Finnhub's REST dialect also in the places where Finnhub's clients
     * put their key.
     */
    static Optional<String> token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        // A picture on another site's page can request an address too, but not a socket, and the origin filter has refused pages
        // that do.
        boolean isHandshake = WebSocketHandshake.isRequested(request) && RequestPath.of(request).equals(PRICES);
        if (isHandshake) {
            return Optional.ofNullable(request.getParameter("token"));
        }
        return RequestPath.of(request).startsWith(DIALECT) ? dialectToken(request) : Optional.empty();
    }

    /**
     * The key of a Finnhub client. No page of another site can set this header. It can have a picture requested with a token in the
     * address, so an address counts only if it does not come from a browser: all browsers begin their name like this, and no page
     * can change it.
     */
    private static Optional<String> dialectToken(HttpServletRequest request) {
        String header = request.getHeader("X-Finnhub-Token");
        if (header != null) {
            return Optional.of(header.strip());
        }
        String agent = request.getHeader("User-Agent");
        boolean isBrowser = agent != null && agent.startsWith("Mozilla/");
        return isBrowser ? Optional.empty() : Optional.ofNullable(request.getParameter("token"));
    }

    /**
     * The passes in a request's cookies: a browser has several if it has signed in under several paths. Read from the header,
     * because WildFly reports only one of several cookies with the same name.
     */
    static List<String> passes(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream().flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip).filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1).replace("\"", "")).toList();
    }

    /** Sets the cookie with a pass. */
    static void remember(String pass, HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(pass, Pass.LIFETIME, request));
    }

    /** Removes the cookie. */
    static void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie("", Duration.ZERO, request));
    }

    /**
     * It has no path, so it holds for the folder as the browser sees it, which behind a proxy is not the application's own. Not
     * {@code Strict}, so that links from other sites lead to the page without signing in again; no other request from those sites
     * is sent with this cookie, and no socket either.
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
