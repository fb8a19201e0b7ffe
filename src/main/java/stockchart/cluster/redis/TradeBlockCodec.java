package stockchart.cluster.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.text.Decimals;
import stockchart.text.Digits;

/**
 * Writes blocks of trades as lines of text, and reads them: a head of symbol, epoch, number of the first trade and count of
 * trades, then a row of price, time, volume and condition codes for each trade, all separated by tabs. No symbol has a tab or a
 * line break; in a condition code they are percent-encoded. Stateless; any thread.
 */
final class TradeBlockCodec {
    /** Far more than is ever published at once. */
    private static final int MOST_ROWS = 100_000;
    private static final int HEAD_FIELDS = 4;
    private static final int ROW_FIELDS = 3;
    private static final String TAB = "\t";
    private static final String ENCODED = "%\t\n\r";

    private TradeBlockCodec() {}

    /** The head with its line break. */
    static String head(TradeBlock block) {
        return block.symbol() + TAB + block.epoch() + TAB + block.first() + TAB + block.trades().size() + "\n";
    }

    /** The rows, each with its line break. */
    static String rows(TradeBlock block) {
        StringBuilder out = new StringBuilder(block.trades().size() * 40);
        for (Trade trade : block.trades()) {
            Decimals.append(out, trade.price());
            out.append(TAB).append(trade.time()).append(TAB);
            Decimals.append(out, trade.volume());
            trade.conditions().forEach(code -> out.append(TAB).append(encoded(code)));
            out.append('\n');
        }
        return out.toString();
    }

    /** The blocks of a text. @throws IllegalArgumentException naming what cannot be read */
    static List<TradeBlock> blocks(String text) {
        List<TradeBlock> blocks = new ArrayList<>();
        Lines lines = new Lines(text);
        while (lines.hasNext()) {
            String[] head = lines.next().split(TAB, -1);
            if (head.length != HEAD_FIELDS) {
                throw new IllegalArgumentException("Not the head of a block of trades: " + Symbol.quoted(String.join(" ", head)));
            }
            List<Trade> trades = rows(lines, number(head[3]));
            blocks.add(new TradeBlock(new Symbol(head[0]), number(head[1]), number(head[2]), trades));
        }
        return blocks;
    }

    /** The rows of one tape's entry. @throws IllegalArgumentException naming what cannot be read */
    static List<Trade> trades(String text) {
        List<Trade> trades = new ArrayList<>();
        for (Lines lines = new Lines(text); lines.hasNext();) {
            trades.add(trade(lines.next()));
        }
        return trades;
    }

    private static List<Trade> rows(Lines lines, long count) {
        if (count < 1 || count > MOST_ROWS) {
            throw new IllegalArgumentException("Not a count of trades: " + count);
        }
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trades.add(trade(lines.next()));
        }
        return trades;
    }

    private static Trade trade(String row) {
        String[] fields = row.split(TAB, -1);
        if (fields.length < ROW_FIELDS) {
            throw new IllegalArgumentException("Not a row of a trade: " + Symbol.quoted(row));
        }
        List<String> conditions = new ArrayList<>(fields.length - ROW_FIELDS);
        for (int i = ROW_FIELDS; i < fields.length; i++) {
            conditions.add(decoded(fields[i]));
        }
        return new Trade(Double.parseDouble(fields[0]), number(fields[1]), Double.parseDouble(fields[2]), conditions);
    }

    private static long number(String text) {
        if (!Digits.isNumber(text)) {
            throw new IllegalArgumentException("Not a number: " + Symbol.quoted(text));
        }
        return Long.parseLong(text);
    }

    private static String encoded(String code) {
        if (code.chars().noneMatch(letter -> ENCODED.indexOf(letter) >= 0)) {
            return code;
        }
        StringBuilder out = new StringBuilder();
        code.chars().forEach(letter -> {
            if (ENCODED.indexOf(letter) >= 0) {
                out.append(String.format("%%%02x", letter));
            } else {
                out.append((char) letter);
            }
        });
        return out.toString();
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        String[] parts = text.split("%", -1);
        StringJoiner out = new StringJoiner("");
        out.add(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].matches("(?s)[0-9a-f]{2}.*")) {
                throw new IllegalArgumentException("Not a condition code: " + Symbol.quoted(text));
            }
            out.add(Character.toString(Integer.parseInt(parts[i].substring(0, 2), 16)) + parts[i].substring(2));
        }
        return out.toString();
    }

    /** The lines of a text, of which each ends with a line break. <b>Confined</b> to one reading. */
    private static final class Lines {
        private final String text;
        private int at;

        Lines(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return at < text.length();
        }

        String next() {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw new IllegalArgumentException("A block of trades ends within a line");
            }
            String line = text.substring(at, end);
            at = end + 1;
            return line;
        }
    }
}
