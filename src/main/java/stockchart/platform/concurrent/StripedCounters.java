package stockchart.platform.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Counters for very frequent events: each thread adds to a row of its own, so no thread waits for another and no memory is shared;
 * a reader adds the rows up. The counts of a thread that has ended are kept.
 *
 * <p>Any thread. The list of rows is <b>guarded</b> by its own monitor; a row is written by its thread only. The server's threads
 * hold nothing of the application but plain arrays, so it can be undeployed.
 */
public final class StripedCounters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final int width;
    private final ThreadLocal<long[]> mine = ThreadLocal.withInitial(this::join);
    private final List<Row> rows = new ArrayList<>();
    /** The counts of threads that have ended. */
    private final long[] ended;

    /** @param width how many counters there are */
    public StripedCounters(int width) {
        this.width = width;
        this.ended = new long[width];
    }

    /** The calling thread's row, to be used at once and with {@link #add} only. */
    public long[] mine() {
        return mine.get();
    }

    /** Adds to a counter of the calling thread's row. */
    public static void add(long[] row, int counter, long amount) {
        CELL.setOpaque(row, counter, row[counter] + amount);
    }

    /** The sums of all counters. */
    public synchronized long[] sums() {
        fold();
        long[] sums = ended.clone();
        rows.forEach(row -> addTo(sums, row.cells()));
        return sums;
    }

    /** How many rows are kept: one for each thread that has counted and lives, and for those that ended since the last call. */
    synchronized int rows() {
        return rows.size();
    }

    /** Also when a thread is added, because the sums may never be read. */
    private synchronized long[] join() {
        fold();
        long[] cells = new long[width];
        rows.add(new Row(new WeakReference<>(Thread.currentThread()), cells));
        return cells;
    }

    private void fold() {
        for (Row row : List.copyOf(rows)) {
            if (row.isLeft()) {
                rows.remove(row);
                addTo(ended, row.cells());
            }
        }
    }

    private static void addTo(long[] sums, long[] cells) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (long) CELL.getOpaque(cells, i);
        }
    }

    /** Compared by identity of the array. */
    private record Row(WeakReference<Thread> owner, long[] cells) {
        boolean isLeft() {
            Thread thread = owner.get();
            return thread == null || !thread.isAlive();
        }
    }
}
