package stockchart.cluster.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import stockchart.cluster.redis.ClusterStore.Publication.Fenced;
import stockchart.cluster.redis.ClusterStore.Publication.Stored;
import stockchart.cluster.redis.ClusterStore.Publication.WrongNumber;
import stockchart.market.Symbol;

/**
 * What the scripts do, once more in Java and on a clock of the test's: the tests of the store hold it against a real Redis, and
 * the model of a cluster runs on it. Confined to the test's thread. It waits for nothing.
 */
public final class ModelStore implements ClusterStore {
    private static final long TAPE_KEPT = Duration.ofDays(1).toMillis();

    private final LongSupplier millis;
    private final List<LogEntry> log = new ArrayList<>();
    private final List<LogEntry> forgotten = new ArrayList<>();
    private final Map<String, Tape> tapes = new HashMap<>();
    private final Map<Symbol, Long> slots = new HashMap<>();
    private final Map<Symbol, Epoch> epochs = new HashMap<>();
    private final Map<String, Alive> nodes = new TreeMap<>();
    private Lease lease;
    private long leaseEnd;
    private long fence;
    private int trimmed;
    /** Of the holder's last write. */
    private long writtenFence;
    private long writtenSerial;

    /** @param millis the store's time */
    public ModelStore(LongSupplier millis) {
        this.millis = millis;
    }

    /** A tape's entries by the number of their last trade. */
    private static final class Tape {
        final TreeMap<Long, TradeBlock> entries = new TreeMap<>();
    }

    private record Epoch(long number, long end) {}

    private record Alive(long until, String wanted) {}

    /** Forgets everything, as a Redis that keeps nothing does when it is started again. */
    public void forget() {
        forgotten.addAll(log);
        log.clear();
        trimmed = 0;
        tapes.clear();
        slots.clear();
        epochs.clear();
        nodes.clear();
        lease = null;
        fence = 0;
        writtenFence = 0;
    }

    @Override
    public int connect() {
        return 1;
    }

    @Override
    public Request acquire(String node, Duration time) {
        Optional<Lease> held = held();
        if (held.isPresent() && !held.get().node().equals(node)) {
            return new Request(Optional.empty(), left());
        }
        fence = Math.max(fence + 1, millis.getAsLong());
        lease = new Lease(fence, node);
        leaseEnd = millis.getAsLong() + time.toMillis();
        append(new LogEntry.Holder(node));
        return new Request(Optional.of(lease), time);
    }

    @Override
    public boolean renew(Lease own, Duration time) {
        boolean isHeld = isHeld(own);
        leaseEnd = isHeld ? millis.getAsLong() + time.toMillis() : leaseEnd;
        return isHeld;
    }

    @Override
    public boolean release(Lease own) {
        boolean isHeld = isHeld(own);
        if (isHeld) {
            append(new LogEntry.Released(own.node()));
            lease = null;
        }
        return isHeld;
    }

    @Override
    public Publication publish(Lease own, long serial, List<TradeBlock> blocks) {
        if (!isHeld(own)) {
            return new Fenced();
        }
        if (isDone(own, serial)) {
            return new Stored();
        }
        for (TradeBlock block : blocks) {
            long end = tapeEnd(block.symbol(), block.epoch());
            if (end > 0 && block.first() != end + 1) {
                return new WrongNumber(block.symbol(), end);
            }
        }
        blocks.forEach(block -> tape(block.symbol(), block.epoch()).entries.put(block.last(), block));
        append(new LogEntry.Trades(blocks));
        done(own, serial);
        return new Stored();
    }

    private boolean isDone(Lease own, long serial) {
        return writtenFence == own.fence() && writtenSerial >= serial;
    }

    private void done(Lease own, long serial) {
        writtenFence = own.fence();
        writtenSerial = serial;
    }

    @Override
    public boolean announce(Lease own, long serial, LogEntry.Note note) {
        if (isHeld(own) && !isDone(own, serial)) {
            append(note);
            done(own, serial);
        }
        return isHeld(own);
    }

    @Override
    public boolean carry(Lease own, long serial, Collection<Symbol> taken, Collection<Symbol> freed) {
        if (!isHeld(own) || isDone(own, serial)) {
            return isHeld(own);
        }
        done(own, serial);
        for (Symbol symbol : freed) {
            Long epoch = slots.remove(symbol);
            if (epoch != null) {
                epochs.put(symbol, new Epoch(epoch, millis.getAsLong() + TAPE_KEPT));
                append(new LogEntry.Freed(symbol));
            }
        }
        for (Symbol symbol : taken) {
            if (!slots.containsKey(symbol)) {
                Epoch known = epochs.get(symbol);
                long epoch = known == null || known.end <= millis.getAsLong() ? millis.getAsLong() : known.number;
                epochs.put(symbol, new Epoch(epoch, Long.MAX_VALUE));
                slots.put(symbol, epoch);
                append(new LogEntry.Taken(symbol, epoch));
            }
        }
        return true;
    }

    @Override
    public boolean restart(Lease own, long serial, Collection<Symbol> symbols) {
        if (!isHeld(own) || isDone(own, serial)) {
            return isHeld(own);
        }
        done(own, serial);
        for (Symbol symbol : symbols) {
            Long before = slots.get(symbol);
            if (before != null) {
                long epoch = Math.max(before + 1, millis.getAsLong());
                epochs.put(symbol, new Epoch(epoch, Long.MAX_VALUE));
                slots.put(symbol, epoch);
                append(new LogEntry.Taken(symbol, epoch));
            }
        }
        return true;
    }

    @Override
    public Map<Symbol, Long> carried() {
        return new TreeMap<>(slots);
    }

    @Override
    public Board board(String node, Duration time, String wanted) {
        nodes.values().removeIf(alive -> alive.until <= millis.getAsLong());
        if (time.isZero()) {
            nodes.remove(node);
        } else {
            nodes.put(node, new Alive(millis.getAsLong() + time.toMillis(), wanted));
        }
        Map<String, String> all = new HashMap<>();
        nodes.forEach((name, alive) -> all.put(name, alive.wanted));
        return new Board(held(), held().isEmpty() ? Duration.ZERO : left(), all);
    }

    @Override
    public long logEnd() {
        return log.size();
    }

    /** Deletes the oldest entries of the log but so many. */
    public void trimLog(int kept) {
        trimmed = Math.max(trimmed, log.size() - kept);
    }

    /** Also what was deleted and forgotten. */
    public List<LogEntry> wholeLog() {
        List<LogEntry> all = new ArrayList<>(forgotten);
        all.addAll(log);
        return all;
    }

    @Override
    public List<LogEntry> log(long after, int most, Duration wait) {
        int from = (int) Math.min(Math.max(trimmed, after), log.size());
        return List.copyOf(log.subList(from, Math.min(log.size(), from + most)));
    }

    @Override
    public long tapeEnd(Symbol symbol, long epoch) {
        TreeMap<Long, TradeBlock> tape = tape(symbol, epoch).entries;
        return tape.isEmpty() ? 0 : tape.lastKey();
    }

    @Override
    public List<TradeBlock> tape(Symbol symbol, long epoch, long after) {
        return tape(symbol, epoch).entries.tailMap(after, false).values().stream().map(block -> block.after(after)).toList();
    }

    @Override
    public void disconnect() {
        // Nothing is open.
    }

    @Override
    public void close() {
        // As above.
    }

    private Tape tape(Symbol symbol, long epoch) {
        return tapes.computeIfAbsent(epoch + ":" + symbol, key -> new Tape());
    }

    private Optional<Lease> held() {
        return Optional.ofNullable(lease).filter(held -> leaseEnd > millis.getAsLong());
    }

    private boolean isHeld(Lease own) {
        return held().filter(own::equals).isPresent();
    }

    private Duration left() {
        return Duration.ofMillis(leaseEnd - millis.getAsLong());
    }

    private void append(LogEntry.Content content) {
        log.add(new LogEntry(log.size() + 1, lease.fence(), content));
    }
}
