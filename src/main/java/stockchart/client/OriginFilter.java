package stockchart.client;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.client.admission.Admission.HandshakeRefusal;

/**
 * Rejects handshakes from pages of other sites, before anything else of the request is evaluated: such a page could send wrong
 * tokens in its reader's name. A filter, because it sees the {@code Host} header. Mapped in web.xml.
 */
public class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Clients clients;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<HandshakeRefusal> refusal =
                clients.admission().checkOrigin(request.getHeader("Origin"), request.getHeader("Host"));
        if (refusal.isPresent()) {
            refusal.get().send(response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
