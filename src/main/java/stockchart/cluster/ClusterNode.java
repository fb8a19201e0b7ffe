package stockchart.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import stockchart.cluster.LeaseProtocol.Call;
import stockchart.cluster.LeaseProtocol.State;
import stockchart.cluster.TradePublisher.Announcement;
import stockchart.cluster.TradePublisher.Publication;
import stockchart.cluster.TradePublisher.Slots;
import stockchart.cluster.TradePublisher.Trades;
import stockchart.cluster.redis.ClusterStore;
import stockchart.cluster.redis.ClusterStore.Board;
import stockchart.cluster.redis.ClusterStore.Publication.Fenced;
import stockchart.cluster.redis.ClusterStore.Publication.WrongNumber;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.StoreException;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade.SymbolTrade;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * One node at work: three threads of the server make the calls to the store, each on a connection of its own, so that a reader
 * that waits for the log delays neither the lease nor the trades. {@link LeaseProtocol} decides about the lease,
 * {@link TradePublisher} what is published, {@link LogFollower} what the log means.
 *
 * <p>Any thread. Whatever fails is repeated until the node is stopped; a failure of the store costs a pause of {@link
 * LeaseTiming#RETRY}.
 */
public final class ClusterNode {
    private static final Logger LOG = System.getLogger(ClusterNode.class.getName());
    private static final Duration READ_WAIT = Duration.ofSeconds(1);
    private static final int READ_ENTRIES = 500;
    /** How often it is looked whether a call about the lease is due. */
    private static final long LOOK_MILLIS = 20;
    /** How long the publisher waits at most for what it was not woken for. */
    private static final long WORK_MILLIS = 100;
    /** Far more than comes in while the store may be silent and the lease lasts, and a bound of some megabytes. */
    private static final int MOST_QUEUED = 50_000;
    /** Fewer connections than any call is made on. */
    private static final int NOT_CONNECTED = 0;

    private final String name;
    private final Listener listener;
    private final LeaseTiming timing;
    private final LongSupplier nanoTime;
    private final LeaseProtocol protocol;
    private final LogFollower follower;
    private final TradePublisher publisher;
    private final ClusterStore control;
    private final ClusterStore publishing;
    private final ClusterStore reading;
    private final RateLimitedLog unreachable = new RateLimitedLog(LOG, Level.WARNING);
    private final RateLimitedLog mistakes = new RateLimitedLog(LOG, Level.ERROR);
    private final Semaphore work = new Semaphore(0);
    /** A call about the lease may have become due. */
    private final Semaphore calls = new Semaphore(0);
    /** What the listener has been called for last. */
    private final AtomicBoolean wasMine = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Held while a term as the holder begins or ends. */
    private final Object term = new Object();
    /** Whether the publisher has begun under the present lease. Written under the term's lock. */
    private volatile boolean isReady;
    private volatile boolean isFeedClosed = true;
    private volatile String wanted = "";
    private volatile Map<String, String> board = Map.of();
    private volatile Optional<Lease> held = Optional.empty();
    /** Since when that lease has been on the board. */
    private volatile long heldSince;
    /** Whether it may take part: its settings are those of the others. */
    private volatile boolean isAdmitted;
    private volatile boolean hasRead;
    /** When the log was last read, whether there was anything new, and when its last entry was; on the monotonic clock. */
    private volatile long lastRead;
    private volatile long lastEntry;
    private volatile long takeovers;
    private volatile long fencings;
    /** Connections of the control thread, and of the reading thread; each confined to its thread. */
    private int controlConnects = NOT_CONNECTED;
    private int readingConnects;

    /**
     * @param name the node's name, which no other process has or had
     * @param stores gives a connection of its own to the store for each purpose, which it is called by
     * @param listener receives each symbol's series and the log, on the reading thread
     * @param nanoTime the monotonic clock, nanoseconds
     * @param chance a number from 0 to 1, 1 excluded, a new one on every call
     */
    public ClusterNode(String name, LeaseTiming timing, Function<String, ClusterStore> stores, Listener listener,
            LongSupplier nanoTime, DoubleSupplier chance) {
        this.name = name;
        this.listener = listener;
        this.lastRead = nanoTime.getAsLong();
        this.lastEntry = lastRead;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.protocol = new LeaseProtocol(name, timing, nanoTime, chance);
        this.follower = new LogFollower(new Reading());
        this.publisher = new TradePublisher(MOST_QUEUED, follower::end);
        this.control = stores.apply("lease");
        this.publishing = stores.apply("publisher");
        this.reading = stores.apply("reader");
    }

    /** Receives what the log says, on the reading thread, and is asked about this node. */
    public interface Listener extends LogFollower.Listener {
        /**
         * What this node writes first when it becomes the holder, before anything of its feed. Called with a lock held: returns at
         * once and calls nothing.
         */
        default List<LogEntry.Note> firstNotes() {
            return List.of();
        }

        /** This node may have the connection to Finnhub now, or not any more. Called without a lock, on any thread; must not block. */
        default void leaseChanged() {}

        /** Returns whether this node may take part beside those on the board. Asked with each look until it may. */
        default boolean mayJoin(Map<String, String> others) {
            return true;
        }
    }

    /** Passes on what is read, to the protocol as well. */
    private final class Reading implements LogFollower.Listener {
        @Override
        public long end(Symbol symbol, long epoch) {
            return listener.end(symbol, epoch);
        }

        @Override
        public void began(Symbol symbol, long epoch, List<TradeBlock> past) {
            listener.began(symbol, epoch, past);
        }

        @Override
        public void ended(Symbol symbol) {
            listener.ended(symbol);
        }

        @Override
        public void appended(TradeBlock block) {
            listener.appended(block);
        }

        @Override
        public void read(LogEntry entry) {
            lastEntry = nanoTime.getAsLong();
            protocol.read(entry);
            listener.read(entry);
        }

        @Override
        public void joined(List<LogEntry> before) {
            listener.joined(before);
        }
    }

    /** A step of one of the threads. */
    @FunctionalInterface
    private interface Step {
        void run() throws StoreException, InterruptedException;
    }

    /** Begins, on three threads until {@link #stop}. Called once. */
    public void start(Executor threads) {
        threads.execute(() -> repeat(this::control));
        threads.execute(() -> repeat(this::publish));
        threads.execute(() -> repeat(this::read));
    }

    /** Returns whether the connection to Finnhub may be open now. Cheap. */
    public boolean isMine() {
        return isReady && protocol.isMine();
    }

    /** The connection to Finnhub is closed and nothing of it is passed on any more. */
    public void closed() {
        isFeedClosed = true;
        drain();
        calls.release();
    }

    /** What this node is now. */
    public State state() {
        return protocol.state();
    }

    /** The last numbers of a symbol's series; empty if it was never carried. */
    public Optional<LogFollower.End> end(Symbol symbol) {
        return follower.end(symbol);
    }

    /** What all living nodes want, by their names, as of the last look at the board. */
    public Map<String, String> board() {
        return board;
    }

    /** The fence of the lease under which this node publishes now; empty if it is not the holder. */
    public OptionalLong term() {
        return isMine() ? publisher.lease().stream().mapToLong(Lease::fence).findFirst() : OptionalLong.empty();
    }

    /** The fence under which things can still be written: also while the holder closes its feed. Empty otherwise. */
    public OptionalLong writableTerm() {
        return publisher.lease().stream().mapToLong(Lease::fence).findFirst();
    }

    /** The holder as of the last look at the board. */
    public Optional<String> holder() {
        return held.map(Lease::node);
    }

    /** The symbols whose series are in the log. */
    public Set<Symbol> carried() {
        return follower.carried();
    }

    /** Whether it takes part and has had what the log said. */
    public boolean hasJoined() {
        return hasRead;
    }

    /** How long ago it has last read the log, or begun to; the log may have had nothing new. In nanoseconds. */
    public long sinceRead() {
        return Math.max(0, nanoTime.getAsLong() - lastRead);
    }

    /** How long ago it has last read an entry of the log, or begun to; in nanoseconds. */
    public long sinceEntry() {
        return Math.max(0, nanoTime.getAsLong() - lastEntry);
    }

    /**
     * Returns whether the log that this node reads has had no entry for some time although there is a holder: it may be that of a Redis
     * that is no longer the master.
     */
    public boolean isStale() {
        long limit = timing.stale().toNanos();
        return held.isPresent() && sinceEntry() >= limit && nanoTime.getAsLong() - heldSince >= limit;
    }

    /** How often it has become the holder. */
    public long takeovers() {
        return takeovers;
    }

    /** How often the store has refused what it wrote, because its lease was over. */
    public long fencings() {
        return fencings;
    }

    /** Says what the clients of this node want: a level. The others see it with their next look. */
    public void want(String text) {
        if (!text.equals(wanted)) {
            wanted = text;
            protocol.lookSoon();
        }
    }

    /** Trades from the feed. Returns whether they were taken; what is not is in a gap, because this node gives up the feed. */
    public boolean offer(List<SymbolTrade> prints) {
        boolean isTaken = publisher.offer(prints);
        if (!isTaken && publisher.isFull()) {
            unreachable.log(() -> "More trades wait for the store than there is room for; this node gives up the feed");
            protocol.giveUp();
        }
        work.release();
        return isTaken;
    }

    /** Announces something to all nodes, behind all trades that were offered before. Returns whether it was taken. */
    public boolean announce(LogEntry.Note note) {
        boolean isTaken = publisher.announce(note);
        work.release();
        return isTaken;
    }

    /** Changes what the feed carries, behind all trades that were offered before. Returns whether it was taken. */
    public boolean carry(Collection<Symbol> taken, Collection<Symbol> freed) {
        boolean isTaken = publisher.carry(taken, freed);
        work.release();
        return isTaken;
    }

    /** Gives up the lease if there is one, requests none any more, and goes on reading until it is stopped. */
    public void leave() {
        protocol.leave();
        noteChange();
    }

    /** Whether it has said that it leaves, or has left. */
    public boolean isLeaving() {
        return protocol.isLeaving();
    }

    /**
     * Gives back the lease, says that this node leaves, and ends. Returns when that is done, or when the time is over. The feed
     * has to be closed meanwhile.
     */
    public void stop(Duration time) throws InterruptedException {
        protocol.stop();
        noteChange();
        calls.release();
        long end = nanoTime.getAsLong() + time.toNanos();
        while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && nanoTime.getAsLong() - end < 0) {
            continue;
        }
        end();
    }

    private void end() {
        ended.countDown();
        control.close();
        publishing.close();
        reading.close();
    }

    private void repeat(Step step) {
        try {
            while (ended.getCount() > 0) {
                try {
                    step.run();
                } catch (StoreException cutOff) {
                    pauseAfter(cutOff);
                } catch (RuntimeException | Error mistake) {
                    mistakes.log(() -> "A step of this node of the cluster failed; the next one follows", mistake);
                    ended.await(LeaseTiming.RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopped) {
            // The server ends its threads.
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void pauseAfter(StoreException cutOff) throws InterruptedException {
        if (ended.getCount() > 0) {
            unreachable.log(() -> "This node is cut off from the cluster: " + cutOff.getMessage());
            ended.await(LeaseTiming.RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void control() throws StoreException, InterruptedException {
        noteChange();
        if (isFeedClosed) {
            drain();
        }
        if (protocol.state() == State.STOPPED && protocol.toRelease().isEmpty()) {
            control.board(name, Duration.ZERO, "");
            end();
        }
        if (protocol.next().isEmpty()) {
            calls.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            calls.drainPermits();
            return;
        }
        boolean isAnswered = false;
        try {
            int connects = control.connect();
            if (connects != controlConnects) {
                controlConnects = connects;
                protocol.connected();
            }
            Optional<Call> call = protocol.next();
            if (call.isPresent()) {
                call(call.get());
            }
            isAnswered = true;
        } finally {
            if (!isAnswered) {
                protocol.failed();
                // Also where the store has refused the call and kept the connection: what it has is as uncertain as after another.
                controlConnects = NOT_CONNECTED;
            }
        }
    }

    private void call(Call call) throws StoreException {
        long sent = nanoTime.getAsLong();
        switch (call) {
            case LOOK -> {
                look(control.board(name, timing.lease(), wanted));
            }
            case REQUEST -> protocol.requested(sent, control.acquire(name, timing.lease()));
            case RENEW -> {
                Optional<Lease> own = protocol.lease();
                if (own.isPresent()) {
                    protocol.renewed(sent, control.renew(own.get(), timing.lease()));
                }
            }
            case RELEASE -> {
                Optional<Lease> own = protocol.toRelease();
                if (own.isPresent()) {
                    control.release(own.get());
                }
                protocol.released();
            }
        }
        // It may already be read what the answer was about.
        begin();
    }

    private void look(Board read) {
        board = read.wanted();
        if (!read.lease().equals(held)) {
            heldSince = nanoTime.getAsLong();
            held = read.lease();
        }
        if (hasRead && isStale()) {
            unreachable.log(() -> "The log has no entries although there is a holder; it is read over another connection");
            reading.disconnect();
        }
        if (!isAdmitted) {
            Map<String, String> others = new HashMap<>(read.wanted());
            others.remove(name);
            isAdmitted = listener.mayJoin(others);
        }
        if (isAdmitted) {
            protocol.looked(read);
        } else {
            protocol.lookedOnly();
        }
    }

    private void publish() throws StoreException, InterruptedException {
        Optional<Lease> own = publisher.lease();
        Optional<Publication> next = own.isPresent() && own.equals(protocol.lease()) ? publisher.next() : Optional.empty();
        if (next.isPresent()) {
            write(own.get(), next.get());
        } else {
            work.tryAcquire(WORK_MILLIS, TimeUnit.MILLISECONDS);
            work.drainPermits();
        }
    }

    private void write(Lease own, Publication what) throws StoreException {
        boolean isWritten;
        if (what instanceof Trades trades) {
            ClusterStore.Publication answer = publishing.publish(own, publisher.serial(), trades.blocks());
            if (answer instanceof WrongNumber wrong) {
                mistakes.log(() -> "The store has other numbers than this node for " + wrong.symbol() + ", up to " + wrong.end()
                        + ": it has lost trades; all symbols begin a new series, and this node gives up the feed");
                publishing.restart(own, publisher.serial(), follower.carried());
                protocol.giveUp();
                publisher.end();
                return;
            }
            isWritten = !(answer instanceof Fenced);
        } else if (what instanceof Announcement announcement) {
            isWritten = publishing.announce(own, publisher.serial(), announcement.note());
        } else {
            Slots slots = (Slots) what;
            isWritten = publishing.carry(own, publisher.serial(), slots.taken(), slots.freed());
        }
        if (isWritten) {
            publisher.stored(what);
            if (isFeedClosed) {
                // That may have been the last one of this term.
                calls.release();
            }
        } else {
            fencings++;
            protocol.fenced(own);
        }
    }

    private void read() throws StoreException, InterruptedException {
        if (!isAdmitted) {
            ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        try {
            int connects = reading.connect();
            if (connects != readingConnects) {
                readingConnects = connects;
                follower.reconnected();
            }
            follower.read(reading, READ_ENTRIES, READ_WAIT);
            lastRead = nanoTime.getAsLong();
            hasRead = true;
        } finally {
            protocol.reached(follower.fence());
            begin();
        }
    }

    /** This node has read all that an earlier holder has published: from here on it numbers the trades. */
    private void begin() {
        synchronized (term) {
            Optional<Lease> own = protocol.state() == State.HOLDER && !isReady ? protocol.lease() : Optional.empty();
            own.ifPresent(lease -> {
                publisher.begin(lease);
                listener.firstNotes().forEach(publisher::announce);
                takeovers++;
                isFeedClosed = false;
                isReady = true;
            });
        }
        noteChange();
    }

    private void noteChange() {
        boolean isMine = isMine();
        if (wasMine.getAndSet(isMine) != isMine) {
            listener.leaseChanged();
        }
    }

    /** The feed is closed; what it has received is published while that is possible, and then the term is over. */
    private void drain() {
        synchronized (term) {
            if (isReady && protocol.isMine()) {
                // The term has begun only now, and the feed with it.
                isFeedClosed = false;
                return;
            }
            Optional<Lease> own = publisher.lease();
            if (own.isEmpty() || !own.equals(protocol.lease()) || publisher.isDrained()) {
                isReady = false;
                publisher.end();
                protocol.drained();
            }
        }
    }
}
