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
import java.util.Locale;
import stockchart.http.HostAndPort;
import stockchart.http.JsonResponse;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;
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
        refusals.log(() -> "Refused a request for the host " + VisibleText.beginning(String.join(", ", named), SHOWN)
                + ": not among STOCKCHART_ALLOWED_HOSTS");
        response.setHeader("Cache-Control", "no-store");
        JsonResponse.send(response, MISDIRECTED,
                "{\"error\":\"This server is not known by that name; STOCKCHART_ALLOWED_HOSTS lists those it is known by\"}");
    }

    /**
     * The host names under which the server answers, so that another site's name that resolves to it (DNS rebinding) is not taken
     * for its own. Immutable; any thread.
     *
     * @param names in lower case, with or without a port; none if every name is allowed
     */
    record AllowedHosts(List<String> names) {
        private static final String KEY = "STOCKCHART_ALLOWED_HOSTS";
        private static final String HOST = "([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?";

        /** @throws WrongSettingException naming the key and value that is wrong */
        static AllowedHosts from(Settings settings) {
            return new AllowedHosts(settings.list(KEY, "", AllowedHosts::name));
        }

        /** @param hosts the request's {@code Host} headers: exactly one, or it is not allowed */
        boolean allow(List<String> hosts) {
            if (names.isEmpty()) {
                return true;
            }
            return hosts.size() == 1 && hosts.get(0).matches(HOST)
                    && (names.contains(usual(hosts.get(0))) || names.contains(usual(withoutPort(hosts.get(0)))));
        }

        private static String name(String text) {
            if (!HostAndPort.isWellFormed(text)) {
                throw WrongSettingException.of(KEY, text,
                        "names of hosts such as charts.example.org or [::1], with a port where only that is meant, "
                                + "separated by commas");
            }
            return usual(text);
        }

        /** Upper case, the final dot of a fully qualified name, and default ports make no difference. */
        private static String usual(String host) {
            return host.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "").replaceFirst("\\.(?=:|$)", "");
        }

        private static String withoutPort(String host) {
            return host.replaceFirst(":[0-9]+$", "");
        }
    }
}
