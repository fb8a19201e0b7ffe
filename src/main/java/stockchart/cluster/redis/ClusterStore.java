package stockchart.cluster.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Symbol;

/**
 * What the nodes of a cluster share. Every call is carried out by the store as a whole or not at all, and is safe to repeat: the
 * second one finds that the first was carried out.
 *
 * <p>One thread at a time; each call blocks it until the answer is there or is given up.
 *
 * <p>Every method throws {@link StoreException} if there is no answer; then it may have been carried out nevertheless.
 */
public interface ClusterStore extends AutoCloseable {
    /** The most trades that a tape keeps for certain. */
    int TAPE_SIZE = 4_096;

    /**
     * Makes a connection unless there is one; the calls make one as well. Returns how many were made: another number than
     * before means that the store may be another one, or may have lost what it had.
     */
    int connect() throws StoreException;

    /**
     * Requests the lease. A node that has it already gets it again under a new number: an earlier request of it may have been
     * carried out after the node had given up waiting.
     *
     * @param time how long the store keeps it without a renewal
     */
    Request acquire(String node, Duration time) throws StoreException;

    /** Keeps the lease for so long from now on. Returns whether the store still had it. */
    boolean renew(Lease lease, Duration time) throws StoreException;

    /** Gives the lease back, and says so in the log. Returns whether the store still had it. */
    boolean release(Lease lease) throws StoreException;

    /**
     * Adds trades to their tapes and to the log. This and the next two are the holder's writes; each is done once, however
     * often its request arrives, and however late.
     *
     * @param serial 1 for the first write under this lease, and one more for each further one
     * @param blocks at most one for each symbol
     */
    Publication publish(Lease lease, long serial, List<TradeBlock> blocks) throws StoreException;

    /** Adds a note to the log, unless the lease is over. Returns whether it was added. */
    boolean announce(Lease lease, long serial, LogEntry.Note note) throws StoreException;

    /**
     * Changes which symbols the feed carries, unless the lease is over. A symbol whose tape is still there keeps its epoch,
     * another one begins a new epoch, whose numbers start at 1. What is so already is left alone. Returns whether it was done.
     */
    boolean carry(Lease lease, long serial, Collection<Symbol> taken, Collection<Symbol> freed) throws StoreException;

    /**
     * Begins a new epoch for symbols that the feed carries, unless the lease is over: the store has lost trades, and their numbers
     * must not be given to others. Counts as one of the holder's writes. Returns whether it was done.
     */
    boolean restart(Lease lease, long serial, Collection<Symbol> symbols) throws StoreException;

    /** The symbols that the feed carries, with the epochs of their tapes. */
    Map<Symbol, Long> carried() throws StoreException;

    /**
     * Says that a node is alive and what its clients want, and returns what all nodes want. A level: it counts until the next
     * call, or until the node is silent for so long.
     *
     * @param time none if the node leaves
     * @param wanted a text that only nodes read
     */
    Board board(String node, Duration time, String wanted) throws StoreException;

    /** The number of the log's last entry; 0 if there is none. */
    long logEnd() throws StoreException;

    /** The log's entries behind a number, the oldest first; waits so long for the first one. None if there is none by then. */
    List<LogEntry> log(long after, int most, Duration wait) throws StoreException;

    /** The number of the last trade on a tape; 0 if it is empty. */
    long tapeEnd(Symbol symbol, long epoch) throws StoreException;

    /** What a tape still has behind a number, the oldest first, in as many blocks as it was published in; only the first ones. */
    List<TradeBlock> tape(Symbol symbol, long epoch, long after) throws StoreException;

    /** Ends the connection, also below a call that waits; the next call makes another one. Any thread; throws nothing. */
    void disconnect();

    /** Ends a call that waits as well. Any thread; throws nothing. */
    @Override
    void close();

    /**
     * What became of a request for the lease.
     *
     * @param lease what the node has now; empty if another node has the lease
     * @param left how long the store keeps the lease that there is
     */
    record Request(Optional<Lease> lease, Duration left) {}

    /** What became of a publication. */
    sealed interface Publication {
        /** Everything is on the tapes and in the log, by this call or an earlier one. */
        record Stored() implements Publication {}

        /** The lease is over; nothing was stored. */
        record Fenced() implements Publication {}

        /**
         * The block's first number does not follow the tape's last one; nothing was stored.
         *
         * @param end the number of the tape's last trade
         */
        record WrongNumber(Symbol symbol, long end) implements Publication {}
    }

    /**
     * What all nodes have said last.
     *
     * @param lease empty if no node has it
     * @param left how long the store keeps the lease without a renewal; zero if there is none
     * @param wanted by the names of the nodes that are alive
     */
    record Board(Optional<Lease> lease, Duration left, Map<String, String> wanted) {
        public Board {
            wanted = Map.copyOf(wanted);
        }
    }
}
