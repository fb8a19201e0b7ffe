package stockchart.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Removes the trailing slash from the path of a WebSocket, because Finnhub's clients write {@code wss://…/?token=}: every filter
 * behind this one, and the server when it looks for the endpoint, see the path without it. Mapped in web.xml, before every other
 * filter, to the paths of sockets with a trailing slash. Any thread; no state.
 */
public class TrailingSlashFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Shortened(request), response);
    }

    /** Every method by which servers read a request's path; which of them contains the slash differs between servers. */
    private static final class Shortened extends HttpServletRequestWrapper {
        Shortened(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return withoutSlash(super.getRequestURI());
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(withoutSlash(super.getRequestURL().toString()));
        }

        @Override
        public String getServletPath() {
            return withoutSlash(super.getServletPath());
        }

        @Override
        public String getPathInfo() {
            String path = super.getPathInfo();
            return path == null || path.equals("/") ? null : withoutSlash(path);
        }

        private static String withoutSlash(String path) {
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }
}
