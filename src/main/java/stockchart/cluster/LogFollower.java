package stockchart.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import stockchart.cluster.redis.ClusterStore;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.StoreException;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;

/**
 * Follows the log and turns it into one series of trades for each symbol that the feed carries: every trade once, in order.
 * What a node has missed, because it joined late, was cut off, or an entry cannot be read, it takes from the symbol's tape.
 *
 * <p>If a call to the store fails, nothing of the entry in progress is lost: it is applied again, and what of it is known
 * already is skipped. <b>Confined</b> to the thread that reads, but for {@link #end}, {@link #position} and {@link #fence}.
 */
public final class LogFollower {
    private final Listener listener;
    /** How far each series is. Confined to the reading thread: one that is being filled is not at its end. */
    private final Map<Symbol, End> series = new HashMap<>();
    /** The same for other threads, without what is being filled. */
    private final Map<Symbol, End> ends = new ConcurrentHashMap<>();
    private volatile long position = -1;
    /** The fence of the last entry that was applied; 0 if that is not known. */
    private volatile long fence;
    private boolean isReconnected;
    private long unreadable;

    /**
     * The last number of a symbol's series. Immutable.
     *
     * @param isCarried whether the feed carries the symbol now
     */
    public record End(long epoch, long number, boolean isCarried) {}

    /** Receives the series, on the reading thread. */
    public interface Listener {
        /** A symbol's series begins; numbers of an earlier one mean nothing any more. */
        void began(Symbol symbol, long epoch);

        /**
         * Trades that follow those before. Only the first ones of a series, or those after a gap that the tape does not fill
         * any more, have a number that is not the next one.
         */
        void appended(TradeBlock block);

        /** An entry was applied. */
        void read(LogEntry entry);
    }

    public LogFollower(Listener listener) {
        this.listener = listener;
    }

    /** The number of the last entry that was applied; -1 before the node has joined. */
    public long position() {
        return position;
    }

    /** The fence of the last entry that was applied; 0 if it is not known. Any thread. */
    public long fence() {
        return fence;
    }

    /** The end of a symbol's series; empty if this node does not follow it. Any thread. */
    public Optional<End> end(Symbol symbol) {
        return Optional.ofNullable(ends.get(symbol));
    }

    /** How many entries could not be read. */
    public long unreadable() {
        return unreadable;
    }

    /**
     * Reads what all carried symbols' tapes have, and continues with the log from there. Also for a node that was away for so
     * long that the log does not reach back to where it was.
     */
    public void join(ClusterStore store) throws StoreException {
        // First: what is added to the log meanwhile is read twice, which does no harm.
        long end = store.logEnd();
        long lastFence = fenceAt(store, end);
        readSlots(store);
        position = end;
        fence = lastFence;
    }

    /** No two logs have an entry of the same number and fence: fences grow with the store's time, whatever it has lost. */
    private boolean isSameLog(ClusterStore store) throws StoreException {
        return fence > 0 && fenceAt(store, position) == fence;
    }

    /** The fence of an entry; 0 if it is not there or cannot be read. */
    private static long fenceAt(ClusterStore store, long number) throws StoreException {
        List<LogEntry> entries = number == 0 ? List.of() : store.log(number - 1, 1, Duration.ZERO);
        return entries.isEmpty() || entries.get(0).number() != number ? 0 : entries.get(0).fence();
    }

    private void readSlots(ClusterStore store) throws StoreException {
        Map<Symbol, Long> carried = store.carried();
        series.keySet().stream().filter(symbol -> !carried.containsKey(symbol)).toList().forEach(this::free);
        for (Map.Entry<Symbol, Long> slot : carried.entrySet()) {
            take(store, slot.getKey(), slot.getValue());
        }
    }

    /** The connection to the store is another one than before: the store may have been started again, and have lost its log. */
    public void reconnected() {
        isReconnected = true;
    }

    /**
     * Applies the next entries of the log, and waits so long for the first one.
     *
     * @return how many there were
     */
    public int read(ClusterStore store, int most, Duration wait) throws StoreException {
        if (position < 0 || isReconnected && !isSameLog(store)) {
            join(store);
        }
        isReconnected = false;
        List<LogEntry> entries = store.log(position, most, wait);
        if (!entries.isEmpty() && entries.get(0).number() != position + 1) {
            join(store);
            return 0;
        }
        for (LogEntry entry : entries) {
            apply(store, entry);
            position = entry.number();
            fence = entry.fence();
            listener.read(entry);
        }
        return entries.size();
    }

    private void apply(ClusterStore store, LogEntry entry) throws StoreException {
        if (entry.content() instanceof LogEntry.Trades trades) {
            for (TradeBlock block : trades.blocks()) {
                append(store, block);
            }
        } else if (entry.content() instanceof LogEntry.Taken taken) {
            take(store, taken.symbol(), taken.epoch());
        } else if (entry.content() instanceof LogEntry.Freed freed) {
            free(freed.symbol());
        } else if (entry.content() instanceof LogEntry.Unreadable) {
            // It may have been about any symbol.
            unreadable++;
            readSlots(store);
        }
    }

    private void take(ClusterStore store, Symbol symbol, long epoch) throws StoreException {
        End known = series.get(symbol);
        if (known != null && known.epoch() > epoch) {
            // From before the slots were read.
            return;
        }
        if (known == null || known.epoch() != epoch) {
            ends.remove(symbol);
            listener.began(symbol, epoch);
            known = new End(epoch, 0, true);
        }
        series.put(symbol, new End(epoch, known.number(), true));
        fill(store, symbol, epoch, Long.MAX_VALUE);
        // Not before: the holder would number trades from where the filling has come to.
        ends.put(symbol, series.get(symbol));
    }

    private void free(Symbol symbol) {
        series.computeIfPresent(symbol, (same, end) -> new End(end.epoch(), end.number(), false));
        ends.computeIfPresent(symbol, (same, end) -> new End(end.epoch(), end.number(), false));
    }

    private void append(ClusterStore store, TradeBlock block) throws StoreException {
        End end = series.get(block.symbol());
        if (end == null || end.epoch() != block.epoch()) {
            // Of a symbol that this node does not follow.
            return;
        }
        if (block.first() > end.number() + 1) {
            fill(store, block.symbol(), block.epoch(), block.first() - 1);
        }
        add(block);
        // Also if all of it was known: an attempt that failed may have read it from the tape.
        ends.put(block.symbol(), series.get(block.symbol()));
    }

    /** Appends what the tape has behind the series' end, at least up to a number if it is there. */
    private void fill(ClusterStore store, Symbol symbol, long epoch, long upTo) throws StoreException {
        List<TradeBlock> page;
        do {
            page = store.tape(symbol, epoch, series.get(symbol).number());
            page.forEach(this::add);
        } while (!page.isEmpty() && series.get(symbol).number() < upTo);
    }

    private void add(TradeBlock block) {
        End end = series.get(block.symbol());
        if (block.last() > end.number()) {
            TradeBlock fresh = block.after(end.number());
            listener.appended(fresh);
            series.put(block.symbol(), new End(end.epoch(), fresh.last(), end.isCarried()));
        }
    }
}
