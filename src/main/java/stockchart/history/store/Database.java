package stockchart.history.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** A database that candles are kept in. Its {@code toString} names it for the log, without user or password. */
public interface Database {
    /**
     * Opens a connection without automatic commit.
     *
     * @throws UnusableException if it cannot be used for a reason that another attempt at once does not mend
     */
    Connection connect() throws SQLException, UnusableException;

    /** Opens another connection beside the first, to read from. Any thread. @throws SQLException also while it is not open */
    default Connection connectAgain() throws SQLException {
        try {
            return connect();
        } catch (UnusableException unusable) {
            throw new SQLException(unusable.getMessage());
        }
    }

    /**
     * Returns whether there is room to write; for a server's database always.
     *
     * @throws UnusableException if there is not
     */
    default void checkRoom() throws UnusableException {}

    /**
     * Closes all of it, whatever connections there are; never fails.
     *
     * @param isOrderly whether there is time to leave nothing to be repaired
     */
    default void shutDown(boolean isOrderly) {}

    /** Returns whether several servers may use it, of which one at a time records. */
    default boolean isShared() {
        return false;
    }

    /** Returns whether it is a file of ours, which is set aside when it cannot be read, and of which a failure may lose the end. */
    default boolean isOwn() {
        return false;
    }

    /** Renames what cannot be read, so that a new one can begin; returns the new name. */
    default String setAside() throws IOException {
        throw new IOException("A server's database is not renamed");
    }

    /** How much room it takes; empty if that is the server's business. */
    default OptionalLong bytes() {
        return OptionalLong.empty();
    }

    /** Gives up what is held besides connections, at the end. */
    default void release() {}

    /** A database that cannot be used now, with a sentence for the operator. Without a stack trace: it is no mistake. */
    final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Why. */
        public enum Reason {
            /** Another process writes it. */
            IN_USE,
            /** A later version of this application has written it. */
            NEWER,
            /** The folder cannot be written. */
            READ_ONLY,
            /** The disk is nearly full. */
            FULL
        }

        private final Reason reason;

        public UnusableException(Reason reason, String sentence) {
            super(sentence, null, false, false);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }
}
