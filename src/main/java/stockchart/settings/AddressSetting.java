package stockchart.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import stockchart.settings.Settings.WrongSettingException;

/**
 * A setting that is the address of another server. What must not be in it may be a secret, so it is not repeated. Immutable; any
 * thread.
 *
 * @param allowed returns whether a scheme in lower case and a host are
 * @param allowedSentence what the value must be, to follow "must be"
 * @param query returns whether a query may be in it
 * @param withoutSentence what must not be in it, to follow "must be"
 */
public record AddressSetting(String key, Allowed allowed, String allowedSentence, Predicate<String> query, String withoutSentence) {
    private static final int LAST_PORT = 65_535;
    /** This machine, without looking a name up. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** Which servers a setting may name. */
    @FunctionalInterface
    interface Allowed {
        boolean is(String scheme, String host);
    }

    /** The base address of a REST API: over TLS, unless it is a server of this machine, such as a mirror or a proxy. */
    public static AddressSetting ofApi(String key) {
        return new AddressSetting(key, (scheme, host) -> scheme.equals("https") || scheme.equals("http") && LOOPBACK.matcher(host).matches(),
                "an https address with a host, or an http address of this machine", any -> false,
                "an address without user name, password, query or fragment");
    }

    /**
     * The address; empty if it is not set.
     *
     * @param secret that may be in it by mistake
     * @throws WrongSettingException naming the key, if it is wrong
     */
    public Optional<URI> read(Settings settings, Optional<String> secret) {
        return settings.parsed(key, text -> checked(text, secret));
    }

    private URI checked(String text, Optional<String> secret) {
        URI address = parsed(text)
                .filter(uri -> uri.getHost() != null && allowed.is(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost()))
                .filter(uri -> uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() <= LAST_PORT)
                .orElseThrow(() -> WrongSettingException.of(key, withoutSecrets(text, secret), allowedSentence));
        String asked = address.getRawQuery();
        if (address.getRawUserInfo() != null || address.getRawFragment() != null || asked != null && !query.test(asked)) {
            throw WrongSettingException.ofSecret(key, withoutSentence);
        }
        return address;
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getScheme() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Keys and passwords end up in addresses: a query, a fragment and what precedes an @ are not repeated, nor is the key. */
    private static String withoutSecrets(String text, Optional<String> secret) {
        String shown = text.replaceFirst("(?s)//.*@", "//…@").replaceFirst("(?s)([?#]).*", "$1…");
        return secret.map(key -> shown.replace(key, "…")).orElse(shown);
    }
}
