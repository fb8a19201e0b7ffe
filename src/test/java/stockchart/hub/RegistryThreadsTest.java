package stockchart.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Trade.SymbolTrade;
import stockchart.tape.Tape;
import stockchart.testing.CountingExecutor;
import stockchart.testing.Dice;

/**
 * The registry and its tapes under real threads: several drive subscribers, one publishes and refuses, one sweeps, and a pool
 * signals. Whenever all is quiet, everything is compared with what each thread knows of its own doing. Which thread comes first
 * differs from run to run; what is promised does not. The only time there is passes with the sweeps.
 */
class RegistryThreadsTest {
    private static final Duration CEILING = Duration.ofSeconds(20);
    /** Many, because a lost signal shows only if it was the last one. */
    private static final int ROUNDS = 150;
    private static final int DRIVERS = 4;
    private static final int READERS_EACH = 4;
    private static final int STEPS = 300;
    private static final int MESSAGES = 400;
    private static final int SLOTS = 3;
    private static final int TAPE = 64;
    private static final int LINGER_MILLIS = 50;
    private static final List<Symbol> SYMBOLS = IntStream.range(0, 40).mapToObj(i -> new Symbol("S" + i)).toList();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountingExecutor signals = new CountingExecutor(threads);
    private final AtomicLong time = new AtomicLong();
    private final Subscriptions registry = new Subscriptions(
            new SubscriptionSettings(SLOTS, Duration.ofMillis(LINGER_MILLIS), 1_000, TAPE, 1_000),
            new FeedStatus(FeedStatus.State.LIVE, true, 0), Clock.systemUTC(), time::get, signals, 2);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<Tape, Long> offsets = new ConcurrentHashMap<>();
    private final List<List<TapeReader>> readers = new ArrayList<>();
    private final CyclicBarrier start = new CyclicBarrier(DRIVERS + 2);
    /** One less in each round for each thread that is done with it; the sweep goes on until all others are. */
    private volatile CountDownLatch busy;
    private volatile CountDownLatch swept;
    /** The last price of each symbol. Confined to the thread that publishes until all is quiet. */
    private final Map<Symbol, Integer> lastPrices = new TreeMap<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void allIsAsItShouldBeWheneverAllIsQuiet() throws InterruptedException {
        for (int driver = 0; driver < DRIVERS; driver++) {
            readers.add(IntStream.range(0, READERS_EACH).mapToObj(i -> new TapeReader(registry, failures, offsets)).toList());
        }
        readers.forEach(own -> own.forEach(registry::register));
        for (int round = 1; round <= ROUNDS; round++) {
            run(new Dice(round));
            quieten();
            assertEquals(List.of(), List.copyOf(failures));
            verifyDemand();
            readers.forEach(own -> own.forEach(this::verifyRead));
        }
        assertTrue(offsets.size() > SYMBOLS.size(), "hardly anything was read: " + offsets.size() + " tapes");
        leaveAll();
    }

    private void run(Dice dice) throws InterruptedException {
        busy = new CountDownLatch(DRIVERS + 1);
        swept = new CountDownLatch(1);
        for (List<TapeReader> own : readers) {
            Dice ownDice = dice.fork();
            start(() -> drive(own, ownDice), busy);
        }
        Dice publisherDice = dice.fork();
        start(() -> publish(publisherDice), busy);
        start(this::sweepWhileBusy, swept);
        assertTrue(swept.await(CEILING.toSeconds(), TimeUnit.SECONDS), "not done in time");
    }

    private void start(Runnable work, CountDownLatch done) {
        threads.execute(() -> {
            try {
                start.await();
                work.run();
            } catch (Exception | AssertionError failure) {
                failures.add(failure);
            } finally {
                done.countDown();
            }
        });
    }

    private void drive(List<TapeReader> own, Dice dice) {
        for (int step = 0; step < STEPS; step++) {
            TapeReader reader = dice.pick(own);
            Symbol symbol = dice.pick(SYMBOLS);
            switch (dice.below(10)) {
                case 0 -> {
                    reader.leaveAll();
                    registry.remove(reader);
                    assertEquals(Subscription.State.ENDED, registry.subscribe(reader, symbol).state(), "subscribed after it was removed");
                    registry.register(reader);
                }
                case 1, 2, 3, 4 -> reader.watched().stream().findAny().ifPresent(
                        watched -> reader.leave(watched.symbol()).ifPresent(registry::unsubscribe));
                default -> reader.join(registry.subscribe(reader, symbol));
            }
        }
    }

    private void publish(Dice dice) {
        for (int message = 0; message < MESSAGES; message++) {
            List<SymbolTrade> prints = new ArrayList<>();
            for (int left = dice.chance(0.01) ? 3 * TAPE : dice.between(1, 5); left > 0; left--) {
                Symbol symbol = dice.pick(SYMBOLS);
                prints.add(new SymbolTrade(symbol, new Trade(lastPrices.merge(symbol, 1, Integer::sum), 1, 1)));
            }
            registry.publish(prints);
            if (dice.chance(0.01)) {
                registry.refused(dice.pick(SYMBOLS));
            }
        }
    }

    private void sweepWhileBusy() {
        while (busy.getCount() > 0) {
            time.addAndGet(TimeUnit.MICROSECONDS.toNanos(300));
            registry.sweep();
            int demanded = registry.demandedSymbols().size();
            assertTrue(demanded <= SLOTS, demanded + " symbols are demanded");
            Thread.yield();
        }
    }

    /** Lets the last trades be handed on and the lingers end. */
    private void quieten() throws InterruptedException {
        signals.awaitQuiet(CEILING);
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(2 * LINGER_MILLIS));
        registry.sweep();
        signals.awaitQuiet(CEILING);
    }

    private void verifyDemand() {
        Map<Symbol, Integer> watched = new TreeMap<>();
        readers.forEach(own -> own.forEach(reader -> reader.watched().forEach(
                subscription -> watched.merge(subscription.symbol(), 1, Integer::sum))));
        Map<Symbol, Integer> carried = registry.viewers();
        assertEquals(registry.demandedSymbols(), carried.keySet());
        carried.forEach((symbol, viewers) -> assertEquals(watched.get(symbol), viewers, symbol.value()));
        List<Symbol> waiting = registry.candidates().stream().filter(candidate -> !candidate.isCheck()).map(Polling.Candidate::symbol).toList();
        assertTrue(waiting.isEmpty() || carried.size() == registry.slots(), waiting + " wait although slots are free");
        Set<Symbol> all = new TreeSet<>(carried.keySet());
        all.addAll(waiting);
        assertEquals(watched.keySet(), all);
    }

    /** Who stands behind the end of a tape was not signalled after its last trade. */
    private void verifyRead(TapeReader reader) {
        for (Subscription subscription : reader.watched()) {
            Tape tape = subscription.tape();
            assertEquals(tape.released(), reader.position(tape), "of " + subscription.symbol() + " was read");
            List<Integer> kept = tape.slice(0, Integer.MAX_VALUE).trades().stream().map(trade -> (int) trade.price()).toList();
            int last = lastPrices.getOrDefault(subscription.symbol(), 0);
            int count = (int) Math.min(TAPE, tape.released());
            assertEquals(IntStream.rangeClosed(last - count + 1, last).boxed().toList(), kept, "kept of " + subscription.symbol());
        }
    }

    private void leaveAll() {
        readers.forEach(own -> own.forEach(registry::remove));
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(2 * LINGER_MILLIS));
        registry.sweep();
        assertEquals(Set.of(), registry.demandedSymbols());
    }
}
