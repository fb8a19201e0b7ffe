package stockchart.cluster.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import stockchart.market.Symbol;

/** What a node reads from a store, on a connection that fails at times. Confined to the test's thread. */
public final class FaultyStore implements ClusterStore {
    private final ClusterStore store;
    private final BooleanSupplier fails;
    private final BooleanSupplier damages;

    /**
     * @param fails returns whether the next call fails
     * @param damages returns whether the next entry of the log cannot be read
     */
    public FaultyStore(ClusterStore store, BooleanSupplier fails, BooleanSupplier damages) {
        this.store = store;
        this.fails = fails;
        this.damages = damages;
    }

    private ClusterStore reached() throws StoreException {
        if (fails.getAsBoolean()) {
            throw new StoreException("As the test wants", false);
        }
        return store;
    }

    @Override
    public Map<Symbol, Long> carried() throws StoreException {
        return reached().carried();
    }

    @Override
    public long logEnd() throws StoreException {
        return reached().logEnd();
    }

    @Override
    public List<LogEntry> log(long after, int most, Duration wait) throws StoreException {
        return reached().log(after, most, wait).stream().map(entry -> damages.getAsBoolean()
                ? new LogEntry(entry.number(), entry.fence(), new LogEntry.Unreadable("as the test wants")) : entry).toList();
    }

    @Override
    public long tapeEnd(Symbol symbol, long epoch) throws StoreException {
        return reached().tapeEnd(symbol, epoch);
    }

    @Override
    public List<TradeBlock> tape(Symbol symbol, long epoch, long after) throws StoreException {
        return reached().tape(symbol, epoch, after);
    }

    @Override
    public int connect() throws StoreException {
        return reached().connect();
    }

    @Override
    public Request acquire(String node, Duration time) throws StoreException {
        return reached().acquire(node, time);
    }

    @Override
    public boolean renew(Lease lease, Duration time) throws StoreException {
        return reached().renew(lease, time);
    }

    @Override
    public boolean release(Lease lease) throws StoreException {
        return reached().release(lease);
    }

    @Override
    public Publication publish(Lease lease, long serial, List<TradeBlock> blocks) throws StoreException {
        return reached().publish(lease, serial, blocks);
    }

    @Override
    public boolean announce(Lease lease, long serial, LogEntry.Note note) throws StoreException {
        return reached().announce(lease, serial, note);
    }

    @Override
    public boolean carry(Lease lease, long serial, Collection<Symbol> taken, Collection<Symbol> freed)
            throws StoreException {
        return reached().carry(lease, serial, taken, freed);
    }

    @Override
    public boolean restart(Lease lease, long serial, Collection<Symbol> symbols) throws StoreException {
        return reached().restart(lease, serial, symbols);
    }

    @Override
    public Board board(String node, Duration time, String wanted) throws StoreException {
        return reached().board(node, time, wanted);
    }

    @Override
    public void disconnect() {
        store.disconnect();
    }

    @Override
    public void close() {
        store.close();
    }
}
