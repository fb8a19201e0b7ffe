package stockchart.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import stockchart.access.AccessControl.AccessDecision;
import stockchart.http.JsonResponse;

/**
 * Grants access before a page, an API path or a socket sees the request: a person is sent the sign-in form; any other client gets
 * 401, or 429 after too many wrong tokens. Mapped in web.xml, behind the filter that sets the headers. Any thread; no state.
 */
public class AccessFilter extends HttpFilter {
    static final int TOO_MANY_REQUESTS = 429;

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AccessControl access;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!access.isOn()) {
            chain.doFilter(request, response);
            return;
        }
        AccessDecision decision = OpenPath.isOf(request) ? AccessDecision.KNOWN : decision(request);
        if (decision == AccessDecision.KNOWN) {
            keepFromOthers(response);
            chain.doFilter(request, response);
        } else {
            refuse(request, response, decision);
        }
    }

    private AccessDecision decision(HttpServletRequest request) {
        if (Credentials.passes(request).stream().anyMatch(access::knowsPass)) {
            return AccessDecision.KNOWN;
        }
        Optional<String> token = Credentials.token(request);
        return token.isPresent() ? access.judge(token.get(), access.client(request)) : AccessDecision.UNKNOWN;
    }

    /** A proxy would serve a publicly cached answer to clients without access. */
    private static void keepFromOthers(HttpServletResponse response) {
        String caching = Objects.requireNonNullElse(response.getHeader("Cache-Control"), "no-cache");
        response.setHeader("Cache-Control", caching.replace("public", "private"));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDecision decision)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (decision == AccessDecision.TOO_MANY) {
            response.setIntHeader("Retry-After", FailedLoginLimiter.MINUTE_SECONDS);
            JsonResponse.send(response, TOO_MANY_REQUESTS,
                    "{\"error\":\"Too many wrong access tokens came from this address; try again in a minute\"}");
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"stock-chart\"");
        if (isOfPerson(request)) {
            SignInPage.sendForm(request, response, HttpServletResponse.SC_UNAUTHORIZED, ReturnPath.of(request), "");
        } else {
            JsonResponse.send(response, HttpServletResponse.SC_UNAUTHORIZED,
                    "{\"error\":\"An access token is needed, in the header Authorization: Bearer\"}");
        }
    }

    /** Browsers mark requests for pages, and only those, in this way. */
    private static boolean isOfPerson(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accepted != null && accepted.contains("text/html");
    }
}
