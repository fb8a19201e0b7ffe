package stockchart.client.admission;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import stockchart.client.protocol.CloseReason;
import stockchart.http.JsonResponse;
import stockchart.http.OriginPolicy;
import stockchart.http.TrustedProxies;
import stockchart.market.Symbol;
import stockchart.platform.concurrent.RateLimitedLog;
import stockchart.platform.concurrent.TokenBucket;

/**
 * Admission control: checks handshakes against origins, connection limits and the handshake rate; counts and logs those it rejects.
 * A check reserves nothing, see {@link ConnectionLimit}: a client that passes it while another connection opens may exceed the
 * limit after all, and is closed then.
 *
 * <p>Any thread.
 */
public final class Admission {
    private final OriginPolicy origins;
    private final TrustedProxies proxies;
    private final ConnectionLimit connectionLimit;
    private final TokenBucket handshakes;
    private final LongSupplier nanoTime;
    private final HandshakeLog log = new HandshakeLog();
    /** Never changed once built. */
    private final Map<HandshakeRefusal, LongAdder> refused = new EnumMap<>(HandshakeRefusal.class);

    /** @param nanoTime the monotonic clock, nanoseconds */
    public Admission(AdmissionSettings settings, LongSupplier nanoTime) {
        this.origins = new OriginPolicy(settings.allowedOrigins());
        this.proxies = settings.trustedProxies();
        this.connectionLimit = new ConnectionLimit(settings.clients(), settings.perAddress());
        this.handshakes = new TokenBucket(settings.handshakes(), settings.handshakes(), nanoTime.getAsLong());
        this.nanoTime = nanoTime;
        for (HandshakeRefusal reason : HandshakeRefusal.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    public TrustedProxies proxies() {
        return proxies;
    }

    public ConnectionLimit connectionLimit() {
        return connectionLimit;
    }

    /**
     * Checks the origin of a handshake.
     *
     * @param origin the page's, null if there is none
     * @param host the request's {@code Host} header, null if there was none
     * @return why it is rejected; empty if it may continue
     */
    public Optional<HandshakeRefusal> checkOrigin(String origin, String host) {
        return origin == null || origins.permits(origin, host) ? Optional.empty() : refuse(HandshakeRefusal.ORIGIN, origin);
    }

    /**
     * Checks the connection limits and the handshake rate.
     *
     * @param client the address to which it counts
     * @param isHandshake false for a request that cannot become a WebSocket: a page requests in this way the reason for
     *     rejected handshakes. It gets the same response, and is neither counted toward the rate nor as a rejected handshake
     * @return why the request is rejected; empty if it may continue
     */
    public Optional<HandshakeRefusal> checkLimits(String client, boolean isHandshake) {
        Optional<HandshakeRefusal> refusal = refusal(client, isHandshake);
        return isHandshake ? refusal.flatMap(reason -> refuse(reason, client)) : refusal;
    }

    private Optional<HandshakeRefusal> refuse(HandshakeRefusal reason, String source) {
        refused.get(reason).increment();
        log.log(reason, source);
        return Optional.of(reason);
    }

    private Optional<HandshakeRefusal> refusal(String client, boolean isHandshake) {
        if (connectionLimit.isReachedBy(client)) {
            return Optional.of(HandshakeRefusal.ADDRESS);
        }
        if (connectionLimit.isReached()) {
            return Optional.of(HandshakeRefusal.FULL);
        }
        // Last, so that handshakes that are rejected anyway do not use up the rate of others.
        long now = nanoTime.getAsLong();
        boolean mayCome = isHandshake ? handshakes.take(now) : handshakes.hasToken(now);
        return mayCome ? Optional.empty() : Optional.of(HandshakeRefusal.RATE);
    }

    /** How many handshakes were rejected since the start, by reason. */
    public Map<String, Long> refused() {
        Map<String, Long> counts = new TreeMap<>();
        refused.forEach((reason, count) -> counts.put(reason.word(), count.sum()));
        return Collections.unmodifiableMap(counts);
    }

    /** Logs rejected handshakes for the operator, rate-limited per reason, naming the setting responsible. Any thread. */
    static final class HandshakeLog {
        private static final Logger LOG = System.getLogger(HandshakeLog.class.getName());

        /** Never changed once built. */
        private final Map<HandshakeRefusal, RateLimitedLog> reasons = new EnumMap<>(HandshakeRefusal.class);

        HandshakeLog() {
            for (HandshakeRefusal reason : HandshakeRefusal.values()) {
                reasons.put(reason, new RateLimitedLog(LOG, Level.WARNING));
            }
        }

        /** @param source the page's origin, or the client's address */
        void log(HandshakeRefusal reason, String source) {
            reasons.get(reason).log(() -> switch (reason) {
                case ORIGIN -> "Refused a page of " + Symbol.quoted(source) + ": not among STOCKCHART_ALLOWED_ORIGINS";
                case ADDRESS -> "Refused a client: " + source + " has as many connections as STOCKCHART_BROWSERS_PER_ADDRESS"
                        + " allows; if it is a proxy, name it in STOCKCHART_TRUSTED_PROXIES";
                case FULL -> "Refused a client: the server is full, see STOCKCHART_BROWSERS";
                case RATE -> "Refused a client: more come in a second than STOCKCHART_HANDSHAKES_PER_SECOND allows";
            });
        }
    }

    /**
     * How many clients are connected, in all and per address. Only an open connection counts, never a handshake: one that fails
     * later could not be uncounted. Any thread.
     */
    public static final class ConnectionLimit {
        private final int most;
        private final int mostPerAddress;
        private final AtomicInteger taken = new AtomicInteger();
        /** Without addresses that have no connection. */
        private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

        ConnectionLimit(int most, int mostPerAddress) {
            this.most = most;
            this.mostPerAddress = mostPerAddress;
        }

        /** How many connections are open. */
        public int taken() {
            return taken.get();
        }

        /** Returns whether the limit is reached. */
        public boolean isReached() {
            return taken.get() >= most;
        }

        /** Returns whether an address has reached its limit. */
        public boolean isReachedBy(String address) {
            return byAddress.getOrDefault(address, 0) >= mostPerAddress;
        }

        /**
         * Counts an open connection; the caller calls {@link #giveBack} once when it ends.
         *
         * @return why the connection must be closed immediately; empty if it may stay
         */
        public Optional<CloseReason> take(String address) {
            int ofAddress = byAddress.merge(address, 1, Integer::sum);
            if (taken.incrementAndGet() > most) {
                return Optional.of(CloseReason.SERVER_FULL);
            }
            return ofAddress > mostPerAddress ? Optional.of(CloseReason.ADDRESS_FULL) : Optional.empty();
        }

        public void giveBack(String address) {
            taken.decrementAndGet();
            byAddress.computeIfPresent(address, (same, held) -> held == 1 ? null : held - 1);
        }
    }

    /** Why a handshake is rejected, as an HTTP response. */
    public enum HandshakeRefusal {
        /** A page of another site. */
        ORIGIN(403, 0, "Pages of this origin may not connect; STOCKCHART_ALLOWED_ORIGINS lists those that may"),
        /** The client's address has as many connections as it may. */
        ADDRESS(429, 10, "Too many connections from your address; please close one, or come back later"),
        /** The server holds as many clients as it may. */
        FULL(503, 10, "The server is full; please come back later"),
        /** More handshakes than allowed arrived in this second. */
        RATE(429, 1, "Too many connections at once; please come back in a second");

        private final int status;
        /** After how many seconds a retry may succeed; 0 if waiting does not help. */
        private final int retryAfter;
        /** For the person at the other end; without characters that JSON escapes. */
        private final String sentence;

        HandshakeRefusal(int status, int retryAfter, String sentence) {
            this.status = status;
            this.retryAfter = retryAfter;
            this.sentence = sentence;
        }

        /** Its name in the counters. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Sends the rejection. */
        public void send(HttpServletResponse response) throws IOException {
            response.setHeader("Cache-Control", "no-store");
            if (retryAfter > 0) {
                response.setIntHeader("Retry-After", retryAfter);
            }
            JsonResponse.send(response, status, "{\"error\":\"" + sentence + "\"}");
        }
    }
}
