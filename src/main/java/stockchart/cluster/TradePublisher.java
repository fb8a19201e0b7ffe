package stockchart.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import stockchart.cluster.LogFollower.End;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/**
 * Numbers what the holder's feed receives, and keeps it until the store has it, in the order in which it came in, with
 * announcements and changes of slots between the trades. While one publication is under way, what comes in waits, and goes
 * together with the next: nothing waits for a timer, and a slow store gets larger publications.
 *
 * <p>A publication without an answer is given out again unchanged, so the store recognises it. Numbers begin behind the last
 * ones of the log, which are final once a node has read its own lease there.
 *
 * <p>Any thread; publications are made by one. State is <b>guarded</b> by this object's monitor. The queue is bounded: when it is
 * full, the publisher takes nothing more until it begins again, and the caller has to give up the lease.
 */
public final class TradePublisher {
    /** More rows than this go with the next publication, so that a script never holds Redis up for long. */
    static final int MOST_ROWS = 1_000;

    private final int mostQueued;
    private final Function<Symbol, Optional<End>> ends;
    private final Queue<Item> queue = new ArrayDeque<>();
    /** The number of the last trade that was given to each symbol under this lease. */
    private final Map<Symbol, End> numbered = new HashMap<>();
    private int queuedTrades;
    /** Null unless this node is the holder. */
    private Lease lease;
    /** Given out and not answered; null if there is none. */
    private Publication pending;
    /** How many publications the store has under this lease. */
    private long stored;
    private boolean isFull;
    private long unwanted;

    /** What is to be written under a lease. */
    public sealed interface Publication permits Trades, Announcement, Slots {}

    /** Trades, at most one block for each symbol. */
    public record Trades(List<TradeBlock> blocks) implements Publication {
        public Trades {
            blocks = List.copyOf(blocks);
        }
    }

    /** A note for all nodes. */
    public record Announcement(LogEntry.Note note) implements Publication {}

    /** Which symbols the feed carries from now on and no longer, each in the order of their names. */
    public record Slots(Set<Symbol> taken, Set<Symbol> freed) implements Publication {
        public Slots {
            taken = Collections.unmodifiableSortedSet(new TreeSet<>(taken));
            freed = Collections.unmodifiableSortedSet(new TreeSet<>(freed));
        }
    }

    /** Trades of one message, or something else. */
    private record Item(List<SymbolTrade> prints, Optional<Publication> other) {}

    /**
     * @param mostQueued how many trades may wait: as many as come in while the store may be silent and the lease lasts
     * @param ends the last number of a symbol in the log; empty if the feed has never carried it
     */
    public TradePublisher(int mostQueued, Function<Symbol, Optional<End>> ends) {
        this.mostQueued = mostQueued;
        this.ends = ends;
    }

    /** Takes from now on what the feed receives under a lease. This node has read the log up to that lease. */
    public synchronized void begin(Lease own) {
        end();
        lease = own;
    }

    /** Takes nothing more, and drops what waits: it cannot be published any more. */
    public synchronized void end() {
        lease = null;
        pending = null;
        stored = 0;
        isFull = false;
        queuedTrades = 0;
        queue.clear();
        numbered.clear();
    }

    /** Trades from the feed. Returns whether they were taken; if not, this node is no holder, or its queue is full. */
    public synchronized boolean offer(List<SymbolTrade> prints) {
        isFull |= queuedTrades + prints.size() > mostQueued;
        if (lease == null || isFull) {
            return false;
        }
        queuedTrades += prints.size();
        queue.add(new Item(List.copyOf(prints), Optional.empty()));
        return true;
    }

    /** Announces something behind all trades that were offered before. Returns whether it was taken. */
    public boolean announce(LogEntry.Note note) {
        return add(new Announcement(note));
    }

    /** Changes slots behind all trades that were offered before. Returns whether it was taken. */
    public boolean carry(Collection<Symbol> taken, Collection<Symbol> freed) {
        return add(new Slots(new TreeSet<>(taken), new TreeSet<>(freed)));
    }

    private synchronized boolean add(Publication other) {
        if (lease == null || isFull) {
            return false;
        }
        queue.add(new Item(List.of(), Optional.of(other)));
        return true;
    }

    /** Returns whether trades were refused for lack of room since the last beginning. */
    public synchronized boolean isFull() {
        return isFull;
    }

    /** Returns whether everything that was taken is published. */
    public synchronized boolean isDrained() {
        return queue.isEmpty() && pending == null;
    }

    /** How many trades came in of symbols that the feed was never to carry. */
    public synchronized long unwanted() {
        return unwanted;
    }

    /** The lease under which to publish; empty if this node is no holder. */
    public synchronized Optional<Lease> lease() {
        return Optional.ofNullable(lease);
    }

    /** What to publish now: the same again until it is {@link #stored}. Empty if there is nothing. */
    public synchronized Optional<Publication> next() {
        while (pending == null && !queue.isEmpty()) {
            pending = queue.peek().other().isPresent() ? queue.remove().other().get() : trades().orElse(null);
        }
        return Optional.ofNullable(pending);
    }

    /** The serial number of the publication that is given out: 1 for the first one under this lease. */
    public synchronized long serial() {
        return stored + 1;
    }

    /** The store has it. */
    public synchronized void stored(Publication publication) {
        // The same object: an equal one of an earlier lease may be answered late.
        if (publication == pending) {
            pending = null;
            stored++;
        }
    }

    /** The waiting trades up to the next thing of another kind. Empty if none of them has a slot. */
    private Optional<Publication> trades() {
        Map<Symbol, List<Trade>> bySymbol = new LinkedHashMap<>();
        int rows = 0;
        while (!queue.isEmpty() && queue.peek().other().isEmpty() && rows < MOST_ROWS) {
            List<SymbolTrade> prints = queue.remove().prints();
            rows += prints.size();
            prints.forEach(print -> bySymbol.computeIfAbsent(print.symbol(), any -> new ArrayList<>()).add(print.trade()));
        }
        queuedTrades -= rows;
        List<TradeBlock> blocks = new ArrayList<>();
        bySymbol.forEach((symbol, trades) -> number(symbol, trades).ifPresent(blocks::add));
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Trades(blocks));
    }

    private Optional<TradeBlock> number(Symbol symbol, List<Trade> trades) {
        // Also of a symbol that was freed a moment ago: its tape is still there.
        Optional<End> known = ends.apply(symbol);
        if (known.isEmpty()) {
            unwanted += trades.size();
            return Optional.empty();
        }
        End last = Optional.ofNullable(numbered.get(symbol)).filter(end -> end.epoch() == known.get().epoch()).orElse(known.get());
        TradeBlock block = new TradeBlock(symbol, last.epoch(), last.number() + 1, trades);
        numbered.put(symbol, new End(last.epoch(), block.last(), true));
        return Optional.of(block);
    }
}
