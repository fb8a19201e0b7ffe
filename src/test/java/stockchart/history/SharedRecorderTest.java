package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.HistoryStatus.State;
import stockchart.history.backfill.StoreWrites.Write;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.Database;
import stockchart.history.store.JdbcCandleStore;
import stockchart.history.store.ProvidedPage;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.history.store.ServerDatabase;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.hub.SubscriptionSettings;
import stockchart.hub.Subscriptions;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.tape.GapLog.Gap;
import stockchart.testing.Dice;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;
import stockchart.testing.PostgresServer;

/**
 * Servers of a cluster with the same trades and one PostgreSQL: one of them records, the others read, and one that takes over goes
 * on without a hole and without counting anything twice.
 */
class SharedRecorderTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol EURO = new Symbol("OANDA:EUR_USD");
    private static final List<Symbol> ALL = List.of(AAPL, EURO);
    private static final String PREFIX = "finnhub_";
    private static final long LATE = 120_000;

    private final ManualClock clock = new ManualClock();
    private final PostgresServer postgres = PostgresServer.running();
    private final TradesSent sent = new TradesSent();
    private final List<Server> servers = new ArrayList<>();
    /** The present series, as the log of the cluster has them. */
    private final Map<Symbol, List<Trade>> log = new HashMap<>();
    private FeedStatus feed = new FeedStatus(FeedStatus.State.LIVE, false, 0);
    private long epoch;
    /** The one that is to record; null while there is none. */
    private Server holder;

    private final class Server {
        private final ManualExecutor executor = new ManualExecutor();
        private final HistoryRig.Viewer viewer = new HistoryRig.Viewer();
        private final Map<Symbol, Subscription> watched = new HashMap<>();
        private final OfferedWrites offered = new OfferedWrites(() -> { });
        private final Subscriptions hub = new Subscriptions(new SubscriptionSettings(50, Duration.ZERO, 100, 4_096, 10),
                new FeedStatus(FeedStatus.State.LIVE, false, 0), clock, clock::nanoTime, executor, 1);
        private final StoreAccess access = new StoreAccess(database(), PREFIX, new FirstOpening(OptionalInt.empty()),
                () -> holder == this, clock, clock::nanoTime);
        private final Recorder recorder = new Recorder(hub, access, new RecentSymbols(hub, clock), HistoryRig::day, offered,
                new HistorySettings(true, any -> null, "finnhub", HistoryRig.DAYS, 1_000_000, List.of("oanda")), clock,
                clock::nanoTime);
        private boolean isFrozen;

        /** @param readsFirst whether the past is read before the series of the log is known, or after */
        Server(boolean readsFirst) {
            hub.register(viewer);
            hub.keepBy(() -> { });
            hub.node().joinCluster(prints -> { });
            // Each decides the same about the slots.
            hub.node().lead(Map.of());
            hub.node().feedChanged(feed);
            ALL.forEach(symbol -> watched.put(symbol, hub.subscribe(viewer, symbol)));
            if (readsFirst) {
                recorder.step();
            }
            ALL.forEach(symbol -> hub.node().begin(symbol, epoch, 1, List.copyOf(log.get(symbol))));
            recorder.step();
            servers.add(this);
        }

        List<Candle> minutes(Symbol symbol) {
            return watched.get(symbol).tape().candles(Interval.MINUTE, 0).candles();
        }

        void step() {
            hub.sweep();
            executor.runAll();
            if (!isFrozen) {
                recorder.step();
            }
        }

        /** The process is killed: nothing more is written, and PostgreSQL ends its lock. */
        void kill() {
            servers.remove(this);
            access.close(false);
        }

        void stop() {
            servers.remove(this);
            recorder.stop(TimeUnit.SECONDS.toNanos(5));
        }
    }

    private Database database() {
        return new ServerDatabase(postgres.url(), postgres.user(), "");
    }

    @BeforeEach
    void start() throws Exception {
        try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            connection.commit();
        }
        beginSeries();
    }

    @AfterEach
    void end() {
        List.copyOf(servers).forEach(Server::kill);
    }

    /** As after a loss of all that the log had. */
    private void beginSeries() {
        epoch = clock.millis();
        ALL.forEach(symbol -> log.put(symbol, new ArrayList<>()));
    }

    private void trade(Symbol symbol, double price, long late) {
        Trade trade = new Trade(price, clock.millis() - late, 0.25);
        log.get(symbol).add(trade);
        servers.forEach(server -> server.hub.node().append(symbol, epoch, log.get(symbol).size(), List.of(trade)));
        sent.add(symbol, trade);
    }

    private void pass(long millis) {
        for (long left = millis; left > 0; left -= 1_000) {
            clock.advance(Duration.ofMillis(Math.min(left, 1_000)));
            List.copyOf(servers).forEach(Server::step);
        }
    }

    private void trades(Dice dice, long millis) {
        for (long end = clock.millis() + millis; clock.millis() < end;) {
            pass(dice.between(100, 4_000));
            for (Symbol symbol : ALL) {
                boolean isLate = clock.millis() - epoch > 2 * LATE && dice.chance(0.05);
                trade(symbol, dice.between(1, 1_000) / 4.0, isLate ? dice.below((int) LATE) : 0);
            }
        }
    }

    private <T> T read(CandleStore.Reading<T> reading) throws Exception {
        CandleStore store = JdbcCandleStore.reading(database().connect(), PREFIX);
        try {
            return reading.from(store);
        } finally {
            store.close();
        }
    }

    private List<KeptGap> gaps(Symbol symbol) throws Exception {
        return read(store -> store.gaps(symbol, 0, Long.MAX_VALUE));
    }

    private void assertKept() throws Exception {
        for (Symbol symbol : ALL) {
            for (Width width : Width.values()) {
                assertEquals(sent.candles(symbol, width, HistoryRig.day(symbol)),
                        read(store -> store.candles(new Series(symbol, width), 0, Long.MAX_VALUE, 1_000_000)), width + " of " + symbol);
            }
        }
    }

    private void assertShown(Server server) {
        ALL.forEach(symbol -> assertEquals(sent.candles(symbol, Width.MINUTE, HistoryRig.day(symbol)), server.minutes(symbol)));
    }

    private void hold(Server server) {
        holder = server;
        pass(1_000);
    }

    @Test
    void oneRecordsAndTheOthersHaveItsPast() throws Exception {
        hold(new Server(false));
        trades(new Dice(1), 200_000);
        List.copyOf(servers).forEach(Server::stop);
        clock.advance(Duration.ofMinutes(1));
        beginSeries();
        holder = null;
        hold(new Server(true));
        trades(new Dice(2), 100_000);
        Server reading = new Server(true);
        Server late = new Server(false);
        assertShown(reading);
        assertShown(late);
        trades(new Dice(3), 100_000);
        List.of(holder, reading, late).forEach(this::assertShown);
        assertEquals(List.of(State.RECORDING, State.FOLLOWING, State.FOLLOWING), servers.stream().map(server -> server.access.state())
                .toList());
        assertEquals(0, reading.recorder.written());
        assertEquals(0, reading.recorder.untaken(), "nothing waits there");
        assertTrue(reading.access.isOpen());
        pass(61_000);
        assertKept();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void takeOverLeavesNoHoleAndCountsNothingTwice(long seed) throws Exception {
        Dice dice = new Dice(seed);
        hold(new Server(false));
        new Server(false);
        trades(dice, 60_000);
        for (int run = 0; run < 5; run++) {
            trades(dice, dice.between(2, 90) * 1_000L);
            Server next = servers.stream().filter(server -> server != holder).findFirst().orElseThrow();
            Server before = holder;
            switch (dice.below(3)) {
                case 0 -> before.kill();
                case 1 -> before.stop();
                default -> {
                    // It leaves or has lost the lease, and goes on reading.
                }
            }
            trades(dice, dice.chance(0.5) ? 8_000 : 0);
            hold(next);
            if (servers.size() < 3) {
                new Server(dice.chance(0.5));
            }
        }
        pass(61_000);
        assertKept();
        servers.forEach(this::assertShown);
        for (Symbol symbol : ALL) {
            assertEquals(List.of(), gaps(symbol));
        }
    }

    @Test
    void gapsAreKeptOnceWhicheverServerRecords() throws Exception {
        hold(new Server(false));
        Server next = new Server(false);
        trades(new Dice(1), 70_000);
        long down = clock.millis();
        changeFeed(FeedStatus.State.DOWN);
        pass(20_000);
        holder.kill();
        pass(5_000);
        hold(next);
        pass(10_000);
        long live = clock.millis();
        changeFeed(FeedStatus.State.LIVE);
        trades(new Dice(2), 100_000);
        Server third = new Server(true);
        pass(10_000);
        hold(third);
        pass(10_000);
        for (Symbol symbol : ALL) {
            assertEquals(List.of(new Gap(Gap.Cause.DOWN, down, OptionalLong.of(live))),
                    gaps(symbol).stream().map(KeptGap::gap).toList());
        }
        assertKept();
    }

    private void changeFeed(FeedStatus.State state) {
        feed = new FeedStatus(state, false, clock.millis());
        servers.forEach(server -> server.hub.node().feedChanged(feed));
    }

    /** A process that stands still keeps its connection to PostgreSQL, and the lock with it. */
    @Test
    void lockOfAFrozenServerDelaysTheNextRecorderOnly() throws Exception {
        Server frozen = new Server(false);
        hold(frozen);
        Server next = new Server(false);
        trades(new Dice(1), 20_000);
        frozen.isFrozen = true;
        hold(next);
        trades(new Dice(2), 40_000);
        assertEquals(State.IN_USE, next.access.state());
        assertTrue(next.access.isOpen(), "it can be read");
        frozen.isFrozen = false;
        trades(new Dice(3), 10_000);
        pass(61_000);
        assertEquals(State.RECORDING, next.access.state());
        assertEquals(State.FOLLOWING, frozen.access.state());
        assertKept();
    }

    @Test
    void serverThatDoesNotRecordWritesWhatItWasProvided() throws Exception {
        hold(new Server(false));
        Server reading = new Server(false);
        trades(new Dice(1), 10_000);
        Series series = new Series(AAPL, Width.MINUTE, "alpaca");
        Candle candle = new Candle(0, 1, 1, 1, 1, 1, 1);
        List<Boolean> results = new ArrayList<>();
        reading.offered.offer(new Write() {
            @Override
            public void to(CandleStore store) throws SQLException {
                store.write(new ProvidedPage(series, true, List.of(candle), new Fetched(0, 60_000, clock.millis()), 0));
            }

            @Override
            public void done(boolean isWritten) {
                results.add(isWritten);
            }
        });
        pass(1_000);
        assertEquals(List.of(true), results);
        assertEquals(List.of(candle), read(store -> store.candles(series, 0, Long.MAX_VALUE, 10)));
        trades(new Dice(2), 10_000);
        pass(61_000);
        assertKept();
    }
}
