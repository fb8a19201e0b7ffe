package stockchart.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import stockchart.client.session.ClientHost;
import stockchart.client.session.ClientModel;
import stockchart.feed.FeedRig;
import stockchart.feed.FinnhubModel;
import stockchart.hub.CandleSource.Recording;
import stockchart.hub.FeedStatus;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.quotes.MarketRig;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.ChanceExecutor;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;
import stockchart.testing.MarketTruth;

/** One sequence of faults, all of it drawn from one seed, and the calm after it. Confined to the test's thread. */
final class FaultRun {
    private static final int STEP_MILLIS = 20;
    private static final int SLOTS = 4;
    private static final int LINGER_MILLIS = 2_000;
    private static final int TAPE = 150;
    private static final List<String> SYMBOLS = List.of("A", "B", "C", "D", "E", "F", "G");
    /** The longest that a connection Finnhub has silently left, or a dial that was lost, goes unnoticed, and a back-off takes. */
    private static final int CONNECTED_WITHIN = 10_000 + 15_000 + 80_000 + 45_000;
    private static final int CALM_WITHIN = 5_000;
    /** A lost exchange, and the longest wait after failures, which is longer than the time between two exchanges. */
    private static final int MARKET_WITHIN = 15_000 + 10_000 + 600_000 + 5_000;
    /** Each symbol over a limit that is lower than configured is found out by itself, and no error may be under way meanwhile. */
    private static final int LIMIT_FOUND_WITHIN = SLOTS * 5_000;

    /** Symbols without viewers begin or end one a second. */
    private static final int RECORDED_WITHIN = SLOTS * 1_000 + 500;

    private final Dice dice;
    /** Its own, so that the other faults of a seed stay the same. */
    private final Dice clockDice;
    /** Likewise. */
    private final Dice restDice;
    /** Likewise. */
    private final Dice recordDice;
    private final ManualClock clock = new ManualClock();
    private final MarketTruth truth = new MarketTruth(TAPE, this::millis);
    private final FinnhubModel finnhub;
    private final ChanceExecutor executor;
    private final ChanceExecutor dialling;
    /** Of REST exchanges. */
    private final ChanceExecutor fetching;
    private final MarketRig market;
    private final Faults faults;
    private final SlowBodies slowBodies;
    private final Subscriptions registry;
    private FeedRig feed;
    private final ClientHost host;
    private final List<ClientModel> clients;
    private List<Symbol> recorded = List.of();
    private double trading;
    private int steps;

    FaultRun(long seed) {
        dice = new Dice(seed);
        clockDice = new Dice(~seed);
        restDice = new Dice(~seed * 31);
        recordDice = new Dice(~seed * 37);
        finnhub = new FinnhubModel(dice.fork(), this::millis, truth);
        finnhub.limit = dice.chance(0.7) ? SLOTS : dice.between(1, SLOTS - 1);
        finnhub.errorMillis = dice.pick(List.of(0, 300, 1_000));
        executor = new ChanceExecutor(dice.fork(), this::millis, this::threadMillis);
        dialling = new ChanceExecutor(dice.fork(), this::millis, finnhub::handshakeMillis);
        finnhub.time = this::step;
        fetching = new ChanceExecutor(restDice.fork(), this::millis, this::exchangeMillis);
        market = MarketRig.on(clock, fetching, restDice.fork());
        faults = new Faults(finnhub, executor, dialling, this::redeploy, dice.fork());
        slowBodies = new SlowBodies(market, fetching, restDice.fork());
        registry = new Subscriptions(new SubscriptionSettings(SLOTS, Duration.ofMillis(LINGER_MILLIS), 1_000, TAPE, 5),
                new FeedStatus(FeedStatus.State.CONNECTING, false, 0), clock, clock::nanoTime, executor, 2);
        feed = newFeed();
        host = new ClientHost(registry, clock, truth, SYMBOLS);
        clients = IntStream.range(0, 6).mapToObj(i -> new ClientModel(host, dice.fork(), i % 3 == 2)).toList();
        trading = dice.pick(List.of(0.02, 0.1));
    }

    void run() {
        for (int left = millis(dice.between(30_000, 60_000)); left > 0; left--) {
            faults.step(millis());
            slowBodies.step(millis());
            setTheClock();
            recordOthers();
            step();
        }
        calmDown();
        connect();
        int calmWithin = finnhub.limit < SLOTS ? CALM_WITHIN + LIMIT_FOUND_WITHIN : CALM_WITHIN;
        IntStream.range(0, millis(calmWithin - 1_000)).forEach(i -> step());
        trading = 0;
        IntStream.range(0, millis(1_000)).forEach(i -> step());
        verifyCalm();
        verifyMarket();
        clients.forEach(ClientModel::leave);
        IntStream.range(0, millis(LINGER_MILLIS + 500 + RECORDED_WITHIN)).forEach(i -> step());
        verifyRecorded();
        registry.record(List.of());
        IntStream.range(0, millis(RECORDED_WITHIN)).forEach(i -> step());
        verifyEmpty();
        feed.stop();
        assertTrue(finnhub.open().isEmpty(), "the socket was not given back");
    }

    private FeedRig newFeed() {
        return new FeedRig(registry, finnhub, clock, executor, dialling, dice.fork());
    }

    /** The feed is undeployed, at whatever stage it is, and deployed again. */
    private void redeploy() {
        feed.stop();
        assertTrue(finnhub.open().isEmpty(), "the socket was not given back");
        registry.publish(new FeedStatus(FeedStatus.State.CONNECTING, false, clock.millis()));
        feed = newFeed();
    }

    private void calmDown() {
        faults.end();
        slowBodies.end();
        finnhub.calmDown();
        host.calm = true;
        clients.forEach(ClientModel::calmDown);
    }

    private void connect() {
        int left = millis(CONNECTED_WITHIN);
        while (!finnhub.isConnected()) {
            assertTrue(left > 0, "no connection within " + CONNECTED_WITHIN + " ms of calm");
            step();
            left--;
        }
    }

    private void verifyCalm() {
        assertEquals(FeedStatus.State.LIVE, registry.status().state());
        verifyDemandIsCarried();
        Map<String, Integer> watched = new HashMap<>();
        clients.forEach(client -> client.verifyComplete().forEach(symbol -> watched.merge(symbol, 1, Integer::sum)));
        Map<Symbol, Integer> viewers = registry.viewers();
        assertTrue(registry.slotUse().recorded() == 0 || registry.slotUse().waiting() == 0 || finnhub.limit * 2 < SLOTS,
                "symbols wait although others are carried without viewers");
        Set<String> waiting = registry.candidates().stream().filter(candidate -> !candidate.isCheck())
                .map(candidate -> candidate.symbol().value()).collect(Collectors.toSet());
        watched.forEach((symbol, count) -> assertTrue(
                waiting.contains(symbol) || viewers.getOrDefault(new Symbol(symbol), 0) >= count,
                count + " clients watch " + symbol + ", known are " + viewers));
        // Refusals of a Finnhub that carries hardly anything are not taken for its limit.
        boolean isLimitFound = finnhub.limit * 2 >= SLOTS;
        assertTrue(waiting.isEmpty() || !isLimitFound || viewers.size() == registry.slots(), waiting + " wait although slots are free");
        clients.forEach(client -> client.verifyTiers(demanded()));
    }

    private void verifyDemandIsCarried() {
        assertEquals(demanded(), finnhub.carried(), "what Finnhub carries");
    }

    /** Whatever is under way ends, and the next exchange is made: when it is due, or after the wait that follows failures. */
    private void verifyMarket() {
        int fetched = market.fetched();
        for (int left = millis(MARKET_WITHIN); market.fetched() == fetched; left--) {
            assertTrue(left > 0, "no status of the market within " + MARKET_WITHIN + " ms of calm");
            step();
        }
    }

    private int exchangeMillis() {
        return market.exchangeMillis();
    }

    /** Without viewers, those that are to be recorded are all that is carried, and no slot of the reserve is taken. */
    private void verifyRecorded() {
        Set<Symbol> carried = registry.viewers().keySet();
        assertEquals(carried.size(), registry.slotUse().recorded(), carried.toString());
        assertTrue(recorded.containsAll(carried), carried + " are carried, " + recorded + " are to be");
        assertTrue(carried.size() < SLOTS, carried + " leave no slot free");
        if (finnhub.limit == SLOTS) {
            assertEquals(Math.min(SLOTS - 1, recorded.size()), carried.size(), carried + " are carried, " + recorded + " are to be");
        }
        verifyDemandIsCarried();
    }

    private void verifyEmpty() {
        assertEquals(Map.of(), registry.viewers());
        assertEquals(Set.of(), finnhub.carried());
        host.verifyEmpty();
    }

    private Set<String> demanded() {
        return registry.demandedSymbols().stream().map(Symbol::value).collect(Collectors.toCollection(HashSet::new));
    }

    private void step() {
        clock.advance(Duration.ofMillis(STEP_MILLIS));
        steps++;
        if (dice.chance(trading)) {
            finnhub.trade(4);
        }
        finnhub.step();
        executor.step();
        dialling.step();
        fetching.step();
        clients.forEach(ClientModel::step);
        registry.sweep();
        if (steps % 5 == 0) {
            feed.tick();
        }
        if (steps % 50 == 0) {
            market.tick(registry.status());
            host.watch();
        }
        finnhub.verifyOneConnection();
        truth.violations.verify();
    }

    /** The time of day is set by up to two hours, forward or back. */
    private void setTheClock() {
        if (clockDice.chance(0.001)) {
            Map<Symbol, List<Gap>> before = gapsOutside();
            clock.jump(Duration.ofSeconds(clockDice.below(14_400) - 7_200));
            assertEquals(before, gapsOutside(), "the times in which nothing was recorded");
        }
    }

    /** Symbols are to be recorded without viewers, from time to time others; in some sequences none. */
    private void recordOthers() {
        if (recordDice.chance(0.002)) {
            List<String> names = recordDice.chance(0.3) ? List.of()
                    : SYMBOLS.stream().filter(symbol -> recordDice.chance(0.6)).toList();
            recorded = names.stream().map(Symbol::new).toList();
            registry.record(recorded);
        }
    }

    /** All gaps, counted as outside. */
    private Map<Symbol, List<Gap>> gapsOutside() {
        long ahead = clock.millis() - millis();
        return registry.recordings().stream().collect(Collectors.toMap(Recording::symbol, recording -> recording.gaps().recent()
                .stream().map(gap -> new Gap(gap.cause(), gap.from() - ahead, gap.to().isEmpty() ? gap.to()
                        : OptionalLong.of(gap.to().getAsLong() - ahead))).toList()));
    }

    /** Events outside do not depend on how this machine's clock is set. */
    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    private int threadMillis() {
        return faults.threadMillis();
    }

    private static int millis(int duration) {
        return duration / STEP_MILLIS;
    }
}
