package stockchart.hub;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a node reports about itself and its cluster. Immutable.
 *
 * @param node its name
 * @param holder the name of the node that has the connection to Finnhub; empty if none is known to
 * @param nodes how many nodes are known to be alive, this one included
 * @param isJoined whether it has ever had what the others have: clients may be sent here
 * @param cutOff since when it has read nothing of the log, in milliseconds since 1970-01-01 UTC; empty while it reads it
 * @param lagMillis how long ago it has last read an entry of the log, of which there is one a second at least
 * @param takeovers how often this node has become the holder
 * @param fenced how often the store has refused what this node wrote, because its lease was over
 * @param refusal why this node may not join the others; empty unless it may not
 */
public record ClusterStatus(String node, Role role, Optional<String> holder, int nodes, boolean isJoined, OptionalLong cutOff,
        long lagMillis, long takeovers, long fenced, Optional<String> refusal) {
    /** What the node is now. */
    public enum Role {
        /** It does not take part yet. */
        JOINING,
        /** It shows what the holder publishes. */
        FOLLOWER,
        /** It has the connection to Finnhub, or is about to open it. */
        HOLDER,
        /** It takes no part any more: it is stopped. */
        LEAVING;

        /** The word used in {@code /api/status} and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
