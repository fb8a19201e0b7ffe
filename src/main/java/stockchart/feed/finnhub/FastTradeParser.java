package stockchart.feed.finnhub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stockchart.feed.finnhub.FastJsonReader.InternCache;
import stockchart.feed.finnhub.FastJsonReader.NotPlainException;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame;
import stockchart.feed.finnhub.FinnhubCodec.FeedFrame.Trades;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/**
 * Decodes the messages of one connection: plain trade messages by itself, all others with {@link FinnhubCodec}.
 *
 * <p>Written by hand, although there is a library, because every trade passes here and low latency is the purpose of this product:
 * the library builds a tree of each message and costs many times as much. The library's result is authoritative: a message that is
 * not certainly valid in every row (an escape, a nested or doubled value, a number out of range, text that ends too early) is
 * decoded by the codec from its first character, so the outcome is always the codec's. Names in any order, white space, and unknown
 * names with simple values are plain.
 *
 * <p><b>Confined</b> to the connection's read thread: it caches symbols and condition codes.
 */
public final class FastTradeParser {
    /** Captures show 20. Short enough that no code is longer than the codec accepts. */
    private static final int LONGEST_CONDITIONS = Symbol.MAX_LENGTH;
    /** For the initial size of the list; rows in captures have 40 to 90 characters. */
    private static final int CHARS_PER_ROW = 64;
    /** No number read yet; no number in a message equals this. */
    private static final double NONE = Double.NaN;

    private final InternCache<Symbol> symbols = new InternCache<>(Symbol::new);
    private final InternCache<List<String>> conditions = new InternCache<>(FastTradeParser::codes);

    public FeedFrame decode(String text) {
        Optional<Trades> plain = scan(text);
        return plain.isPresent() ? plain.get() : FinnhubCodec.decode(text);
    }

    /** The trades of a plain message; empty for any other message, valid or not. */
    Optional<Trades> scan(String text) {
        try {
            return Optional.of(new Trades(message(new FastJsonReader(text), text.length() / CHARS_PER_ROW + 1), 0));
        } catch (IllegalArgumentException notPlainOrOutOfRange) {
            return Optional.empty();
        }
    }

    private List<SymbolTrade> message(FastJsonReader json, int rows) {
        List<SymbolTrade> prints = null;
        boolean trade = false;
        json.expect('{');
        do {
            json.name();
            if (json.lastIs("data")) {
                NotPlainException.unless(prints == null);
                prints = new ArrayList<>(rows);
                rows(json, prints);
            } else if (json.lastIs("type")) {
                NotPlainException.unless(!trade);
                json.string();
                trade = json.lastIs("trade");
                NotPlainException.unless(trade);
            } else {
                json.skip();
            }
        } while (json.hasMore('}'));
        json.end();
        NotPlainException.unless(trade && prints != null);
        return prints;
    }

    private void rows(FastJsonReader json, List<SymbolTrade> prints) {
        json.expect('[');
        if (!json.accept(']')) {
            do {
                prints.add(row(json));
            } while (json.hasMore(']'));
        }
    }

    private SymbolTrade row(FastJsonReader json) {
        Symbol symbol = null;
        List<String> codes = null;
        double price = NONE;
        double time = NONE;
        double volume = NONE;
        json.expect('{');
        do {
            switch (json.letter()) {
                case 'c' -> codes = once(codes, conditions(json));
                case 'p' -> price = once(price, json.number());
                case 's' -> symbol = once(symbol, symbol(json));
                case 't' -> time = once(time, json.number());
                case 'v' -> volume = once(volume, json.acceptNull() ? 0 : json.number());
                default -> json.skip();
            }
        } while (json.hasMore('}'));
        NotPlainException.unless(symbol != null && time == Math.rint(time));
        return new SymbolTrade(symbol,
                new Trade(price, (long) time, Double.isNaN(volume) ? 0 : volume, codes == null ? List.of() : codes));
    }

    private Symbol symbol(FastJsonReader json) {
        json.string();
        return json.intern(symbols);
    }

    private List<String> conditions(FastJsonReader json) {
        if (json.acceptNull()) {
            return List.of();
        }
        json.bracketed('[', ']', LONGEST_CONDITIONS);
        return json.intern(conditions);
    }

    /** Reads a whole array. One cut short at a bracket inside a code is not plain. */
    private static List<String> codes(String array) {
        FastJsonReader json = new FastJsonReader(array);
        List<String> codes = new ArrayList<>();
        json.expect('[');
        if (!json.accept(']')) {
            do {
                json.string();
                codes.add(json.part());
            } while (json.hasMore(']'));
        }
        json.end();
        NotPlainException.unless(codes.size() <= FinnhubCodec.MAX_CONDITIONS);
        return List.copyOf(codes);
    }

    private static <V> V once(V before, V now) {
        NotPlainException.unless(before == null);
        return now;
    }

    private static double once(double before, double now) {
        NotPlainException.unless(Double.isNaN(before));
        return now;
    }
}
