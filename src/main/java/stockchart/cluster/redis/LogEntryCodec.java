package stockchart.cluster.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stockchart.cluster.redis.LogEntry.Content;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.text.Digits;

/**
 * Reads entries of Redis' streams, which the scripts of this package have written: kind ({@code k}), fence ({@code f}) and text
 * ({@code d}); on a tape the first number ({@code n}), fence and rows. Stateless; any thread.
 */
final class LogEntryCodec {
    private LogEntryCodec() {}

    /** The number of a stream's entry. */
    static long number(Object entry) {
        String id = RedisLink.text(((List<?>) entry).get(0));
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    /** An entry of the log; one that cannot be read has a content that says so, so that its number is not missing. */
    static LogEntry entry(Object entry) {
        Map<String, String> fields = fields(entry);
        String fence = fields.getOrDefault("f", "");
        return new LogEntry(number(entry), Digits.isNumber(fence) ? Long.parseLong(fence) : 0, readable(fields));
    }

    private static Content readable(Map<String, String> fields) {
        try {
            return content(field(fields, "k"), field(fields, "d"));
        } catch (IllegalArgumentException damaged) {
            return new LogEntry.Unreadable(String.valueOf(damaged.getMessage()));
        }
    }

    /** An entry of a tape. @throws IllegalArgumentException naming what cannot be read */
    static TradeBlock tapeEntry(Symbol symbol, long epoch, Object entry) {
        Map<String, String> fields = fields(entry);
        List<Trade> trades = TradeBlockCodec.trades(field(fields, "d"));
        TradeBlock block = new TradeBlock(symbol, epoch, Long.parseLong(field(fields, "n")), trades);
        if (block.last() != number(entry)) {
            throw new IllegalArgumentException("an entry of " + symbol + " has " + trades.size() + " trades from " + block.first()
                    + " and ends at " + number(entry));
        }
        return block;
    }

    private static Content content(String kind, String text) {
        return switch (kind) {
            case "trades" -> new LogEntry.Trades(TradeBlockCodec.blocks(text));
            case "holder" -> new LogEntry.Holder(text);
            case "released" -> new LogEntry.Released(text);
            case "taken" -> taken(text);
            case "freed" -> new LogEntry.Freed(new Symbol(text));
            default -> new LogEntry.Note(kind, text);
        };
    }

    private static LogEntry.Taken taken(String text) {
        int tab = text.indexOf('\t');
        if (tab < 0) {
            throw new IllegalArgumentException("Not a symbol and an epoch: " + Symbol.quoted(text));
        }
        return new LogEntry.Taken(new Symbol(text.substring(0, tab)), Long.parseLong(text.substring(tab + 1)));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("An entry has no field " + name);
        }
        return value;
    }

    private static Map<String, String> fields(Object entry) {
        List<?> list = (List<?>) ((List<?>) entry).get(1);
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < list.size(); i += 2) {
            fields.put(RedisLink.text(list.get(i)), RedisLink.text(list.get(i + 1)));
        }
        return fields;
    }
}
