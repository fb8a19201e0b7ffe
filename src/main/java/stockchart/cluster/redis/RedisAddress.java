package stockchart.cluster.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is, as one address: {@code redis://host:6379}, {@code rediss://host:6380} over TLS, or {@code
 * redis+sentinel://one:26379,two:26379/master} for the master that sentinels name. It holds no secret; {@code toString} is the
 * address. Immutable.
 *
 * @param isEncrypted whether the connection is TLS with a check of the host's name
 * @param hosts one server, or one or more sentinels
 * @param master the name that the sentinels have for the master; empty for one server
 */
public record RedisAddress(boolean isEncrypted, List<Host> hosts, Optional<String> master) {
    /** What an address may be, for a sentence that begins with "must be". */
    public static final String ALLOWED = "an address of the form redis://host:6379, rediss://host:6379 or"
            + " redis+sentinel://host:26379,host:26379/master, without user and password";

    private static final int SERVER_PORT = 6_379;
    private static final int SENTINEL_PORT = 26_379;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(rediss?|redis\\+sentinel)://([^/@?#\\s]+)(?:/([^/@?#\\s]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * A server or sentinel.
     *
     * @param name a host name or an address in digits, an IPv6 address without brackets
     */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /** @throws IllegalArgumentException if there is no host */
    public RedisAddress {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("No host of Redis");
        }
    }

    /** The address that a text stands for; empty if it is none, or has a user or password in it. */
    public static Optional<RedisAddress> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        boolean hasSentinels = scheme.equals("redis+sentinel");
        Optional<String> path = Optional.ofNullable(form.group(3)).filter(name -> !name.isEmpty());
        boolean isPathRight = hasSentinels ? path.filter(name -> MASTER.matcher(name).matches()).isPresent() : path.isEmpty();
        List<Host> hosts = hosts(form.group(2), hasSentinels ? SENTINEL_PORT : SERVER_PORT);
        if (!isPathRight || hosts.isEmpty() || !hasSentinels && hosts.size() > 1) {
            return Optional.empty();
        }
        return Optional.of(new RedisAddress(scheme.equals("rediss"), hosts, path));
    }

    /** None if one of them is wrong. */
    private static List<Host> hosts(String text, int usualPort) {
        List<Host> hosts = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Optional<Host> host = host(one, usualPort);
            if (host.isEmpty()) {
                return List.of();
            }
            hosts.add(host.get());
        }
        return hosts;
    }

    private static Optional<Host> host(String text, int usualPort) {
        try {
            URI uri = new URI("redis://" + text);
            int port = uri.getPort() == -1 ? usualPort : uri.getPort();
            if (uri.getHost() == null || port < 1 || port > LAST_PORT) {
                return Optional.empty();
            }
            return Optional.of(new Host(uri.getHost().replaceAll("[\\[\\]]", ""), port));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String scheme = master.isPresent() ? "redis+sentinel" : isEncrypted ? "rediss" : "redis";
        String list = String.join(",", hosts.stream().map(Host::toString).toList());
        return scheme + "://" + list + master.map(name -> "/" + name).orElse("");
    }
}
