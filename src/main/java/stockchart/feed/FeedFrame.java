package stockchart.feed;

import java.util.List;
import stockchart.market.Print;

/** What one message of Finnhub says. Immutable. */
sealed interface FeedFrame {
    /**
     * Prices.
     *
     * @param badRows rows that could not be read and are not among the prints
     */
    record Trades(List<Print> prints, int badRows) implements FeedFrame {}

    /** A complaint of Finnhub; about too many symbols it names none. */
    record Complaint(String text, boolean overLimit) implements FeedFrame {}

    /** A sign of life, or a message of a kind that is not ours to know. */
    record Other(String type) implements FeedFrame {}

    /** Not a message. */
    record Malformed(String why) implements FeedFrame {}
}
