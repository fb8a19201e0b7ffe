package stockchart.browser;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import stockchart.container.LimitedLog;
import stockchart.market.Symbol;
import stockchart.settings.Settings;

/**
 * Refuses with 403 to open a price socket for another site's page. A filter, because it sees the {@code Host} header and
 * answers alike on every server, which an endpoint's own origin check does not. Mapped in web.xml.
 */
public class OriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = System.getLogger(OriginFilter.class.getName());

    private final transient LimitedLog refusals = new LimitedLog(LOG, Level.WARNING);
    private transient OriginPolicy policy;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        policy = new OriginPolicy(BrowserSettings.from(Settings.ofServer()).allowedOrigins());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin == null || policy.permits(origin, request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            refusals.tell(() -> "Refused a page of " + Symbol.quoted(origin) + ": not among STOCKCHART_ALLOWED_ORIGINS");
            response.sendError(HttpServletResponse.SC_FORBIDDEN,
                    "Pages of this origin may not connect; STOCKCHART_ALLOWED_ORIGINS lists those that may");
        }
    }
}
