package stockchart.cluster.redis;

import java.util.List;
import stockchart.market.Symbol;

/**
 * One entry of the log that every node reads in the same order. Entries have consecutive numbers, so that a reader can see that
 * one is missing. Immutable.
 *
 * @param number 1 or above
 * @param fence of the lease under which it was written, never below that of an entry before; 0 if it cannot be read
 */
public record LogEntry(long number, long fence, Content content) {
    /** What an entry says. */
    public sealed interface Content permits Trades, Holder, Released, Taken, Freed, Note, Unreadable {}

    /** Trades, in the order in which Finnhub sent them for each symbol. @param blocks at most one for each symbol */
    public record Trades(List<TradeBlock> blocks) implements Content {
        public Trades {
            blocks = List.copyOf(blocks);
        }
    }

    /** A node has the lease from here on: no entry of an earlier fence follows. */
    public record Holder(String node) implements Content {}

    /** The holder has given the lease back; its connection is closed. */
    public record Released(String node) implements Content {}

    /** The feed carries a symbol from here on, and its trades are numbered in this epoch. */
    public record Taken(Symbol symbol, long epoch) implements Content {}

    /** The feed does not carry a symbol any more. */
    public record Freed(Symbol symbol) implements Content {}

    /**
     * Something that the holder announces to all nodes.
     *
     * @param kind what it is about, a word of letters
     */
    public record Note(String kind, String text) implements Content {}

    /** An entry of another version, or a damaged one: it is skipped. @param why without what it contains */
    public record Unreadable(String why) implements Content {}
}
