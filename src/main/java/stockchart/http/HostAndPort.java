package stockchart.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stockchart.http.TrustedProxies.NumericAddress;

/** A host, with a port or without, as it stands in {@code Host} and {@code Origin}. Stateless; any thread. */
public final class HostAndPort {
    /** The most characters of a name, RFC 1035. */
    private static final int LONGEST_NAME = 253;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+))(?::([1-9][0-9]{0,4}))?");
    /** Underscores are not for hosts (RFC 1123), but names within a network have them, and browsers send them. */
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?");
    /** No name consists of digits only: browsers take that for an address. */
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    private HostAndPort() {}

    /**
     * Returns whether the text is a name or an address that a browser could send, an IPv6 address in brackets, and a port from 1.
     */
    public static boolean isWellFormed(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() && (parts.group(3) == null || Integer.parseInt(parts.group(3)) <= LAST_PORT)
                && (parts.group(2) == null ? isIpv6(parts.group(1)) : isName(parts.group(2)));
    }

    private static boolean isIpv6(String address) {
        return address.contains(":") && NumericAddress.of(address).isPresent();
    }

    private static boolean isName(String host) {
        return DIGITS.matcher(host).matches() ? NumericAddress.of(host).isPresent()
                : host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    }
}
