package stockchart.cluster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stockchart.hub.SubscriptionSettings;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * What all nodes of a cluster must have in common. A node that differs from one that takes part stays out. Immutable.
 *
 * @param format of what nodes write for each other; another one after an incompatible change
 * @param key the beginning of a digest of the key, never the key; a word if prices are simulated
 * @param slots how many symbols the feed may carry
 */
record World(int format, String key, int slots) {
    private static final int FORMAT = 1;
    private static final int KEY_DIGITS = 8;

    static World from(Settings settings) {
        FinnhubAccess access = FinnhubAccess.from(settings);
        return new World(FORMAT, access.simulated() ? "simulated" : digest(access.tokenForRequest()),
                SubscriptionSettings.from(settings).slots());
    }

    private static String digest(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return format + " " + key + " " + slots;
    }

    /** Why a node of this world may not join one that takes part, as a sentence for the operator; empty if it may. */
    private Optional<String> difference(String node, String other) {
        String[] fields = other.split(" ", -1);
        if (other.equals(toString())) {
            return Optional.empty();
        }
        String what = fields.length != 3 || !fields[0].equals(Integer.toString(format)) ? "is of another version"
                : !fields[1].equals(key) ? "has another FINNHUB_TOKEN" : "has another FINNHUB_SYMBOL_LIMIT, which is " + fields[2];
        return Optional.of("This node may not join the cluster: " + node + " takes part and " + what);
    }

    /** Whether a node may join. */
    record Verdict(boolean isAllowed, Optional<String> reason) {}

    /**
     * Compares with the other nodes. Those that take part count first; of several that begin together, the one whose name is first
     * in the alphabet joins first.
     *
     * @param others what they have written on the board, by their names
     */
    Verdict verdict(String name, Map<String, String> others) {
        boolean hasPeers = false;
        boolean mustWait = false;
        for (Map.Entry<String, String> other : new TreeMap<>(others).entrySet()) {
            Optional<BoardText> text = BoardText.parse(other.getValue());
            boolean takesPart = text.filter(BoardText::isJoined).isPresent();
            Optional<String> difference = text.isEmpty() ? Optional.empty() : difference(other.getKey(), text.get().world());
            if (takesPart && difference.isPresent()) {
                return new Verdict(false, difference);
            }
            hasPeers |= takesPart;
            mustWait |= difference.isPresent() && other.getKey().compareTo(name) < 0;
        }
        return new Verdict(hasPeers || !mustWait, Optional.empty());
    }
}
