package stockchart.cluster.redis;

/**
 * The right to the one connection to Finnhub, given to one node under a number that no later one repeats or goes below. What a
 * node writes under it is taken only while the store has exactly this lease. Immutable.
 *
 * @param fence above 0
 * @param node the node's name, without white space
 */
public record Lease(long fence, String node) {
    /** @throws IllegalArgumentException if it could not be written as one text */
    public Lease {
        if (fence <= 0 || !node.matches("\\S{1,100}")) {
            throw new IllegalArgumentException("No lease: " + fence + " of \"" + node + "\"");
        }
    }

    /** The lease that a text of the store stands for. @throws IllegalArgumentException if it is none */
    static Lease parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("No lease: " + text);
        }
        return new Lease(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1));
    }

    /** As the store keeps it. */
    @Override
    public String toString() {
        return fence + " " + node;
    }
}
