package stockchart.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import stockchart.http.JsonResponse;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.settings.Settings;
import stockchart.text.VisibleText;

/**
 * Rejects requests under a host name that is not the server's, see {@link AllowedHosts}: page, API and socket, except health checks
 * of load balancers, which know an address only. Mapped in web.xml, behind the filter that sets the headers. Any thread.
 */
public class HostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HostFilter.class.getName());
    /** Misdirected Request, RFC 9110. */
    private static final int MISDIRECTED = 421;
    private static final int SHOWN = 100;

    private final transient RateLimitedLog refusals = new RateLimitedLog(LOG, Level.WARNING);
    /** Set at start, not changed after that. */
    private transient AllowedHosts hosts;

    @Override
    public void init() {
        hosts = AccessSettings.from(Settings.ofServer()).hosts();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<String> named = Collections.list(request.getHeaders("Host"));
        if (hosts.allow(named) || OpenPath.isForAnyHost(request)) {
            chain.doFilter(request, response);
            return;
        }
        refusals.tell(() -> "Refused a request for the host " + VisibleText.beginning(String.join(", ", named), SHOWN)
                + ": not among STOCKCHART_ALLOWED_HOSTS");
        response.setHeader("Cache-Control", "no-store");
        JsonResponse.send(response, MISDIRECTED,
                "{\"error\":\"This server is not known by that name; STOCKCHART_ALLOWED_HOSTS lists those it is known by\"}");
    }
}
