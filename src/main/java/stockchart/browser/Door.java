package stockchart.browser;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import stockchart.settings.TrustedProxies;

/**
 * Who may come in: looks at handshakes, and counts those it refuses. Looking takes no place, see {@link Places}; who comes in
 * between a look and the opening of another connection is sent away then.
 *
 * <p>Any thread.
 */
final class Door {
    private final OriginPolicy origins;
    private final TrustedProxies proxies;
    private final Places places;
    private final TokenBucket handshakes;
    private final LongSupplier nanoTime;
    /** Never changed once built. */
    private final Map<HandshakeRefusal, LongAdder> refused = new EnumMap<>(HandshakeRefusal.class);

    /** @param nanoTime the monotonic clock, nanoseconds */
    Door(DoorSettings settings, LongSupplier nanoTime) {
        this.origins = new OriginPolicy(settings.allowedOrigins());
        this.proxies = settings.trustedProxies();
        this.places = new Places(settings.browsers(), settings.perAddress());
        this.handshakes = new TokenBucket(settings.handshakes(), settings.handshakes(), nanoTime.getAsLong());
        this.nanoTime = nanoTime;
        for (HandshakeRefusal reason : HandshakeRefusal.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    TrustedProxies proxies() {
        return proxies;
    }

    Places places() {
        return places;
    }

    /**
     * Says whether a page may open a socket, and counts it if not.
     *
     * @param origin the page's, null if there is none
     * @param host the request's {@code Host} header, null if there was none
     */
    boolean admits(String origin, String host) {
        boolean permitted = origin == null || origins.permits(origin, host);
        if (!permitted) {
            refused.get(HandshakeRefusal.ORIGIN).increment();
        }
        return permitted;
    }

    /**
     * Looks at a request for a socket, and counts it if it is refused.
     *
     * @param client for whom it counts
     * @param isHandshake false for a request that can lead to no socket, which uses up nothing that others need
     * @return why it is refused; empty if it may go on
     */
    Optional<HandshakeRefusal> look(String client, boolean isHandshake) {
        Optional<HandshakeRefusal> refusal = refusal(client, isHandshake);
        refusal.ifPresent(reason -> refused.get(reason).increment());
        return refusal;
    }

    private Optional<HandshakeRefusal> refusal(String client, boolean isHandshake) {
        if (places.areAllTakenBy(client)) {
            return Optional.of(HandshakeRefusal.ADDRESS);
        }
        if (places.areAllTaken()) {
            return Optional.of(HandshakeRefusal.FULL);
        }
        // Last, so that those who would not be let in anyway do not use up what others have to come in by.
        return !isHandshake || handshakes.take(nanoTime.getAsLong()) ? Optional.empty() : Optional.of(HandshakeRefusal.RATE);
    }

    /** How many handshakes were refused since the start, by the word of the reason. */
    Map<String, Long> refused() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((reason, count) -> counts.put(reason.word(), count.sum()));
        return Collections.unmodifiableMap(counts);
    }
}
