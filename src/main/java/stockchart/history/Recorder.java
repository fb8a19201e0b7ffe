package stockchart.history;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import stockchart.history.store.Batch;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.CandleStore;
import stockchart.hub.CandleSource;
import stockchart.hub.CandleSource.Past;
import stockchart.hub.CandleSource.Recording;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle.Interval;
import stockchart.tape.GapLog;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.KeptCandle;
import stockchart.tape.Tape;

/**
 * Writes what has changed on the tapes every five seconds, and puts the past on tapes that have begun. What cannot be written stays
 * on the tapes, which hold an hour of seconds and a day of minutes: they are the queue. What they no longer hold becomes a gap.
 *
 * <p>The candles of a tape are written only after its past is on it: a row is the whole candle, and half of one would replace the
 * other half.
 *
 * <p>Of several servers with one database, one records. The others read the past of their tapes from it, and have the same trades:
 * one that takes over writes what the one before may not have written, and continues.
 *
 * <p>{@link #step} and {@link #stop} exclude each other; both block on the database and belong on the writer's thread.
 */
final class Recorder {
    /** A killed process loses no more than this and the time of one transaction. */
    static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Rows in one transaction, about: after an outage much waits. */
    private static final int BATCH_ROWS = 5_000;
    /** How long one step writes before it looks for tapes that have begun. */
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** A trade is on the tape for a second at most before it is in a candle. */
    private static final long RELEASE_MILLIS = 1_000;
    /** Dropped tapes that wait to be written while the database is away; each holds up to half a megabyte. */
    static final int MOST_DROPPED = 100;
    /** Symbols whose dropped tape could not wait, remembered for the gap. */
    private static final int MOST_FORGOTTEN = 1_000;
    private static final Logger LOG = System.getLogger(Recorder.class.getName());

    private final CandleSource source;
    private final StoreAccess access;
    private final RecentSymbols recent;
    private final Function<Symbol, TradingDay> days;
    private final boolean keepsSeconds;
    private final Retention retention;
    private final OfferedWrites offered;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ReentrantLock running = new ReentrantLock();
    /** In the order in which they began, by identity of the tape. */
    private final Map<Tape, Track> tracks = new LinkedHashMap<>();
    /** Gaps of tapes that were dropped unwritten. */
    private final List<KeptGap> forgotten = new ArrayList<>();
    private long lastFlush;
    private boolean hasFailed;
    private boolean isStopped;
    /** Whether another server records. */
    private boolean isFollowing;
    private volatile long complete;
    private volatile long written;
    private volatile long lost;
    private volatile int untaken;

    /**
     * @param days the days of a symbol's market
     * @param offered what others have to write
     * @param nanoTime the monotonic clock, nanoseconds
     */
    Recorder(CandleSource source, StoreAccess access, RecentSymbols recent, Function<Symbol, TradingDay> days,
            OfferedWrites offered, HistorySettings settings, Clock clock, LongSupplier nanoTime) {
        this.source = source;
        this.access = access;
        this.recent = recent;
        this.days = days;
        this.offered = offered;
        this.keepsSeconds = settings.keepsSeconds();
        this.retention = new Retention(settings.days(), settings.mostRows(), clock, nanoTime);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.complete = nanoTime.getAsLong();
        // The first one is due at once.
        this.lastFlush = complete - FLUSH_NANOS;
    }

    /** Does what is due: called about once a second, and when a tape has begun. */
    void step() {
        running.lock();
        try {
            look();
            if (!access.isRecorder()) {
                follow();
                return;
            }
            Optional<CandleStore> store = access.writer();
            if (store.isEmpty()) {
                hasFailed = true;
                tracks.values().forEach(track -> track.waitNoLonger(source));
                return;
            }
            boolean isDue = nanoTime.getAsLong() - lastFlush >= FLUSH_NANOS;
            work(store.get(), isDue, nanoTime.getAsLong() + STEP_NANOS, false);
        } finally {
            running.unlock();
        }
    }

    /**
     * Writes everything a last time, candles that are open included; again it does nothing.
     *
     * @param nanos how long it may take, about
     */
    void stop(long nanos) {
        long end = nanoTime.getAsLong() + nanos;
        try {
            if (!running.tryLock(nanos, TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "The database did not answer in time: the last candles are not kept");
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!isStopped) {
                isStopped = true;
                writeLast(end);
            }
        } finally {
            running.unlock();
        }
    }

    /** Another server records: what this one has recorded is written a last time, and what it needs is read. */
    private void follow() {
        if (!isFollowing) {
            if (access.isOpen()) {
                access.writer().ifPresent(store -> work(store, true, nanoTime.getAsLong() + STEP_NANOS, false));
            }
            access.handOver();
            isFollowing = true;
        }
        Optional<CandleStore> store = access.following();
        if (store.isEmpty()) {
            tracks.values().forEach(track -> track.waitNoLonger(source));
            return;
        }
        try {
            follow(store.get());
        } catch (SQLException | RuntimeException failure) {
            access.failed(failure);
            tracks.values().forEach(track -> track.waitNoLonger(source));
        }
    }

    private void follow(CandleStore store) throws SQLException {
        for (Track track : tracks.values()) {
            if (!track.isRestored() && !track.isDropped()) {
                restore(store, track);
            }
        }
        // The one that records has them too.
        tracks.values().removeIf(Track::isDropped);
        forgotten.clear();
        untaken = 0;
        recent.readFrom(store);
        if (!offered.isEmpty()) {
            offered.write(store);
        }
        long now = nanoTime.getAsLong();
        if (now - lastFlush >= FLUSH_NANOS) {
            lastFlush = now;
            long alive = store.number(CandleStore.ALIVE).orElse(0);
            tracks.values().stream().filter(Track::isRestored).forEach(track -> track.follow(alive, clock.millis()));
            access.succeeded();
        }
        complete = now;
    }

    /** What the recorder before has written stays; what it may not have written is written. */
    private void takeOver(CandleStore store) throws SQLException {
        long alive = store.number(CandleStore.ALIVE).orElse(0);
        for (Track track : tracks.values()) {
            if (track.isRestored()) {
                track.takeOver(alive, store.gaps(track.symbol(), alive, Long.MAX_VALUE));
            }
        }
        isFollowing = false;
    }

    private void writeLast(long end) {
        try {
            look();
            tracks.keySet().forEach(Tape::release);
            boolean isRecorder = access.isRecorder() || !isFollowing && access.isOpen();
            (isRecorder ? access.writer() : Optional.<CandleStore>empty()).ifPresent(store -> work(store, true, end, true));
        } finally {
            access.close(end - nanoTime.getAsLong() > 0);
        }
    }

    /** @param until when on the monotonic clock no further transaction begins */
    private void work(CandleStore store, boolean isDue, long until, boolean isLast) {
        try {
            if (hasFailed && access.mayLose()) {
                tracks.values().forEach(Track::writeAgain);
                recent.writeAgain();
            }
            hasFailed = false;
            if (isFollowing) {
                takeOver(store);
            }
            restore(store, until);
            recent.readFrom(store);
            if (isDue && access.hasRoom()) {
                flush(store, until, isLast);
                recent.writeTo(store, isLast);
            }
            if (!offered.isEmpty() && !isLast && access.hasRoom()) {
                offered.write(store);
            }
            if (!isLast) {
                retention.step(store);
            }
        } catch (SQLException | RuntimeException failure) {
            hasFailed = true;
            access.failed(failure);
            tracks.values().forEach(track -> track.waitNoLonger(source));
        }
    }

    /** Finds the tapes that have begun, and those that were dropped; and what is watched. */
    private void look() {
        recent.look();
        Set<Tape> present = new HashSet<>();
        for (Recording recording : source.recordings()) {
            present.add(recording.tape());
            tracks.computeIfAbsent(recording.tape(), tape -> new Track(recording));
        }
        tracks.values().stream().filter(track -> !present.contains(track.tape())).forEach(track -> track.drop(clock.millis()));
        forgetMostOfThoseDropped();
        untaken = (int) tracks.keySet().stream().filter(tape -> tape.untaken() > 0).count();
    }

    private void forgetMostOfThoseDropped() {
        List<Track> dropped = tracks.values().stream().filter(Track::isDropped).toList();
        for (Track track : dropped.subList(0, Math.max(0, dropped.size() - MOST_DROPPED))) {
            tracks.remove(track.tape());
            lost += Interval.MINUTE.kept();
            if (forgotten.size() < MOST_FORGOTTEN) {
                forgotten.add(new KeptGap(track.symbol(), new Gap(Gap.Cause.UNRECORDED, track.writtenUntil(),
                        OptionalLong.empty()), Width.DAY));
            }
        }
    }

    /** Reads the past of tapes that have begun; of one whose symbol had another tape once all of that is written. */
    private void restore(CandleStore store, long until) throws SQLException {
        Set<Symbol> dropped = new HashSet<>();
        for (Track track : List.copyOf(tracks.values())) {
            if (!track.isRestored()) {
                boolean isReady = !dropped.contains(track.symbol()) || access.hasRoom() && flush(store, until, false);
                if (isReady) {
                    restore(store, track);
                } else {
                    track.waitNoLonger(source);
                }
            }
            if (track.isDropped()) {
                dropped.add(track.symbol());
            }
        }
    }

    private void restore(CandleStore store, Track track) throws SQLException {
        long begun = track.recording().gaps().begun();
        List<Gap> gaps = new ArrayList<>();
        for (KeptGap kept : store.gaps(track.symbol(), begun - GapLog.KEPT.toMillis(), Long.MAX_VALUE)) {
            Gap gap = kept.gap();
            if (gap.to().isEmpty() && gap.from() >= begun) {
                // On a server that only reads, it is the present one of the server that records.
                track.isWrong(kept);
            } else if (kept.width() == Width.DAY) {
                gaps.add(new Gap(gap.cause(), gap.from(), OptionalLong.of(gap.to().orElse(begun))));
            }
        }
        source.restore(track.recording(), new Past(past(store, track, Width.SECOND, Interval.SECOND),
                past(store, track, Width.MINUTE, Interval.MINUTE), gaps));
        track.restored();
    }

    /** Without candles ahead of the clock, which was set back: they would keep present trades out. */
    private List<KeptCandle> past(CandleStore store, Track track, Width width, Interval interval) throws SQLException {
        long latest = clock.millis() + Trade.MAX_AHEAD;
        return store.newest(track.symbol(), width, interval.kept()).stream()
                .filter(kept -> kept.candle().start() <= latest).toList();
    }

    /** Writes in transactions of a bearable size until everything is written, or time is up; says whether everything is. */
    private boolean flush(CandleStore store, long until, boolean isLast) throws SQLException {
        lastFlush = nanoTime.getAsLong();
        boolean isComplete = false;
        do {
            isComplete = writeNext(store, isLast);
        } while (!isComplete && nanoTime.getAsLong() - until < 0);
        access.succeeded();
        if (isComplete) {
            complete = lastFlush;
        } else {
            // What is left is due at once.
            lastFlush -= FLUSH_NANOS;
        }
        return isComplete;
    }

    private boolean writeNext(CandleStore store, boolean isLast) throws SQLException {
        long now = clock.millis();
        FlushBatch next = new FlushBatch(now, isLast, keepsSeconds, BATCH_ROWS, days);
        boolean isWritten = false;
        try {
            boolean isComplete = fill(next);
            OptionalLong alive = isComplete ? OptionalLong.of(isLast ? now : now - RELEASE_MILLIS) : OptionalLong.empty();
            store.write(next.batch(alive));
            isWritten = true;
            written += next.rows();
            return isComplete;
        } finally {
            lost += next.lost();
            next.end(isWritten);
        }
    }

    /** Says whether everything is in the batch. */
    private boolean fill(FlushBatch next) {
        int count = forgotten.size();
        next.add(forgotten);
        next.whenWritten(() -> forgotten.subList(0, count).clear());
        for (Track track : tracks.values()) {
            if (track.isRestored()) {
                if (!next.add(track)) {
                    return false;
                }
                if (track.isDropped()) {
                    next.whenWritten(() -> tracks.remove(track.tape()));
                }
            }
        }
        return true;
    }

    /** How many tapes have candles that are not written. Any thread, as are the following. */
    int untaken() {
        return untaken;
    }

    /** For how long not everything has been written, in nanoseconds. */
    long lag(long now) {
        return Math.max(0, now - complete);
    }

    long written() {
        return written;
    }

    long lost() {
        return lost;
    }

    /** The oldest candles of a width that are kept, in milliseconds since 1970-01-01 UTC. */
    long oldest(Width width) {
        return retention.oldest(width);
    }

    /** How many candles are kept, about. */
    long rows() {
        return retention.rows();
    }
}
