package stockchart.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.cluster.redis.RedisAccess;
import stockchart.cluster.redis.RedisAddress;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * How this server takes part in a cluster. Immutable; {@code toString} shows no secret.
 *
 * @param access how to get into Redis
 * @param prefix what the names of all keys of the cluster begin with; nodes with the same one form a cluster
 * @param node what the node's name begins with; empty for the name of this machine
 * @param lease how long the holder keeps the connection to Finnhub without a sign of life
 */
public record ClusterSettings(RedisAccess access, String prefix, Optional<String> node, Duration lease) {
    private static final String URL = "STOCKCHART_CLUSTER_URL";
    private static final String USER = "STOCKCHART_CLUSTER_USER";
    private static final String PASSWORD = "STOCKCHART_CLUSTER_PASSWORD";
    private static final String PREFIX = "STOCKCHART_CLUSTER_PREFIX";
    private static final String NODE = "STOCKCHART_CLUSTER_NODE";
    private static final String LEASE = "STOCKCHART_CLUSTER_LEASE_SECONDS";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final String NAMES = "1 to 60 letters, digits, dots, hyphens or underscores";

    /**
     * Reads them; empty for a server alone, whose other values are checked all the same.
     *
     * @throws WrongSettingException naming the key that is wrong
     */
    public static Optional<ClusterSettings> from(Settings settings) {
        Optional<String> url = settings.text(URL);
        Optional<String> password = settings.parsed(PASSWORD, ClusterSettings::secret);
        Optional<String> user = settings.parsed(USER, value -> user(value, password.isPresent() || url.isEmpty()));
        String prefix = settings.parsed(PREFIX, value -> name(PREFIX, value)).orElse("stock-chart");
        Optional<String> node = settings.parsed(NODE, value -> name(NODE, value));
        Duration lease = settings.seconds(LEASE, 3, 2, 30);
        return settings.parsed(URL, ClusterSettings::address).map(address -> new ClusterSettings(
                new RedisAccess(address, password.isPresent() ? user : Optional.empty(), password, Optional.empty()), prefix, node,
                lease));
    }

    /** What is wrong may be a password. */
    private static RedisAddress address(String value) {
        return RedisAddress.parse(value).orElseThrow(() -> value.contains("@")
                ? WrongSettingException.ofSecret(URL, RedisAddress.ALLOWED)
                : WrongSettingException.of(URL, value, RedisAddress.ALLOWED));
    }

    private static String secret(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw WrongSettingException.ofSecret(PASSWORD, "a text without control characters");
        }
        return value;
    }

    private static String user(String value, boolean hasPassword) {
        if (!value.matches("[!-~]{1,100}")) {
            throw WrongSettingException.of(USER, value, "1 to 100 printable ASCII characters without blanks");
        }
        if (!hasPassword) {
            throw WrongSettingException.of(USER, value, "set together with " + PASSWORD + ", or not at all");
        }
        return value;
    }

    private static String name(String key, String value) {
        if (!NAME.matcher(value).matches()) {
            throw WrongSettingException.of(key, value, NAMES);
        }
        return value;
    }
}
