package stockchart.hub;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import stockchart.tape.GapLog.Gap;

/**
 * The feed's state as reported to clients. Immutable.
 *
 * @param simulated whether the prices come from the built-in simulator
 * @param since when the state began, in milliseconds since 1970-01-01 UTC
 * @param cutOff since when this node of a cluster has no prices from the others, in the same unit; empty while it has, and of a
 *     server alone
 */
public record FeedStatus(State state, boolean simulated, long since, OptionalLong cutOff) {
    /** Of a server that is not cut off. */
    public FeedStatus(State state, boolean simulated, long since) {
        this(state, simulated, since, OptionalLong.empty());
    }

    /** The same state by a clock that was set by so many milliseconds. */
    FeedStatus moved(long millis) {
        return new FeedStatus(state, simulated, since + millis,
                cutOff.isPresent() ? OptionalLong.of(cutOff.getAsLong() + millis) : cutOff);
    }

    /** The state of the connection to Finnhub. */
    public enum State {
        /** A connection is being made and none has failed since the last good one. */
        CONNECTING,
        /** Connected, and everything in demand was requested. */
        LIVE,
        /** The last attempt failed; the next one is scheduled. */
        DOWN,
        /** Finnhub responds, but does not accept the API key. Retried slowly. */
        REFUSED;

        /** Why no symbol is recorded in this state; empty while all carried symbols are. */
        Optional<Gap.Cause> gapCause() {
            return switch (this) {
                case LIVE -> Optional.empty();
                case CONNECTING, DOWN -> Optional.of(Gap.Cause.DOWN);
                case REFUSED -> Optional.of(Gap.Cause.REFUSED);
            };
        }

        /** The word used in messages and in {@code /api/status}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Detects that the feed has become live since the last call: what could not be fetched while the network was down is worth
     * another attempt then. <b>Confined</b> to its caller.
     */
    public static final class Recovery {
        private long since;

        /** Returns whether the feed is live and was not at the last call. */
        public boolean isNew(FeedStatus status) {
            boolean isNew = status.state() == FeedStatus.State.LIVE && status.since() != since;
            since = isNew ? status.since() : since;
            return isNew;
        }
    }
}
