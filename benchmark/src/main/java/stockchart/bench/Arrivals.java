package stockchart.bench;

import java.util.random.RandomGenerator;

/** How messages of trades are spread in time. The rate is the same in the long run, and so is the sequence in every run. */
enum Arrivals {
    /** Evenly, one symbol after the other. */
    REGULAR,
    /** Each independent of all others: times between them are distributed exponentially. */
    POISSON,
    /** As trades come in fact: some at the same time and of the same symbol, then a pause; the clusters are independent. */
    CLUSTERED;

    /** So many messages are in a cluster on average; their number is distributed geometrically. */
    private static final double CLUSTER = 5;

    /** Returns whether the next message belongs to the cluster of the one before: the same symbol at the same time. */
    boolean isSameCluster(RandomGenerator random) {
        return this == CLUSTERED && random.nextDouble() >= 1 / CLUSTER;
    }

    /** The time until the next message that is in no cluster with the one before, in nanoseconds, if one comes each interval. */
    long pause(long interval, RandomGenerator random) {
        return switch (this) {
            case REGULAR -> interval;
            case POISSON -> exponential(interval, random);
            case CLUSTERED -> exponential(interval * CLUSTER, random);
        };
    }

    private static long exponential(double mean, RandomGenerator random) {
        return (long) (mean * random.nextExponential());
    }
}
