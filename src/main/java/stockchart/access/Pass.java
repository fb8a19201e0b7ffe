package stockchart.access;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Proof that a browser has signed in: its expiry, and an id for each sign-in, so that one can be ended alone. {@link AccessTokens}
 * encodes it, signed, for a cookie. Immutable.
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
