package stockchart.client;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import stockchart.client.admission.Admission;
import stockchart.client.admission.Admission.HandshakeRefusal;
import stockchart.http.WebSocketHandshake;
import stockchart.platform.websocket.GuardedUpgrade;

/**
 * Rejects handshakes beyond the connection and rate limits, see {@link HandshakeRefusal}. A filter, because it sees the client's
 * address and answers alike on every server, which an endpoint's own checks do not. Mapped in web.xml, behind {@link OriginFilter}
 * and the access filter.
 */
public class HandshakeFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Clients clients;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Admission admission = clients.admission();
        String client = admission.proxies().client(request);
        Optional<HandshakeRefusal> refusal = admission.checkLimits(client, WebSocketHandshake.isRequested(request));
        if (refusal.isPresent()) {
            refusal.get().send(response);
        } else {
            HandshakeConfigurator.during(client, () -> chain.doFilter(new GuardedUpgrade(request), response));
        }
    }
}
