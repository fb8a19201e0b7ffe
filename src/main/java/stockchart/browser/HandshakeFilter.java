package stockchart.browser;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.container.JsonAnswer;

/**
 * Refuses to open a price socket for another site's page, and for one too many, see {@link HandshakeRefusal}. A filter, because it
 * sees the {@code Host} header and the client's address, and answers alike on every server, which an endpoint's own checks do not. Mapped in web.xml.
 */
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient HandshakeLog log = new HandshakeLog();

    @Inject
    private transient Browsers browsers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Door door = browsers.door();
        String origin = request.getHeader("Origin");
        String client = door.proxies().client(request);
        Optional<HandshakeRefusal> refusal = door.look(origin, request.getHeader("Host"), client);
        if (refusal.isPresent()) {
            log.tell(refusal.get(), origin, client);
            refuse(response, refusal.get());
        } else {
            HandshakeConfigurator.during(client, () -> chain.doFilter(request, response));
        }
    }

    private static void refuse(HttpServletResponse response, HandshakeRefusal refusal) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (refusal.retryAfter() > 0) {
            response.setIntHeader("Retry-After", refusal.retryAfter());
        }
        JsonAnswer.send(response, refusal.status(), "{\"error\":\"" + refusal.sentence() + "\"}");
    }
}
