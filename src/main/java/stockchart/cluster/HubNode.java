package stockchart.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import stockchart.cluster.LeaseProtocol.State;
import stockchart.cluster.redis.ClusterStore;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.LogEntry.Note;
import stockchart.cluster.redis.TradeBlock;
import stockchart.hub.ClusterStatus;
import stockchart.hub.ClusterStatus.Role;
import stockchart.hub.Demand;
import stockchart.hub.FeedStatus;
import stockchart.hub.NodeHub;
import stockchart.hub.SlotDecision.Slots;
import stockchart.hub.SlotDecision.Wish;
import stockchart.hub.TradeSink;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.platform.concurrent.RateLimitedLog;

/**
 * A server's hub and feed as a node of a cluster. What the feed of the holder receives goes into the log; what the log says goes
 * to the hub, on the holder as well; the holder's hub decides about the slots of all nodes, and the others mirror it.
 *
 * <p>{@link #step} is called about ten times a second and after each change of what clients want, one call at a time; the log is
 * read on the node's reading thread; the feed has threads of its own. State is <b>guarded</b> by this object's monitor where it is
 * not written by one thread only.
 */
final class HubNode {
    private static final Logger LOG = System.getLogger(HubNode.class.getName());
    /** The log has an entry a second: a node that has read none for so long says that it is cut off. */
    static final Duration SILENCE = Duration.ofSeconds(3);
    /** Before it has read any, while a server starts. */
    static final Duration FIRST_SILENCE = Duration.ofSeconds(15);
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final List<State> HOLDING = List.of(State.TAKING_OVER, State.HOLDER, State.RETIRING);

    private final String name;
    private final World world;
    private final NodeHub hub;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final UnaryOperator<String> disguise;
    private final ClusterNode node;
    private final RateLimitedLog refused = new RateLimitedLog(LOG, Level.ERROR);
    private final NodeFeed side;
    /** The last state of the feed that was read. Written by the reading thread. */
    private volatile Optional<FeedStatus> feed = Optional.empty();
    /** Until when the log shows that a feed was live, milliseconds. Written by the reading thread. */
    private volatile long liveUntil;
    private volatile boolean hasResult;
    /** The fence under which all decisions were made that this node has. */
    private volatile long decisionsOf;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile OptionalLong cutOff = OptionalLong.empty();
    /** The fence of the term in which this hub leads; empty while it mirrors. Guarded. */
    private OptionalLong leading = OptionalLong.empty();
    /** Confined to the step, as are the next ones; null unless this hub leads. */
    private HolderDuties duties;
    private long wishesVersion = -1;
    private Map<Symbol, Wish> wishes = Map.of();
    /** What the other nodes have written on the board, and the board it was read from. Confined to the step. */
    private Map<String, BoardText> others = Map.of();
    private Map<String, String> readFrom = Map.of();
    private long passedOn;

    /**
     * What the node is made of.
     *
     * @param stores gives a connection of its own to the store for each purpose, which it is called by
     * @param disguise what stands for a client's address in the store, which does not hold addresses
     */
    record Parts(String name, World world, LeaseTiming timing, Function<String, ClusterStore> stores, Clock clock,
            LongSupplier nanoTime, DoubleSupplier chance, UnaryOperator<String> disguise) {}

    /**
     * @param decisions the hub's role that takes the decisions of Finnhub
     * @param demand the hub's role that says which symbols have slots
     */
    HubNode(Parts parts, NodeHub hub, TradeSink decisions, Demand demand) {
        this.name = parts.name();
        this.world = parts.world();
        this.hub = hub;
        this.clock = parts.clock();
        this.nanoTime = parts.nanoTime();
        this.disguise = parts.disguise();
        this.node = new ClusterNode(name, parts.timing(), parts.stores(), new Reading(), nanoTime, parts.chance());
        this.side = new NodeFeed(node, hub, decisions, demand, clock);
        node.want(board(false).toString());
        hub.joinCluster(node::offer);
        hub.reportBy(() -> Optional.of(status()));
    }

    /** Begins, on three threads until {@link #stop}. Called once. */
    void start(Executor threads) {
        node.start(threads);
    }

    /**
     * Gives the lease back as soon as the feed is closed, and requests none any more; clients are still served from the log. For the
     * beginning of a stop, so that no client of any server waits for the rest of it.
     */
    void leave() {
        node.leave();
    }

    /** Gives the lease back and ends; the feed is closed already. Waits so long at most. */
    void stop(Duration time) throws InterruptedException {
        node.leave();
        node.closed();
        node.stop(time);
    }

    /** What the feed is connected to. */
    NodeFeed feed() {
        return side;
    }

    /** The periodic step. One call at a time. */
    void step() {
        long now = nanoTime.getAsLong();
        OptionalLong term = node.term();
        boolean isOther = readBoard();
        lead(term);
        if (duties != null) {
            if (isOther || now - passedOn >= AGAIN) {
                // Also from time to time: what had no room before may have some now.
                passedOn = now;
                hub.remoteWishes(wishesOfOthers());
            }
            Slots decided = hub.decisions();
            duties.carry(decided, node.carried(), now);
            if (lacksDecisions(term.orElse(0))) {
                duties.writeAll(now);
            }
            if (duties.decide(decided, now)) {
                // A node that joins has not read it.
                side.announceAgain();
            }
            duties.tick(clock.millis(), now);
        }
        node.want(board(node.hasJoined()).toString());
        watch();
    }

    /** What this node reports. Any thread. */
    ClusterStatus status() {
        State state = node.state();
        boolean isJoined = node.hasJoined() && hasResult;
        Role role = node.isLeaving() ? Role.LEAVING : HOLDING.contains(state) ? Role.HOLDER
                : isJoined ? Role.FOLLOWER : Role.JOINING;
        int nodes = (int) node.board().values().stream().map(BoardText::parse)
                .filter(text -> text.filter(BoardText::isJoined).isPresent()).count();
        return new ClusterStatus(name, role, node.holder(), Math.max(nodes, node.hasJoined() ? 1 : 0), isJoined, cutOff,
                TimeUnit.NANOSECONDS.toMillis(node.sinceEntry()), node.takeovers(), node.fencings(), refusal);
    }

    /**
     * This server's share of the requests that the key may make: one half is the holder's, which polls quotes for all, and each node
     * has its part of the other one. Any thread.
     */
    double shareOfRequests() {
        ClusterStatus present = status();
        double part = 0.5 / Math.max(1, present.nodes());
        return present.role() == Role.HOLDER ? 0.5 + part : part;
    }

    private void lead(OptionalLong term) {
        boolean isOther;
        synchronized (this) {
            isOther = !term.equals(leading);
            if (isOther && term.isPresent()) {
                hub.lead(wishesOfOthers());
                leading = term;
                decisionsOf = term.getAsLong();
            } else if (isOther) {
                follow();
            }
        }
        if (term.isEmpty()) {
            duties = null;
        } else if (isOther) {
            duties = new HolderDuties(new HolderDuties.Log() {
                @Override
                public boolean announce(Note note) {
                    return node.announce(note);
                }

                @Override
                public boolean carry(Set<Symbol> taken, Set<Symbol> freed) {
                    return node.carry(taken, freed);
                }
            }, nanoTime.getAsLong());
        }
    }

    /** Under the monitor. */
    private void follow() {
        if (leading.isPresent()) {
            leading = OptionalLong.empty();
            decisionsOf = 0;
            hub.follow();
        }
    }

    private boolean lacksDecisions(long fence) {
        return others.values().stream().anyMatch(other -> other.isJoined() && other.decisionsOf() != fence);
    }

    /** Returns whether it is another one than the last time. */
    private boolean readBoard() {
        Map<String, String> board = node.board();
        boolean isOther = !board.equals(readFrom);
        if (isOther) {
            readFrom = board;
            Map<String, BoardText> read = new HashMap<>();
            board.forEach((other, text) -> BoardText.parse(text).filter(any -> !other.equals(name))
                    .ifPresent(known -> read.put(other, known)));
            others = read;
        }
        return isOther;
    }

    private Map<String, Map<Symbol, Wish>> wishesOfOthers() {
        Map<String, Map<Symbol, Wish>> wishesOf = new HashMap<>();
        others.forEach((other, text) -> wishesOf.put(other, text.wishes()));
        return wishesOf;
    }

    private BoardText board(boolean isJoined) {
        long version = hub.wishesVersion();
        if (version != wishesVersion) {
            wishesVersion = version;
            Map<Symbol, Wish> own = new HashMap<>();
            hub.wishes().forEach((symbol, wish) -> {
                Set<String> addresses = new LinkedHashSet<>();
                wish.addresses().forEach(address -> addresses.add(disguise.apply(address)));
                own.put(symbol, new Wish(wish.role(), addresses));
            });
            wishes = own;
        }
        return new BoardText(world.toString(), isJoined, decisionsOf, wishes);
    }

    /** Says when this node is cut off, and when it is so no longer. */
    private void watch() {
        boolean isSilent = node.sinceRead() >= (node.hasJoined() ? SILENCE : FIRST_SILENCE).toNanos()
                || node.hasJoined() && node.isStale();
        if (isSilent != cutOff.isPresent()) {
            long since = node.isStale() ? node.sinceEntry() : node.sinceRead();
            cutOff = isSilent ? OptionalLong.of(clock.millis() - TimeUnit.NANOSECONDS.toMillis(since)) : OptionalLong.empty();
            hub.cutOff(cutOff);
            LOG.log(Level.WARNING, isSilent ? "This node has not read the log of the cluster for some seconds: its clients see"
                    + " what it has, and that it is cut off" : "This node reads the log of the cluster again");
        }
    }

    /** What the log says, on the reading thread. */
    private final class Reading implements ClusterNode.Listener {
        @Override
        public long end(Symbol symbol, long epoch) {
            return hub.end(symbol, epoch);
        }

        @Override
        public void began(Symbol symbol, long epoch, List<TradeBlock> past) {
            List<Trade> known = past.stream().flatMap(block -> block.trades().stream()).toList();
            hub.begin(symbol, epoch, past.isEmpty() ? 1 : past.get(0).first(), known);
        }

        @Override
        public void appended(TradeBlock block) {
            hub.append(block.symbol(), block.epoch(), block.first(), block.trades());
        }

        @Override
        public void ended(Symbol symbol) {
            hub.ended(symbol);
            side.seriesChanged();
        }

        @Override
        public void read(LogEntry entry) {
            if (entry.content() instanceof LogEntry.Holder holder && !holder.node().equals(name)) {
                LOG.log(Level.INFO, "The connection to Finnhub is {0}''s now", holder.node());
                synchronized (HubNode.this) {
                    follow();
                }
            } else if (entry.content() instanceof LogEntry.Taken) {
                side.seriesChanged();
            } else if (entry.content() instanceof Note note) {
                read(note, entry.fence());
            }
        }

        private void read(Note note, long fence) {
            switch (note.kind()) {
                case ClusterNotes.FEED -> ClusterNotes.feed(note.text()).ifPresent(this::feedChanged);
                case ClusterNotes.TICK -> ClusterNotes.tick(note.text()).ifPresent(millis -> liveUntil = millis);
                case ClusterNotes.SLOTS -> ClusterNotes.slots(note.text()).ifPresent(decided -> {
                    hub.mirror(decided.slots(), decided.isAll());
                    hub.forget(decided.gone());
                    noteDecisions(decided.isAll(), fence);
                });
                default -> LOG.log(Level.DEBUG, "A note of another version is left out: {0}", note.kind());
            }
        }

        /** There may be no holder, and this node may become it before another one has reported the state of the feed. */
        @Override
        public void joined(List<LogEntry> before) {
            for (LogEntry entry : before) {
                if (entry.content() instanceof Note note && note.kind().equals(ClusterNotes.TICK)) {
                    ClusterNotes.tick(note.text()).ifPresent(millis -> liveUntil = millis);
                } else if (entry.content() instanceof Note note && note.kind().equals(ClusterNotes.FEED)) {
                    ClusterNotes.feed(note.text()).ifPresent(this::noteFeed);
                }
            }
        }

        private void feedChanged(FeedStatus status) {
            noteFeed(status);
            hasResult |= status.state() != FeedStatus.State.CONNECTING;
            hub.feedChanged(status);
        }

        private void noteFeed(FeedStatus status) {
            feed = Optional.of(status);
            if (status.state() == FeedStatus.State.LIVE) {
                liveUntil = Math.max(liveUntil, status.since());
            }
        }

        private void noteDecisions(boolean isAll, long fence) {
            synchronized (HubNode.this) {
                if (isAll && leading.isEmpty()) {
                    decisionsOf = fence;
                }
            }
        }

        /** The feed of the holder before may have been live until its last sign of life. */
        @Override
        public List<Note> firstNotes() {
            Optional<FeedStatus> first = feed.or(this::perhapsLive).map(last -> new FeedStatus(FeedStatus.State.CONNECTING,
                    last.simulated(), last.state() == FeedStatus.State.LIVE ? Math.max(liveUntil, last.since()) : last.since()));
            side.begins(first);
            return first.map(ClusterNotes::feed).stream().toList();
        }

        /** Where the log has signs of life and no state of the feed, that was reported longer ago; most often it is live. */
        private Optional<FeedStatus> perhapsLive() {
            long last = liveUntil;
            return last == 0 ? Optional.empty() : Optional.of(new FeedStatus(FeedStatus.State.LIVE, false, last));
        }

        @Override
        public void leaseChanged() {
            side.leaseChanged();
        }

        @Override
        public boolean mayJoin(Map<String, String> others) {
            World.Verdict verdict = world.verdict(name, others);
            refusal = verdict.reason();
            verdict.reason().ifPresent(reason -> refused.log(() -> reason));
            return verdict.isAllowed();
        }
    }
}
