package stockchart.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import stockchart.cluster.redis.LogEntry;
import stockchart.cluster.redis.ModelStore;
import stockchart.cluster.redis.TradeBlock;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;

/**
 * A cluster in virtual time: nodes, the store and Finnhub, with faults by chance. Nodes are killed, stopped and stand still;
 * the store stands still; nodes are cut off from it; calls and answers are lost, and requests that were given up are carried
 * out later. Finnhub ends all connections when a second one is made. Confined to the test's thread.
 */
final class ModelWorld {
    static final Duration TICK = Duration.ofMillis(20);
    static final LeaseTiming TIMING = new LeaseTiming(Duration.ofSeconds(3));
    private static final List<Symbol> SYMBOLS = List.of(new Symbol("A"), new Symbol("B"), new Symbol("C"));
    private static final int NODES = 3;
    private static final int TICKS = 1_500;
    private static final int CALM_TICKS = 900;
    private static final int CLOSING_TICKS = 50;

    final Dice dice;
    final ManualClock clock = new ManualClock();
    final ModelStore store = new ModelStore(clock::millis);
    final ModelFinnhub finnhub = new ModelFinnhub(this);
    /** What clients want; the holder has Finnhub carry it. */
    final Set<Symbol> demand = new HashSet<>(SYMBOLS);
    final Map<String, Integer> events = new TreeMap<>();
    private final List<ModelNode> nodes = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private long storeStandsUntil;
    private boolean isCalm;
    /** No more trades: what is under way is to arrive. */
    private boolean isClosing;
    private int names;

    ModelWorld(long seed) {
        dice = new Dice(seed);
        for (int i = 0; i < NODES; i++) {
            nodes.add(new ModelNode(this, "node-" + ++names));
        }
    }

    /** A request on its way to the store and back. */
    static final class Exchange {
        final Runnable atStore;
        /** When the store carries it out; {@link Long#MAX_VALUE} for never. */
        long arrives;
        /** When the answer is back; {@link Long#MAX_VALUE} for never. */
        long answered;
        final long givenUp;
        boolean isDone;

        Exchange(Runnable atStore, long arrives, long answered, long givenUp) {
            this.atStore = atStore;
            this.arrives = arrives;
            this.answered = answered;
            this.givenUp = givenUp;
        }
    }

    long now() {
        return clock.millis();
    }

    /** Sends a request from a node. @param cutUntil until when that node is cut off */
    Exchange send(Runnable atStore, long cutUntil) {
        long start = Math.max(now(), cutUntil);
        boolean isCut = cutUntil > now();
        long arrives = isCut && dice.chance(0.5) || isLost() ? Long.MAX_VALUE : start + dice.below(30);
        long back = !isCalm && dice.chance(0.05) ? dice.below(690) : dice.below(30);
        long answered = isLost() || arrives == Long.MAX_VALUE ? Long.MAX_VALUE : arrives + back;
        Exchange exchange = new Exchange(atStore, arrives, answered, now() + 700);
        exchanges.add(exchange);
        return exchange;
    }

    private boolean isLost() {
        return !isCalm && dice.chance(0.004);
    }

    boolean isStoreReachable() {
        return now() >= storeStandsUntil;
    }

    /** Says what happened, for the message of a failure. */
    void say(String what) {
        story.add(now() % 1_000_000 + " " + what);
        events.merge(what.replaceAll("node-\\d+|\\d+", "").strip(), 1, Integer::sum);
    }

    void run() {
        try {
            for (int i = 0; i < TICKS; i++) {
                faults();
                step();
            }
            calm();
            verify();
        } catch (RuntimeException | AssertionError failure) {
            List<String> last = story.subList(Math.max(0, story.size() - 60), story.size());
            throw new AssertionError(failure + "\n" + String.join("\n", last), failure);
        }
    }

    private void step() {
        clock.advance(TICK);
        deliver();
        if (!isClosing) {
            finnhub.step();
        }
        List<ModelNode> order = new ArrayList<>(nodes);
        Collections.shuffle(order, new Random(dice.below(Integer.MAX_VALUE)));
        for (ModelNode node : order) {
            node.step(() -> isCalm || dice.chance(0.6));
            if (dice.chance(0.5)) {
                deliver();
            }
        }
        finnhub.verify();
    }

    /** The store carries out what has arrived, in any order. */
    private void deliver() {
        if (!isStoreReachable()) {
            return;
        }
        List<Exchange> arrived = new ArrayList<>(exchanges.stream().filter(one -> one.arrives <= now()).toList());
        Collections.shuffle(arrived, new Random(dice.below(Integer.MAX_VALUE)));
        for (Exchange one : arrived) {
            one.atStore.run();
            one.isDone = true;
            one.answered = one.answered == Long.MAX_VALUE ? one.answered : Math.max(one.answered, now());
        }
        exchanges.removeAll(arrived);
        exchanges.removeIf(one -> one.arrives == Long.MAX_VALUE);
    }

    private void faults() {
        ModelNode node = dice.pick(nodes);
        if (dice.chance(0.0015)) {
            say(node.name() + " is killed");
            node.kill();
            replace(node);
        }
        if (dice.chance(0.0015)) {
            say(node.name() + " is stopped");
            node.stop();
        }
        if (dice.chance(0.0015)) {
            say(node.name() + " leaves");
            node.leave(dice.below(5_000));
        }
        if (dice.chance(0.003)) {
            node.freezeUntil(now() + dice.between(50, 8_000));
        }
        if (dice.chance(0.003)) {
            node.cutUntil(now() + dice.between(50, 6_000));
        }
        if (dice.chance(0.01)) {
            node.stick(now() + dice.between(50, 3_000));
        }
        if (dice.chance(0.01)) {
            store.trimLog(dice.below(40));
        }
        if (dice.chance(0.0015)) {
            storeStandsUntil = now() + dice.between(50, 6_000);
            say("the store stands still for " + (storeStandsUntil - now()));
        }
        if (dice.chance(0.0007)) {
            store.forget();
            exchanges.clear();
            nodes.forEach(ModelNode::disconnect);
            storeStandsUntil = now() + dice.between(200, 3_000);
            say("the store is started again, empty");
        }
        if (dice.chance(0.002)) {
            finnhub.dropAll("Finnhub drops its connections");
        }
        if (dice.chance(0.01)) {
            Symbol symbol = dice.pick(SYMBOLS);
            if (!demand.remove(symbol)) {
                demand.add(symbol);
            }
        }
        List.copyOf(nodes).stream().filter(ModelNode::isOver).forEach(this::replace);
    }

    private void replace(ModelNode node) {
        nodes.set(nodes.indexOf(node), new ModelNode(this, "node-" + ++names));
    }

    private void calm() {
        isCalm = true;
        storeStandsUntil = now();
        nodes.forEach(node -> {
            node.freezeUntil(now());
            node.cutUntil(now());
        });
        demand.addAll(SYMBOLS);
        for (int i = 0; i < CALM_TICKS; i++) {
            isClosing = i > CALM_TICKS - CLOSING_TICKS;
            List.copyOf(nodes).stream().filter(ModelNode::isOver).forEach(this::replace);
            step();
        }
    }

    private void verify() {
        List<ModelNode> holders = nodes.stream().filter(ModelNode::isLive).toList();
        check(holders.size() == 1, "one node has the feed: " + nodes);
        check(finnhub.connections() == 1, "one connection: " + finnhub.connections());
        Map<Long, Long> seen = new HashMap<>();
        Map<Symbol, Long> carried = store.carried();
        check(carried.keySet().equals(demand), "carried " + carried.keySet());
        for (LogEntry entry : store.wholeLog()) {
            if (entry.content() instanceof LogEntry.Trades trades) {
                for (TradeBlock block : trades.blocks()) {
                    for (Trade trade : block.trades()) {
                        check(seen.put((long) trade.price(), trade.time()) == null, "trade twice: " + trade);
                    }
                }
            }
        }
        carried.forEach((symbol, epoch) -> nodes.forEach(node -> check(node.series(symbol).equals(onTape(symbol, epoch)),
                node.name() + " has all trades of " + symbol)));
        Gaps gaps = new Gaps(store);
        for (SymbolTrade sent : finnhub.sent()) {
            check(seen.containsKey((long) sent.trade().price()) || gaps.hold(sent.trade().time()),
                    "trade lost outside of every gap: " + sent + " of " + gaps);
        }
        check(gaps.isLive(), "the log ends live");
        check(!gaps.hold(now() - 2_000), "live for two seconds at the end");
    }

    private List<Trade> onTape(Symbol symbol, long epoch) {
        return store.tape(symbol, epoch, 0).stream().flatMap(block -> block.trades().stream()).toList();
    }

    static void check(boolean isRight, String what) {
        if (!isRight) {
            throw new AssertionError("Not so: " + what);
        }
    }

    /** The stretches in which the log says that there was no feed. */
    static final class Gaps {
        private final List<long[]> closed = new ArrayList<>();
        private long openSince;

        Gaps(ModelStore store) {
            for (LogEntry entry : store.wholeLog()) {
                if (entry.content() instanceof LogEntry.Note note && !note.kind().equals(ModelNode.TICK)) {
                    long since = Long.parseLong(note.text());
                    if (note.kind().equals(ModelNode.DOWN)) {
                        openSince = openSince < 0 ? since : Math.min(openSince, since);
                    } else if (openSince >= 0) {
                        closed.add(new long[] {openSince, since});
                        openSince = -1;
                    }
                }
            }
        }

        boolean isLive() {
            return openSince < 0;
        }

        boolean hold(long time) {
            return openSince >= 0 && time >= openSince || closed.stream().anyMatch(gap -> gap[0] <= time && time <= gap[1]);
        }

        @Override
        public String toString() {
            return closed.stream().map(gap -> gap[0] % 1_000_000 + "-" + gap[1] % 1_000_000).toList() + " " + openSince;
        }
    }
}
