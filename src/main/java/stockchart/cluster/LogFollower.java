package stockchart.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
    /** Beyond this, those are forgotten that the feed does not carry any more. */
    private static final int MOST_SERIES = 10_000;
    /** How many entries a node looks back at when it joins: some seconds of a busy log, which has a sign of life in each. */
    private static final int LOOK_BACK = 2_000;

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
        /** The number of the last trade that the listener has of a series; 0 if it has none. */
        long end(Symbol symbol, long epoch);

        /**
         * A symbol's series begins, or goes on after it had {@link #ended}; numbers of another one mean nothing any more.
         *
         * @param past what its tape has behind the {@link #end} that the listener has
         */
        void began(Symbol symbol, long epoch, List<TradeBlock> past);

        /** The feed does not carry a symbol any more. A few of its trades may follow. */
        void ended(Symbol symbol);

        /**
         * Trades that follow those before. Only the first ones of a series, or those after a gap that the tape does not fill
         * any more, have a number that is not the next one.
         */
        void appended(TradeBlock block);

        /** An entry was applied. */
        void read(LogEntry entry);

        /** The node joins: the last entries before the first one that it applies, for what they say about the time before. */
        default void joined(List<LogEntry> before) {
            // Of no use to who wants the series only.
        }
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

    /** The symbols that the feed carries. Any thread. */
    public Set<Symbol> carried() {
        return ends.entrySet().stream().filter(known -> known.getValue().isCarried()).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
        if (end > 0) {
            listener.joined(store.log(Math.max(0, end - LOOK_BACK), (int) Math.min(end, LOOK_BACK), Duration.ZERO));
        }
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
        Set.copyOf(series.keySet()).stream().filter(symbol -> !carried.containsKey(symbol)).forEach(this::free);
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
        if (known != null && known.epoch() == epoch && known.isCarried()) {
            fill(store, symbol, epoch, Long.MAX_VALUE);
        } else {
            ends.remove(symbol);
            begin(store, symbol, epoch);
        }
        // Not before: the holder would number trades from where the filling has come to.
        ends.put(symbol, series.get(symbol));
    }

    private void begin(ClusterStore store, Symbol symbol, long epoch) throws StoreException {
        long end = listener.end(symbol, epoch);
        List<TradeBlock> past = new ArrayList<>();
        List<TradeBlock> page = store.tape(symbol, epoch, end);
        while (!page.isEmpty()) {
            past.addAll(page);
            end = page.get(page.size() - 1).last();
            page = store.tape(symbol, epoch, end);
        }
        listener.began(symbol, epoch, List.copyOf(past));
        series.put(symbol, new End(epoch, end, true));
    }

    private void free(Symbol symbol) {
        End end = series.get(symbol);
        if (end != null && end.isCarried()) {
            End last = new End(end.epoch(), end.number(), false);
            series.put(symbol, last);
            ends.put(symbol, last);
            listener.ended(symbol);
        }
        if (series.size() > MOST_SERIES) {
            series.values().removeIf(known -> !known.isCarried());
            ends.keySet().retainAll(series.keySet());
        }
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
