package stockchart.history.backfill;

import java.sql.SQLException;
import stockchart.history.store.CandleStore;

/** The way to the one thread that writes the history. Any thread; never blocks. */
@FunctionalInterface
public interface StoreWrites {
    /** Queues something to be written; false if too much waits, and then it is forgotten. */
    boolean offer(Write write);

    /** Something to be written. */
    interface Write {
        /** Writes it in transactions of its own. On the writer's thread. */
        void to(CandleStore store) throws SQLException;

        /** It was written, or could not be and is not tried again. On the writer's thread; must not block. */
        void done(boolean isWritten);
    }
}
