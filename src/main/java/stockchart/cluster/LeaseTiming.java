package stockchart.cluster;

import java.time.Duration;

/**
 * How long a lease lasts and what follows from it. All nodes of a cluster have the same. Immutable.
 *
 * @param lease how long the store keeps the lease without a renewal, 2 to 30 s
 */
public record LeaseTiming(Duration lease) {
    /** How often a node says that it is alive and looks who has the lease. */
    static final Duration LOOK = Duration.ofSeconds(1);
    /** How often the holder looks what the clients of the other nodes want. */
    static final Duration HOLDER_LOOK = Duration.ofMillis(250);
    /** How soon a call that failed is followed by the next one. */
    static final Duration RETRY = Duration.ofMillis(100);
    /**
     * How long Finnhub gets to notice that a connection was closed, before another node makes the next one. The close takes half a
     * round trip; Finnhub sees the next connection two or three round trips after it was begun, for TCP and TLS. So this is for what
     * lies between its balancers and its servers.
     */
    static final Duration GRACE = Duration.ofMillis(100);
    /** So that followers do not all ask at the same time. */
    static final Duration SPREAD = Duration.ofMillis(100);

    private static final int LEAST_SECONDS = 2;
    private static final int MOST_SECONDS = 30;
    /** The holder gives up this share of a lease before the store does; so much may the speeds of their clocks differ. */
    private static final int MARGIN_SHARE = 6;
    private static final int RENEWALS = 3;

    /** @throws IllegalArgumentException if the lease is too short or too long */
    public LeaseTiming {
        if (lease.compareTo(Duration.ofSeconds(LEAST_SECONDS)) < 0 || lease.compareTo(Duration.ofSeconds(MOST_SECONDS)) > 0) {
            throw new IllegalArgumentException("A lease cannot last " + lease);
        }
    }

    /** How long after it has sent a request or renewal the holder may count on it. */
    Duration usable() {
        return lease.minus(lease.dividedBy(MARGIN_SHARE));
    }

    /** How long a log without an entry is not believed while there is a holder, which writes one a second. */
    Duration stale() {
        return lease.plus(lease.dividedBy(2));
    }

    /** How often the holder renews. */
    Duration renewal() {
        return lease.dividedBy(RENEWALS);
    }
}
