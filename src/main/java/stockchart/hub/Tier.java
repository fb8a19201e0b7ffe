package stockchart.hub;

import java.util.Locale;
import java.util.Optional;

/**
 * How a subscribed symbol gets its prices now. Immutable.
 *
 * @param position the place in the waiting line, 1 for the next symbol to get a slot; 0 if the symbol has a slot or is not in line
 * @param every how often its quote is fetched, in milliseconds; 0 unless it is polled
 * @param why why it is not just streamed; empty if it is
 */
public record Tier(Kind kind, int position, long every, Optional<Why> why) {
    /** It has a slot, and the feed is not known to send no trades of it. */
    public static final Tier STREAMED = new Tier(Kind.STREAMED, 0, 0, Optional.empty());

    /** The way that prices come. */
    public enum Kind {
        /** From the feed, trade by trade. */
        STREAMED,
        /** From quotes, every so often. */
        POLLED,
        /** Not at all for now. */
        WAITING;

        /** The word used in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The reason that prices do not come trade by trade. */
    public enum Why {
        /** Every slot is in use. */
        LIMIT,
        /** The feed sends nothing although the quote moves on: Finnhub does not carry the symbol on this feed. */
        MUTE,
        /** The market is closed, and there has been no trade for a while. */
        CLOSED,
        /** Finnhub reports that it does not carry the symbol. */
        REFUSED;

        /** The word used in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether prices come in another way, or for another reason; a place in line and an interval change all the time. */
    public boolean isLike(Tier other) {
        return kind == other.kind && why.equals(other.why);
    }
}
