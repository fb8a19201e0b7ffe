package stockchart.access;

import java.util.List;
import java.util.Locale;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * The host names under which the server answers, so that another site's name that resolves to it (DNS rebinding) is not taken for
 * its own. Immutable; any thread.
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
        if (!text.matches(HOST)) {
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
