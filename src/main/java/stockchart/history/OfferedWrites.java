package stockchart.history;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import stockchart.history.backfill.StoreWrites;
import stockchart.history.store.CandleStore;

/**
 * What others than the recorder have to write: it waits for the writer's thread, and for a database that is away. Bounded: what has
 * no room is not taken.
 */
final class OfferedWrites implements StoreWrites {
    static final int MOST = 32;

    private final Queue<Write> waiting = new ArrayBlockingQueue<>(MOST);
    private final Runnable signal;

    /** @param signal has the writer come; must not block */
    OfferedWrites(Runnable signal) {
        this.signal = signal;
    }

    @Override
    public boolean offer(Write write) {
        boolean isTaken = waiting.offer(write);
        signal.run();
        return isTaken;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Writes what waits. On the writer's thread. */
    void write(CandleStore store) throws SQLException {
        for (Write next = waiting.poll(); next != null; next = waiting.poll()) {
            boolean isWritten = false;
            try {
                next.to(store);
                isWritten = true;
            } finally {
                next.done(isWritten);
            }
        }
    }
}
