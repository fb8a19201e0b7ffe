package stockchart.history;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import stockchart.history.HistoryStatus.State;
import stockchart.history.store.CandleStore;
import stockchart.history.store.Database;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.JdbcCandleStore;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * Opens the store and opens it again after a failure: a failed connection is thrown away, the next attempt comes later each time,
 * and a file of ours that cannot be opened three times is set aside and a new one begun.
 *
 * <p>Confined to the writer's thread, but for what it reports and {@link #reader}.
 */
final class StoreAccess {
    private static final Logger LOG = System.getLogger(StoreAccess.class.getName());
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final int TIMES_LONGER = 4;
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(60);
    /** How often a full disk or a lock is looked at again. */
    private static final long UNUSABLE_PAUSE = TimeUnit.SECONDS.toNanos(10);
    /** How often it is looked whether a recorder has made the tables, or the one before has given up its lock. */
    private static final long FOLLOWING_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final int ATTEMPTS = 3;
    /** A file that can be opened and not be written is set aside too, but later: the disk may be to blame. */
    private static final int FAILED_WRITES = 6;
    /** Set aside in one process at most, so that a mistake does not fill the disk. */
    private static final int MOST_ASIDE = 2;

    private final Database database;
    private final String prefix;
    private final Opened onOpened;
    private final BooleanSupplier isRecorder;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final RateLimitedLog failing = new RateLimitedLog(LOG, Level.WARNING);
    /** Null while it is not open. */
    private CandleStore store;
    /** To read from while another server records; null while it is not open. */
    private CandleStore followed;
    private long nextFollowing;
    /** Attempts to open it that failed in a row. */
    private int failedAttempts;
    /** Failures since something was last written. */
    private int failedWrites;
    private long pause;
    private long nextAttempt;
    private int aside;
    private boolean isOver;
    private volatile boolean isReadable;
    private volatile int openings;
    private volatile Condition condition;
    private volatile String note = "";
    private volatile long failures;

    /** Called each time the store has been opened, before it is used. */
    @FunctionalInterface
    interface Opened {
        void prepare(CandleStore store) throws SQLException;
    }

    private record Condition(State state, long since) {}

    /**
     * @param prefix of the tables' names
     * @param isRecorder whether it is this server that records if the database is one of several servers
     * @param nanoTime the monotonic clock, nanoseconds
     */
    StoreAccess(Database database, String prefix, Opened onOpened, BooleanSupplier isRecorder, Clock clock, LongSupplier nanoTime) {
        this.isRecorder = isRecorder;
        this.database = database;
        this.prefix = prefix;
        this.onOpened = onOpened;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextAttempt = nanoTime.getAsLong();
        this.nextFollowing = nextAttempt;
        this.condition = new Condition(State.OPENING, clock.millis());
    }

    /** Whether this server is to write; always unless several servers share the database. */
    boolean isRecorder() {
        return !database.isShared() || isRecorder.getAsBoolean();
    }

    /** A store that another server records into, opened if it is time; empty if it cannot be read now. */
    Optional<CandleStore> following() {
        long now = nanoTime.getAsLong();
        if (followed == null && !isOver && now - nextFollowing >= 0 && now - nextAttempt >= 0) {
            nextFollowing = now + FOLLOWING_PAUSE;
            follow();
        }
        return Optional.ofNullable(followed);
    }

    private void follow() {
        try {
            followed = JdbcCandleStore.following(database.connect(), prefix).orElse(null);
            if (followed != null) {
                openings++;
                isReadable = true;
                become(State.FOLLOWING, "");
            }
        } catch (UnusableException unusable) {
            unusable(unusable);
            nextFollowing = nanoTime.getAsLong() + UNUSABLE_PAUSE;
        } catch (SQLException | RuntimeException | LinkageError failure) {
            failed(failure);
        }
    }

    /** Leaves the writing to another server: what this one was to write is written, as far as that was possible. */
    void handOver() {
        if (store != null) {
            store.close();
            store = null;
        }
        nextAttempt = nanoTime.getAsLong();
    }

    /** The store to write to and read from, opened if it is time; empty if it cannot be used now. */
    Optional<CandleStore> writer() {
        if (store == null && !isOver && nanoTime.getAsLong() - nextAttempt >= 0) {
            open();
        }
        return Optional.ofNullable(store);
    }

    /** Says whether the store may be written now. */
    boolean hasRoom() {
        try {
            database.checkRoom();
            become(State.RECORDING, "");
            return true;
        } catch (UnusableException full) {
            unusable(full);
            return false;
        }
    }

    private void open() {
        CandleStore opened = null;
        try {
            opened = connect();
            onOpened.prepare(opened);
            store = opened;
            failedAttempts = 0;
            openings++;
            isReadable = true;
            become(State.RECORDING, "");
        } catch (UnusableException unusable) {
            unusable(unusable);
            isOver = unusable.reason() == UnusableException.Reason.NEWER;
            boolean isHandedOver = unusable.reason() == UnusableException.Reason.IN_USE && database.isShared();
            nextAttempt = nanoTime.getAsLong() + (isHandedOver ? FOLLOWING_PAUSE : UNUSABLE_PAUSE);
            if (isOver) {
                database.shutDown(false);
            }
        } catch (SQLException | RuntimeException | LinkageError failure) {
            closeFailed(opened);
            failedAttempts++;
            failed(failure);
            if (isBroken(failure) && failedAttempts >= ATTEMPTS) {
                setAside();
            }
        }
    }

    private CandleStore connect() throws SQLException, UnusableException {
        return JdbcCandleStore.writing(database.connect(), prefix);
    }

    /** The store has failed: it is not used again, and another one is opened later. */
    void failed(Throwable failure) {
        failures++;
        closeFailed(store);
        store = null;
        closeFollowed();
        failedWrites++;
        pause = pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * TIMES_LONGER);
        nextAttempt = nanoTime.getAsLong() + pause;
        become(State.FAILING, "");
        failing.log(() -> "The history in " + database + " failed and is opened again in "
                + TimeUnit.NANOSECONDS.toSeconds(pause) + " s, prices go on: " + failure);
        if (isBroken(failure) && failedWrites >= FAILED_WRITES) {
            setAside();
        }
    }

    /** Says whether it may be the file's fault. */
    private boolean isBroken(Throwable failure) {
        return database.isOwn() && failure instanceof SQLException;
    }

    /** Something was written. */
    void succeeded() {
        pause = 0;
        failedWrites = 0;
    }

    private void closeFailed(CandleStore failed) {
        isReadable = false;
        if (failed != null) {
            failed.close();
        }
        database.shutDown(false);
    }

    private void closeFollowed() {
        if (followed != null) {
            followed.close();
            followed = null;
        }
    }

    private void setAside() {
        if (aside == MOST_ASIDE) {
            return;
        }
        aside++;
        try {
            String name = database.setAside();
            note = "; an unreadable history was set aside, and a new one has begun";
            LOG.log(Level.ERROR, "The history in {0} cannot be used. It was set aside as {1}, and a new one begins", database,
                    name);
        } catch (IOException failure) {
            LOG.log(Level.ERROR, "The history in {0} cannot be used, nor be set aside: {1}", database, failure.toString());
        }
        failedAttempts = 0;
        failedWrites = 0;
        nextAttempt = nanoTime.getAsLong();
    }

    private void unusable(UnusableException reason) {
        State state = switch (reason.reason()) {
            case FULL -> State.FULL;
            case IN_USE -> State.IN_USE;
            case NEWER -> State.NEWER;
            case READ_ONLY -> State.READ_ONLY;
        };
        become(state, reason.getMessage());
    }

    /** Logs a change of the state, and nothing else. */
    private void become(State next, String details) {
        State before = condition.state();
        if (before == next) {
            return;
        }
        condition = new Condition(next, clock.millis());
        if (next == State.RECORDING || next == State.FOLLOWING) {
            // That all is well from the start matters to no operator.
            LOG.log(before == State.OPENING ? Level.DEBUG : Level.INFO, "{0} in {1}", next.sentence(), database);
        } else if (next != State.FAILING) {
            LOG.log(Level.WARNING, "{0}: {1}", next.sentence(), details);
        }
    }

    /** Whether there is a store to read from. Any thread. */
    boolean isOpen() {
        return isReadable;
    }

    /** A store to read from on another thread; it must be closed. Any thread. @throws SQLException also while there is none */
    CandleStore reader() throws SQLException {
        if (!isReadable) {
            throw new SQLException("The history is not open");
        }
        return JdbcCandleStore.reading(database.connectAgain(), prefix);
    }

    /** How often it was opened: connections of an earlier opening are not good any more. Any thread. */
    int openings() {
        return openings;
    }

    /** Says whether a failure may have lost what was written before it. */
    boolean mayLose() {
        return database.isOwn();
    }

    /** Closes everything. @param isOrderly whether there is time to leave nothing to be repaired */
    void close(boolean isOrderly) {
        isOver = true;
        isReadable = false;
        if (store != null) {
            store.close();
            store = null;
        }
        closeFollowed();
        database.shutDown(isOrderly);
        database.release();
    }

    /** The present state. Any thread, as are the following. */
    State state() {
        return condition.state();
    }

    long since() {
        return condition.since();
    }

    /** A sentence on the state, without names of files or servers. */
    String message() {
        return condition.state().sentence() + note;
    }

    long failures() {
        return failures;
    }

    /** How much room the history takes. */
    OptionalLong bytes() {
        return database.bytes();
    }
}
