package stockchart.cluster.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * A script that Redis carries out as a whole, with nothing in between. Its text is a resource of this package. It is called by
 * its digest; a Redis that does not have it, because it was restarted, gets its text. Immutable.
 */
final class Script {
    private static final String COMMON = "common.lua";
    private static final String UNKNOWN = "NOSCRIPT";

    private final byte[] text;
    private final byte[] digest;

    /** @param name of the resource */
    Script(String name) {
        text = RedisLink.bytes(read(COMMON) + "\n" + read(name));
        digest = RedisLink.bytes(digest(text));
    }

    /**
     * Calls it.
     *
     * @return what it answers: a {@code Long}, a {@code byte[]} or a list of these
     */
    Object call(RedisLink link, List<String> keys, List<String> arguments) throws StoreException {
        List<byte[]> all = new ArrayList<>(2 + keys.size() + arguments.size());
        all.add(digest);
        all.add(RedisLink.bytes(Integer.toString(keys.size())));
        keys.forEach(key -> all.add(RedisLink.bytes(key)));
        arguments.forEach(argument -> all.add(RedisLink.bytes(argument)));
        try {
            return answer(link, Command.EVALSHA, all);
        } catch (StoreException refused) {
            if (!refused.wasRefused() || !refused.getMessage().startsWith(UNKNOWN)) {
                throw refused;
            }
            all.set(0, text);
            return answer(link, Command.EVAL, all);
        }
    }

    private static Object answer(RedisLink link, Command command, List<byte[]> arguments) throws StoreException {
        return link.call(command, Duration.ZERO, arguments.toArray(byte[][]::new))
                .orElseThrow(() -> new StoreException("A script has answered nothing", false));
    }

    private static String read(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The application lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As Redis names scripts. */
    private static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-1", missing);
        }
    }
}
