package stockchart.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import stockchart.cluster.LeaseProtocol.Call;
import stockchart.cluster.LeaseProtocol.State;
import stockchart.cluster.LogFollower.End;
import stockchart.cluster.ModelWorld.Exchange;
import stockchart.cluster.TradePublisher.Announcement;
import stockchart.cluster.TradePublisher.Publication;
import stockchart.cluster.TradePublisher.Slots;
import stockchart.cluster.TradePublisher.Trades;
import stockchart.cluster.redis.ClusterStore.Publication.Fenced;
import stockchart.cluster.redis.ClusterStore.Publication.WrongNumber;
import stockchart.cluster.redis.FaultyStore;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.ModelStore;
import stockchart.cluster.redis.StoreException;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;

/** A node of the model: the product's decisions, driven as its threads would, in any order. Confined to the test's thread. */
final class ModelNode implements LogFollower.Listener {
    /** The holder's sign of life: everything that its feed received until then is in the log before it. */
    static final String TICK = "tick";
    /** The feed is not connected since a time. */
    static final String DOWN = "down";
    /** The feed is connected since a time. */
    static final String LIVE = "live";
    private static final long TICK_EVERY = 1_000;
    /** A thread that runs makes a step at least so often, sooner than the holder's margin ends. */
    private static final long LATEST = 300;

    private final ModelWorld world;
    private final String name;
    private final LeaseProtocol lease;
    private final LogFollower follower = new LogFollower(this);
    private final TradePublisher publisher = new TradePublisher(500, follower::end);
    private final FaultyStore reading;
    /** The feed's first. */
    private final List<Worker> workers;
    private final Pipe control = new Pipe();
    private final Pipe publishing = new Pipe();
    private final Map<Symbol, List<Trade>> series = new HashMap<>();
    private final Map<Symbol, Long> epochs = new HashMap<>();
    private ModelFinnhub.Connection feed;
    private boolean isConnected;
    private boolean isOver;
    private long frozenUntil;
    private long cutUntil;
    private long nextDial;
    /** When it stops after it has said that it leaves; 0 unless it has. */
    private long stopsAt;
    private long lastTick;
    /** Until when the log shows that the feed was connected; the beginning of the present gap if it is not. */
    private long liveUntil;
    private boolean isLogLive;

    /** One request at a time, with what to do with the answer. */
    private final class Pipe {
        private Exchange exchange;
        private Consumer<Boolean> end;

        boolean isIdle() {
            return exchange == null;
        }

        <T> void send(Function<ModelStore, T> call, Consumer<T> answer, Runnable failure) {
            List<T> answers = new ArrayList<>(1);
            exchange = world.send(() -> answers.add(call.apply(world.store)), cutUntil);
            end = isAnswered -> {
                if (isAnswered) {
                    answer.accept(answers.get(0));
                } else {
                    failure.run();
                }
            };
        }

        void step() {
            if (exchange != null) {
                boolean isAnswered = exchange.isDone && exchange.answered <= world.now();
                if (isAnswered || exchange.givenUp <= world.now()) {
                    exchange = null;
                    end.accept(isAnswered);
                }
            }
        }
    }

    ModelNode(ModelWorld world, String name) {
        this.world = world;
        this.name = name;
        this.lease = new LeaseProtocol(name, ModelWorld.TIMING, world.clock::nanoTime, world.dice::share);
        this.reading = new FaultyStore(world.store, () -> !world.isStoreReachable() || cutUntil > world.now()
                || world.dice.chance(0.01), () -> world.dice.chance(0.005));
        this.workers = List.of(new Worker(this::feed), new Worker(this::read), new Worker(this::control),
                new Worker(this::publish));
    }

    String name() {
        return name;
    }

    List<Trade> series(Symbol symbol) {
        return series.getOrDefault(symbol, List.of());
    }

    boolean isOver() {
        return isOver;
    }

    boolean isLive() {
        return feed != null && feed.isOpen && lease.isMine() && lease.state() == State.HOLDER;
    }

    boolean standsStill() {
        return frozenUntil > world.now() || world.now() - workers.get(0).stepped > LATEST + ModelWorld.TICK.toMillis();
    }

    void freezeUntil(long time) {
        if (time > world.now()) {
            world.say(name + " stands still for " + (time - world.now()));
        }
        frozenUntil = time;
    }

    /** All connections to the store have ended. */
    void disconnect() {
        isConnected = false;
        follower.reconnected();
    }

    void cutUntil(long time) {
        if (time > world.now()) {
            world.say(name + " is cut off for " + (time - world.now()));
        }
        cutUntil = time;
    }

    /** The process ends; its system closes the connection. */
    void kill() {
        closeFeed();
        isOver = true;
    }

    void stop() {
        lease.stop();
    }

    /** It gives back the lease, serves its clients from the log, and stops later. */
    void leave(long millis) {
        lease.leave();
        stopsAt = stopsAt == 0 ? world.now() + millis : stopsAt;
    }

    /** @param isDue returns whether a thread makes a step that it could make later */
    void step(BooleanSupplier isDue) {
        if (isOver || frozenUntil > world.now()) {
            return;
        }
        if (stopsAt > 0 && world.now() >= stopsAt) {
            stop();
        }
        List<Worker> order = new ArrayList<>(workers);
        Collections.shuffle(order, new Random(world.dice.below(Integer.MAX_VALUE)));
        order.forEach(worker -> worker.step(isDue.getAsBoolean()));
        if (lease.state() == State.STOPPED && lease.toRelease().isEmpty() && feed == null) {
            world.say(name + " has stopped");
            isOver = true;
        }
    }

    /** One of the node's threads gets no processor, or waits for something. Not the feed's, which the holder's margin is for. */
    void stick(long until) {
        world.dice.pick(workers.subList(1, workers.size())).stuckUntil = until;
    }

    /** One of the node's threads. */
    private final class Worker {
        private final Runnable step;
        private long stepped = world.now();
        private long stuckUntil;

        Worker(Runnable step) {
            this.step = step;
        }

        void step(boolean isDue) {
            if (stuckUntil <= world.now() && (isDue || world.now() - stepped >= LATEST)) {
                stepped = world.now();
                step.run();
            }
        }
    }

    private void read() {
        try {
            follower.read(reading, world.dice.between(1, 20), Duration.ZERO);
        } catch (StoreException cutOff) {
            follower.reconnected();
        }
        lease.reached(follower.fence());
    }

    private void control() {
        control.step();
        if (!control.isIdle()) {
            return;
        }
        if (!isConnected) {
            if (lease.next().isEmpty()) {
                return;
            }
            if (!world.isStoreReachable() || cutUntil > world.now()) {
                lease.failed();
                return;
            }
            isConnected = true;
            lease.connected();
        }
        lease.next().ifPresent(this::call);
    }

    private void call(Call call) {
        long sent = world.clock.nanoTime();
        Duration time = ModelWorld.TIMING.lease();
        Lease own = lease.lease().or(lease::toRelease).orElse(new Lease(1, name));
        Runnable failure = () -> {
            isConnected = false;
            lease.failed();
        };
        switch (call) {
            case LOOK -> control.send(store -> store.board(name, time, ""), lease::looked, failure);
            case REQUEST -> control.send(store -> store.acquire(name, time), answer -> lease.requested(sent, answer), failure);
            case RENEW -> control.send(store -> store.renew(own, time), answer -> lease.renewed(sent, answer), failure);
            case RELEASE -> {
                Lease given = lease.toRelease().orElseThrow();
                control.send(store -> store.release(given), answer -> lease.released(), failure);
            }
            default -> throw new IllegalStateException(call.toString());
        }
    }

    private void publish() {
        publishing.step();
        Optional<Lease> own = publisher.lease();
        if (!publishing.isIdle() || own.isEmpty() || !own.equals(lease.lease())) {
            return;
        }
        long serial = publisher.serial();
        publisher.next().ifPresent(next -> publishing.send(store -> write(store, own.get(), serial, next), isWritten -> {
            if (isWritten) {
                publisher.stored(next);
            } else {
                world.say(name + " is fenced off");
                lease.fenced(own.get());
            }
        }, () -> { }));
    }

    /** Returns whether it was written; not if the lease is over. */
    private boolean write(ModelStore store, Lease own, long serial, Publication what) {
        if (what instanceof Trades trades) {
            stockchart.cluster.redis.ClusterStore.Publication answer = store.publish(own, serial, trades.blocks());
            ModelWorld.check(!(answer instanceof WrongNumber), name + " gives wrong numbers: " + answer + " for " + trades);
            return !(answer instanceof Fenced);
        }
        if (what instanceof Announcement announcement) {
            return store.announce(own, serial, announcement.note());
        }
        Slots slots = (Slots) what;
        return store.carry(own, serial, slots.taken(), slots.freed());
    }

    private void feed() {
        if (!lease.isMine()) {
            giveUp();
            return;
        }
        Lease own = lease.lease().orElse(null);
        if (own != null && !publisher.lease().equals(Optional.of(own))) {
            world.say(name + " takes over");
            publisher.begin(own);
            note(DOWN, liveUntil);
            nextDial = world.now();
        }
        if (feed == null && world.now() >= nextDial && lease.isMine()) {
            feed = world.finnhub.connect(this);
            note(LIVE, world.now());
        }
        if (feed != null) {
            receive();
        }
        if (publisher.isFull()) {
            lease.giveUp();
        }
        carry();
    }

    private void receive() {
        while (!feed.inbox.isEmpty() && lease.isMine()) {
            publisher.offer(List.of(feed.inbox.remove()));
        }
        if (!feed.isOpen) {
            // It was closed after the last trade that is here.
            note(DOWN, lastTick);
            feed = null;
            nextDial = world.now() + 250 + world.dice.below(1_000);
        } else if (feed.inbox.isEmpty()) {
            Set<Symbol> carried = new HashSet<>(world.demand);
            carried.removeIf(symbol -> follower.end(symbol).filter(End::isCarried).isEmpty());
            feed.subscribed.clear();
            feed.subscribed.addAll(carried);
            if (world.now() - lastTick >= TICK_EVERY) {
                note(TICK, world.now());
            }
        }
    }

    /** What the log says is carried, and what should be, are compared again and again: a level. */
    private void carry() {
        if (publisher.isDrained()) {
            Set<Symbol> taken = new HashSet<>(world.demand);
            taken.removeIf(symbol -> follower.end(symbol).filter(End::isCarried).isPresent());
            Set<Symbol> freed = new HashSet<>(series.keySet());
            freed.removeAll(world.demand);
            freed.removeIf(symbol -> follower.end(symbol).filter(End::isCarried).isEmpty());
            if (!taken.isEmpty() || !freed.isEmpty()) {
                publisher.carry(taken, freed);
            }
        }
    }

    private void giveUp() {
        if (feed != null) {
            if (feed.isOpen && feed.inbox.isEmpty() && lease.lease().isPresent()) {
                note(TICK, world.now());
            }
            closeFeed();
        }
        boolean canPublish = publisher.lease().isPresent() && publisher.lease().equals(lease.lease());
        if (!canPublish || publisher.isDrained()) {
            publisher.end();
            lease.drained();
        }
    }

    private void closeFeed() {
        if (feed != null) {
            world.finnhub.close(feed);
            feed = null;
        }
    }

    private void note(String kind, long time) {
        publisher.announce(new LogEntry.Note(kind, Long.toString(time)));
        lastTick = kind.equals(DOWN) ? lastTick : time;
    }

    @Override
    public long end(Symbol symbol, long epoch) {
        return Long.valueOf(epoch).equals(epochs.get(symbol)) ? series.get(symbol).size() : 0;
    }

    @Override
    public void began(Symbol symbol, long epoch, List<TradeBlock> past) {
        if (!Long.valueOf(epoch).equals(epochs.put(symbol, epoch))) {
            series.put(symbol, new ArrayList<>());
        }
        past.forEach(this::appended);
    }

    @Override
    public void ended(Symbol symbol) {
        // What it has stays.
    }

    @Override
    public void appended(TradeBlock block) {
        List<Trade> known = series.get(block.symbol());
        ModelWorld.check(block.first() == known.size() + 1, name + " of " + block.symbol() + ": " + block.first() + " follows "
                + known.size());
        known.addAll(block.trades());
    }

    @Override
    public void read(LogEntry entry) {
        if (entry.content() instanceof LogEntry.Note note) {
            long time = Long.parseLong(note.text());
            boolean isDown = note.kind().equals(DOWN);
            liveUntil = isDown ? isLogLive ? time : liveUntil : time;
            isLogLive = !isDown;
        }
        lease.read(entry);
    }

    @Override
    public String toString() {
        return name + " " + lease.state() + (feed == null ? "" : " connected");
    }
}
