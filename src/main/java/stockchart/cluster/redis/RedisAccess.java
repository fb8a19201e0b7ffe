package stockchart.cluster.redis;

import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * How to get into Redis. Immutable; {@code toString} shows no secret.
 *
 * @param user empty for Redis' default user
 * @param password empty for none; leaves this record for the connection's authentication only
 * @param certificates makes TLS connections; empty for what the virtual machine trusts
 */
public record RedisAccess(RedisAddress address, Optional<String> user, Optional<String> password,
        Optional<SSLSocketFactory> certificates) {

    /** @throws IllegalArgumentException if there is a user and no password, which Redis cannot take */
    public RedisAccess {
        if (user.isPresent() && password.isEmpty()) {
            throw new IllegalArgumentException("A user of Redis needs a password");
        }
    }

    /** A server without authentication. */
    public RedisAccess(RedisAddress address) {
        this(address, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A text about the connection without the password, for the log. */
    String redact(String text) {
        return password.map(secret -> text.replace(secret, "***")).orElse(text);
    }

    @Override
    public String toString() {
        return address + (password.isPresent() ? " with a password" : "");
    }
}
