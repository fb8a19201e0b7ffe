package stockchart.feed.finnhub;

import java.util.List;
import java.util.Optional;
import stockchart.market.Trade.SymbolTrade;

/** What one message of Finnhub says. Immutable. */
public sealed interface FeedFrame {
    /**
     * Prices.
     *
     * @param badRows rows that could not be read and are not among the prints
     */
    record Trades(List<SymbolTrade> prints, int badRows) implements FeedFrame {}

    /**
     * An error.
     *
     * @param symbol in a field of its own, as another stock-chart sends it
     */
    record Complaint(String text, Optional<String> symbol, About about) implements FeedFrame {
        public enum About { TOO_MANY_SYMBOLS, TOO_FAST, ANYTHING_ELSE }

        /** Where the symbol is named, if it is: in its field, or in quotes within the text. */
        public Optional<String> name() {
            int quote = text.indexOf('"');
            return symbol.or(() -> quote < 0 ? Optional.empty() : Optional.of(text.substring(quote)));
        }
    }

    /** A sign of life, or a message of a kind that is not ours to know. */
    record Other(String type) implements FeedFrame {}

    /** Not a message. */
    record Malformed(String why) implements FeedFrame {}
}
