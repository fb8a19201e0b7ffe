package stockchart.history;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import stockchart.history.backfill.Backfill;
import stockchart.history.store.CandleStore;

/**
 * Reads the store for requests, beside the writer: at most four at a time, each with a connection of its own that later ones use
 * again. A request waits for its turn a quarter of a second at most, so that a database that hangs holds up four threads of the
 * server and no more.
 *
 * <p>Any thread. The idle connections are <b>guarded</b> by the monitor.
 */
final class Readers implements Backfill.StoreReader {
    static final int MOST = 4;
    private static final long PATIENCE_MILLIS = 250;

    private final StoreAccess access;
    private final Semaphore turns = new Semaphore(MOST, true);
    private final Deque<Reader> idle = new ArrayDeque<>();

    private record Reader(CandleStore store, int opening) {}

    Readers(StoreAccess access) {
        this.access = access;
    }

    /** @throws SQLException if the store cannot be read now, or too many read it */
    @Override
    public <T> T read(CandleStore.Reading<T> reading) throws SQLException {
        boolean hasTurn = false;
        try {
            hasTurn = turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (!hasTurn) {
                throw new SQLException("Too many requests read the history");
            }
            return readNow(reading);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted");
        } finally {
            if (hasTurn) {
                turns.release();
            }
        }
    }

    private <T> T readNow(CandleStore.Reading<T> reading) throws SQLException {
        Reader reader = take();
        boolean isSound = false;
        try {
            T result = reading.from(reader.store());
            isSound = true;
            return result;
        } finally {
            if (isSound) {
                give(reader);
            } else {
                reader.store().close();
            }
        }
    }

    private Reader take() throws SQLException {
        int opening = access.openings();
        for (Reader reader = poll(); reader != null; reader = poll()) {
            if (reader.opening() == opening) {
                return reader;
            }
            // Of a database that was closed meanwhile.
            reader.store().close();
        }
        return new Reader(access.reader(), opening);
    }

    private synchronized Reader poll() {
        return idle.poll();
    }

    private synchronized void give(Reader reader) {
        idle.push(reader);
    }

    /** Closes the idle connections. */
    void close() {
        for (Reader reader = poll(); reader != null; reader = poll()) {
            reader.store().close();
        }
    }
}
