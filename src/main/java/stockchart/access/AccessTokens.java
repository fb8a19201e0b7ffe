package stockchart.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The configured tokens, and the pass that each is exchanged for when somebody signs in. How long a comparison takes tells nothing
 * of them: digests are compared, each to its end and all of them. Immutable; any thread.
 *
 * <p>A pass is derived from its token, so it is good after a restart and on every server with that token, ends with the token, and
 * does not give it away.
 */
final class AccessTokens {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "stock-chart pass 1".getBytes(UTF_8);

    private final List<byte[]> tokens;
    private final List<byte[]> passes;

    AccessTokens(List<String> tokens) {
        this.tokens = tokens.stream().map(AccessTokens::digest).toList();
        this.passes = tokens.stream().map(AccessTokens::pass).map(AccessTokens::digest).toList();
    }

    /** Whether there is none, so that nobody can be asked for one. */
    boolean isEmpty() {
        return tokens.isEmpty();
    }

    boolean knows(String token) {
        return isAmong(tokens, token);
    }

    boolean knowsPass(String pass) {
        return isAmong(passes, pass);
    }

    /** What a browser keeps in place of the token: 43 characters that a cookie can hold. */
    static String pass(String token) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), HMAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + HMAC, missing);
        }
    }

    private static boolean isAmong(List<byte[]> known, String text) {
        byte[] digest = digest(text);
        boolean found = false;
        for (byte[] one : known) {
            found |= MessageDigest.isEqual(one, digest);
        }
        return found;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
