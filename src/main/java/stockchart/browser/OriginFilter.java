package stockchart.browser;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses to open a price socket for another site's page, before anything that the page sends is looked at: it could send wrong
 * tokens in the name of its reader. A filter, because it sees the {@code Host} header. Mapped in web.xml.
 */
public class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient HandshakeLog log = new HandshakeLog();

    @Inject
    private transient Browsers browsers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (browsers.door().admits(origin, request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            log.tell(HandshakeRefusal.ORIGIN, origin);
            HandshakeRefusal.ORIGIN.send(response);
        }
    }
}
