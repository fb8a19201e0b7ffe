package stockchart.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The configured tokens, and the signed texts of the passes for which they are exchanged at sign-in. The time of a comparison
 * reveals nothing: digests are compared, each to its end and all of them. Immutable; any thread.
 *
 * <p>A pass is signed with its token: it is valid after a restart and on every server with that token, ends with the token, and
 * does not reveal it; it can be neither forged nor prolonged.
 */
final class AccessTokens {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "stock-chart pass 2".getBytes(UTF_8);

    private static final int SIGNATURE = 32;

    private final List<byte[]> tokens;
    private final List<SecretKeySpec> keys;

    AccessTokens(List<String> tokens) {
        this.tokens = tokens.stream().map(AccessTokens::digest).toList();
        this.keys = tokens.stream().map(AccessTokens::key).toList();
    }

    /** Whether there is none, so that access is open. */
    boolean isEmpty() {
        return tokens.isEmpty();
    }

    boolean knows(String token) {
        byte[] digest = digest(token);
        boolean found = false;
        for (byte[] one : tokens) {
            found |= MessageDigest.isEqual(one, digest);
        }
        return found;
    }

    /** The pass in a text that one of the tokens has signed; empty if none has. It may have expired or been ended. */
    Optional<Pass> pass(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (bytes.length != Pass.BYTES + SIGNATURE) {
            return Optional.empty();
        }
        byte[] pass = Arrays.copyOf(bytes, Pass.BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, Pass.BYTES, bytes.length);
        boolean isSigned = false;
        for (SecretKeySpec key : keys) {
            isSigned |= MessageDigest.isEqual(signature(key, pass), signature);
        }
        return isSigned ? Optional.of(Pass.of(pass)) : Optional.empty();
    }

    /** What a browser keeps in place of the token: 75 characters that a cookie can hold. */
    static String text(Pass pass, String token) {
        byte[] bytes = pass.bytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(Pass.BYTES + SIGNATURE).put(bytes).put(signature(key(token), bytes)).array());
    }

    private static SecretKeySpec key(String token) {
        return new SecretKeySpec(token.getBytes(UTF_8), HMAC);
    }

    private static byte[] signature(SecretKeySpec key, byte[] pass) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(pass);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + HMAC, missing);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }

    /**
     * Proof that a browser has signed in: its expiry, and an id for each sign-in, so that one can be ended alone.
     * {@link AccessTokens} encodes it, signed, for a cookie. Immutable.
     *
     * @param expiry when it ends, in seconds since 1970
     * @param id 128 random bits as hexadecimal digits
     */
    record Pass(long expiry, String id) {
        /** How long a browser stays signed in. */
        static final Duration LIFETIME = Duration.ofDays(30);
        static final int BYTES = Long.BYTES + 16;

        private static final SecureRandom RANDOM = new SecureRandom();

        /** A pass that begins now. */
        static Pass fresh(Clock clock) {
            byte[] id = new byte[BYTES - Long.BYTES];
            RANDOM.nextBytes(id);
            return new Pass(clock.instant().plus(LIFETIME).getEpochSecond(), HexFormat.of().formatHex(id));
        }

        /** The one with these {@value #BYTES} bytes. */
        static Pass of(byte[] bytes) {
            return new Pass(ByteBuffer.wrap(bytes).getLong(), HexFormat.of().formatHex(bytes, Long.BYTES, BYTES));
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES).putLong(expiry).put(HexFormat.of().parseHex(id)).array();
        }

        boolean isOver(Instant now) {
            return now.getEpochSecond() >= expiry;
        }
    }
}
