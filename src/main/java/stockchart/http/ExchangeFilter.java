package stockchart.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import stockchart.http.Exchanges.Exchange;
import stockchart.http.RequestConnection.HeadTimeouts;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * Every exchange passes here: it is counted while it is in progress, its answer is held until it is complete, and a body is refused
 * where none is accepted. Mapped in web.xml, behind the filter that sets the headers and before all others. Any thread.
 */
public class ExchangeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(ExchangeFilter.class.getName());
    private static final int TOO_LARGE = 413;
    /** Echoes the request, cookies included. */
    private static final String TRACE = "TRACE";

    private final transient RateLimitedLog failures = new RateLimitedLog(LOG, Level.ERROR);

    @Inject
    private transient ExchangeWatch watch;

    /** All set at start. Taken out of the bean, because a call through its proxy costs as much as an answer. */
    private transient Exchanges exchanges;
    private transient Map<Object, HeadTimeouts> heads;
    private transient TrustedProxies proxies;
    /** Paths that accept a form. */
    private transient Set<String> forms;

    @Override
    public void init() {
        exchanges = watch.exchanges();
        heads = watch.heads();
        proxies = watch.proxies();
        forms = Set.of(getInitParameter("forms").split(" "));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isHandshake = WebSocketHandshake.isRequested(request) && request.getMethod().equals("GET") && !hasBody(request);
        RequestConnection connection = RequestConnection.of(request);
        connection.watchHeadTimeouts(heads);
        Exchange exchange = exchanges.open(proxies.client(request), connection);
        BufferedResponse held = new BufferedResponse(request, response, exchange, isHandshake);
        boolean isUnderWay = false;
        try {
            answer(request, held, chain);
            isUnderWay = held.isAwaited();
            if (!isUnderWay && !held.isUpgraded()) {
                held.send();
                isUnderWay = true;
            }
        } finally {
            if (!isUnderWay) {
                exchange.close();
            }
        }
    }

    private void answer(HttpServletRequest request, BufferedResponse held, FilterChain chain) {
        try {
            if (request.getMethod().equals(TRACE)) {
                held.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            } else if (hasBody(request) && !(request.getMethod().equals("POST") && forms.contains(RequestPath.of(request)))) {
                FormBody.refuse(held, TOO_LARGE);
            } else {
                chain.doFilter(request, held);
            }
        } catch (IOException | ServletException | RuntimeException failure) {
            failures.log(() -> "A request for " + RequestPath.of(request) + " failed", failure);
            held.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
