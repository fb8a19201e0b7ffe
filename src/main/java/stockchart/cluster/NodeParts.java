package stockchart.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import stockchart.cluster.redis.RedisClusterStore;
import stockchart.cluster.redis.RedisLink;

/** Makes the parts of a node from the settings. Stateless; any thread. */
final class NodeParts {
    private static final int DIGITS = 6;
    private static final int MOST_NAME = 60;

    private NodeParts() {}

    static HubNode.Parts of(ClusterSettings settings, World world, Clock clock, LongSupplier nanoTime) {
        DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
        String name = name(settings.node(), chance);
        return new HubNode.Parts(name, world, new LeaseTiming(settings.lease()),
                purpose -> new RedisClusterStore(new RedisLink(settings.access(), "stock-chart-" + name + "-" + purpose, nanoTime,
                        chance), settings.prefix()),
                clock, nanoTime, chance, NodeParts::digest);
    }

    /** No two processes have the same one, also one after the other: a lease is given to a name. */
    private static String name(Optional<String> configured, DoubleSupplier chance) {
        String beginning = configured.orElseGet(NodeParts::machine);
        return beginning + "-" + Integer.toString((int) (chance.getAsDouble() * Integer.MAX_VALUE), Character.MAX_RADIX);
    }

    private static String machine() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
            return name.substring(0, Math.min(MOST_NAME, name.length()));
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }

    /** Clients at one address are to have one share of the slots; what stands for it in Redis is a part of its digest. */
    private static String digest(String address) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
