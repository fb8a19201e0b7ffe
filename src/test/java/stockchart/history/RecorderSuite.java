package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stockchart.history.HistoryStatus.State;
import stockchart.history.backfill.StoreWrites.Write;
import stockchart.history.sources.Intervals;
import stockchart.history.sources.Knowledge;
import stockchart.history.sources.Stretches;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.Database;
import stockchart.history.store.Database.UnusableException.Reason;
import stockchart.history.store.FaultyDatabase;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.history.store.ProvidedPage;
import stockchart.hub.FeedStatus;
import stockchart.hub.Subscription;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.Candle.Interval;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.testing.Dice;
import stockchart.testing.LogWatch;
import stockchart.testing.ManualClock;

/** What is kept, whatever happens to the application and its database: the same on every database. */
abstract class RecorderSuite {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol EURO = new Symbol("OANDA:EUR_USD");
    private static final Symbol BITCOIN = new Symbol("BINANCE:BTCUSDT");
    private static final List<Symbol> ALL = List.of(AAPL, EURO, BITCOIN);
    private static final long MINUTE = 60_000;

    final ManualClock clock = new ManualClock();
    HistoryRig rig;

    /** An empty database, checked by this clock. */
    abstract Database database() throws Exception;

    @BeforeEach
    void start() throws Exception {
        rig = new HistoryRig(new FaultyDatabase(database()), clock);
        rig.start();
    }

    @AfterEach
    void end() {
        rig.database.isAway = false;
        rig.access.close(false);
    }

    private void trades(Dice dice, long millis, Symbol... symbols) {
        for (long end = clock.millis() + millis; clock.millis() < end;) {
            rig.pass(dice.between(100, 4_000));
            for (Symbol symbol : symbols) {
                for (int left = dice.below(4); left > 0; left--) {
                    rig.trade(symbol, dice.between(1, 1_000) / 4.0, dice.chance(0.05) ? dice.below(120_000) : dice.below(100));
                }
            }
        }
        rig.pass(1_500);
    }

    private void watchAll() {
        ALL.forEach(rig::watch);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void candlesAfterRestartsAreThoseOfTheTradesSent(long seed) throws Exception {
        Dice dice = new Dice(seed);
        for (int run = 0; run < 4; run++) {
            watchAll();
            trades(dice, dice.between(10, 400) * 1_000L, AAPL, EURO, BITCOIN);
            rig.stop();
            clock.advance(Duration.ofSeconds(dice.chance(0.5) ? 30 : 40 * 60));
            rig.start();
        }
        for (Symbol symbol : ALL) {
            rig.assertKept(symbol);
        }
        Subscription apple = rig.watch(AAPL);
        List<Candle> shown = apple.tape().candles(Interval.MINUTE, 0).candles();
        assertEquals(rig.sent.candles(AAPL, Width.MINUTE, HistoryRig.day(AAPL)), shown);
        assertEquals(4, apple.gaps().size(), apple.gaps()::toString);
    }

    @Test
    void theTimeTheApplicationWasDownIsAGap() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(20_000);
        long stopped = clock.millis();
        rig.stop();
        clock.advance(Duration.ofMinutes(3));
        rig.start();
        rig.pass(7_000);
        long begun = clock.millis();
        Gap down = new Gap(Cause.UNRECORDED, stopped, OptionalLong.of(begun));
        assertEquals(List.of(down), rig.watch(AAPL).gaps());
        rig.pass(6_000);
        assertEquals(List.of(new KeptGap(AAPL, down, Width.DAY)), gaps(AAPL));
    }

    @Test
    void symbolsThatWereWatchedAreRememberedTheLastOnesFirst() throws Exception {
        Subscription apple = rig.watch(AAPL);
        Subscription euro = rig.watch(EURO);
        rig.watch(BITCOIN);
        rig.watch(new Symbol("MADE-UP"));
        ALL.forEach(symbol -> rig.trade(symbol, 1, 0));
        rig.pass(10_000);
        rig.hub.unsubscribe(euro);
        rig.pass(10_000);
        rig.hub.unsubscribe(apple);
        rig.pass(10_000);
        assertEquals(List.of(BITCOIN, AAPL, EURO), rig.recent.inOrder());
        rig.stop();
        clock.advance(Duration.ofDays(1));
        rig.start();
        assertEquals(List.of(BITCOIN, AAPL, EURO), rig.recent.inOrder());
        rig.watch(EURO);
        rig.pass(10_000);
        rig.kill();
        rig.start();
        assertEquals(List.of(EURO, BITCOIN, AAPL), rig.recent.inOrder());
    }

    @Test
    void symbolsThatAPageLeavesAtOnceKeepAnOrder() {
        for (Symbol symbol : List.of(EURO, AAPL, BITCOIN)) {
            rig.trade(rig.watch(symbol).symbol(), 1, 0);
        }
        rig.pass(5_000);
        for (Symbol symbol : List.of(AAPL, BITCOIN, EURO)) {
            rig.hub.unsubscribe(rig.hub.subscribe(rig.viewer, symbol));
            clock.advance(Duration.ofMillis(2));
        }
        rig.pass(5_000);
        assertEquals(List.of(AAPL, BITCOIN, EURO), rig.recent.inOrder());
    }

    @Test
    void watchedSymbolsAreWrittenOnceAMinute() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(10_000);
        long first = watchedAt(AAPL);
        rig.pass(45_000);
        assertEquals(first, watchedAt(AAPL));
        rig.pass(20_000);
        assertTrue(watchedAt(AAPL) >= first + MINUTE);
        rig.stop();
        assertEquals(clock.millis(), watchedAt(AAPL));
    }

    @Test
    void symbolsWatchedWhileTheDatabaseIsAwayAreWrittenLater() throws Exception {
        rig.database.isAway = true;
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(20_000);
        rig.database.isAway = false;
        rig.pass(100_000);
        assertEquals(List.of(AAPL), rig.recent.inOrder());
        assertTrue(watchedAt(AAPL) > 0);
    }

    @Test
    void clockThatWasSetBackDoesNotKeepOldSymbolsInFront() {
        Subscription apple = rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(5_000);
        rig.hub.unsubscribe(apple);
        rig.pass(5_000);
        clock.jump(Duration.ofHours(-5));
        rig.pass(5_000);
        rig.watch(EURO);
        rig.trade(EURO, 1, 0);
        rig.pass(5_000);
        assertEquals(List.of(EURO, AAPL), rig.recent.inOrder());
    }

    @Test
    void thousandSymbolsAreRemembered() throws Exception {
        rig.access.close(false);
        rig.tapes = 1_200;
        rig.start();
        for (int i = 0; i < 1_100; i++) {
            Symbol symbol = new Symbol("S" + i);
            Subscription left = rig.hub.subscribe(rig.viewer, symbol);
            rig.trade(symbol, 1, 0);
            clock.advance(Duration.ofMillis(1_500));
            rig.hub.unsubscribe(left);
        }
        rig.pass(10_000);
        assertEquals(1_000, rig.recent.inOrder().size());
        assertEquals(new Symbol("S1099"), rig.recent.inOrder().get(0));
        rig.stop();
        rig.start();
        assertEquals(1_000, rig.recent.inOrder().size());
        rig.pass(2_000);
        assertEquals(1_000, rig.read(store -> store.watched(5_000)).size());
    }

    private long watchedAt(Symbol symbol) throws Exception {
        return rig.read(store -> store.watched(10)).getOrDefault(symbol, 0L);
    }

    @Test
    void symbolThatIsNotWantedAgainHasAGapThatLasts() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(20_000);
        long stopped = clock.millis();
        rig.stop();
        for (int run = 0; run < 2; run++) {
            clock.advance(Duration.ofMinutes(3));
            rig.start();
            rig.pass(10_000);
            rig.kill();
        }
        rig.start();
        assertEquals(List.of(new KeptGap(AAPL, new Gap(Cause.UNRECORDED, stopped, OptionalLong.empty()), Width.DAY)), gaps(AAPL));
        assertEquals(stopped, rig.watch(AAPL).gaps().get(0).from());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void killedApplicationLosesTenSecondsAtMostAndSaysSo(long seed) throws Exception {
        Dice dice = new Dice(seed);
        for (int run = 0; run < 4; run++) {
            rig.watch(AAPL);
            trades(dice, dice.between(300, 400) * 1_000L + dice.below(5_000), AAPL);
            long killed = clock.millis();
            rig.kill();
            clock.advance(Duration.ofSeconds(20));
            rig.start();
            List<Gap> gaps = rig.watch(AAPL).gaps();
            Gap gap = gaps.get(gaps.size() - 1);
            assertTrue(killed - gap.from() <= 10_000, () -> "lost " + (killed - gap.from()));
            assertEquals(clock.millis(), gap.to().getAsLong());
        }
        List<Gap> gaps = rig.watch(AAPL).gaps();
        // A minute that a gap touches misses what was lost; all others are right, and so is every second outside of gaps.
        List<Candle> seconds = rig.kept(AAPL, Width.SECOND).stream().filter(candle -> isWhole(candle, Width.SECOND, gaps)).toList();
        assertEquals(rig.sent.candles(AAPL, Width.SECOND, HistoryRig.day(AAPL)).stream()
                .filter(candle -> isWhole(candle, Width.SECOND, gaps)).toList(), seconds);
        assertTrue(seconds.size() > 20);
        // Hours are folded from the minutes that are kept, also from the last ones before a kill.
        rig.pass(70_000);
        List<Candle> minutes = rig.kept(AAPL, Width.MINUTE);
        int prints = minutes.stream().mapToInt(Candle::prints).sum();
        assertEquals(prints, rig.kept(AAPL, Width.HOUR).stream().mapToInt(Candle::prints).sum());
        assertEquals(prints, rig.kept(AAPL, Width.DAY).stream().mapToInt(Candle::prints).sum());
    }

    private static boolean isWhole(Candle candle, Width width, List<Gap> gaps) {
        // A late trade that arrived after the kill may belong to any second of the two minutes before.
        return gaps.stream().noneMatch(gap -> candle.start() + width.millis() > gap.from() - 2 * MINUTE
                && candle.start() < gap.to().orElse(Long.MAX_VALUE) + MINUTE);
    }

    @Test
    void whatADatabaseMissedWhileItWasAwayIsWrittenLater() throws Exception {
        Dice dice = new Dice(5);
        watchAll();
        trades(dice, 30_000, AAPL, EURO, BITCOIN);
        rig.database.isAway = true;
        trades(dice, 600_000, AAPL, EURO, BITCOIN);
        assertEquals(State.FAILING, rig.access.state());
        assertTrue(rig.recorder.lag(clock.nanoTime()) > Duration.ofMinutes(9).toNanos());
        assertTrue(rig.recorder.untaken() > 0);
        assertTrue(rig.access.failures() > 2);
        rig.database.isAway = false;
        trades(dice, 70_000, AAPL, EURO, BITCOIN);
        assertEquals(State.RECORDING, rig.access.state());
        assertTrue(rig.recorder.lag(clock.nanoTime()) < Duration.ofSeconds(8).toNanos());
        rig.pass(70_000);
        for (Symbol symbol : ALL) {
            rig.assertKept(symbol);
            assertEquals(List.of(), gaps(symbol));
        }
        assertEquals(0, rig.recorder.lost());
    }

    @Test
    void lateTradeDoesNotMakeItLookAsIfRecordingHadBegunEarlier() throws Exception {
        long begun = clock.millis();
        rig.watch(AAPL);
        rig.pass(6_000);
        rig.trade(AAPL, 1, 3_600_000);
        rig.trade(AAPL, 2, 0);
        rig.pass(6_000);
        rig.stop();
        clock.advance(Duration.ofMinutes(1));
        rig.start();
        rig.watch(AAPL);
        rig.trade(AAPL, 3, 0);
        rig.pass(120_000);
        assertEquals(OptionalLong.of(begun), rig.read(store -> store.begun(AAPL)));
        Intervals minutes = new Intervals(Width.MINUTE, TradingDay.NEW_YORK);
        Knowledge knowledge = rig.read(store -> Knowledge.read(store, AAPL, minutes, 0, clock.millis(), List.of(), id -> Knowledge.Asked.NEVER,
                clock.millis()));
        assertEquals(OptionalLong.of(minutes.holding(begun)), knowledge.first());
        long stopped = minutes.holding(begun + 12_000);
        assertEquals(Stretches.of(stopped + 2 * MINUTE, minutes.holding(clock.millis()) + MINUTE), knowledge.recorded());
    }

    @Test
    void whatAProviderHasIsWrittenByTheSameThreadOnceTheDatabaseIsThere() throws Exception {
        rig.watch(AAPL);
        rig.pass(6_000);
        rig.database.isAway = true;
        rig.trade(AAPL, 1, 0);
        rig.pass(8_000);
        assertEquals(State.FAILING, rig.access.state());
        List<Boolean> written = new ArrayList<>();
        Series theirs = new Series(AAPL, Width.MINUTE, "binance");
        Candle candle = new Candle(0, 1, 1, 1, 1, 1, 1);
        rig.offered.offer(new Write() {
            @Override
            public void to(CandleStore store) throws SQLException {
                store.write(new ProvidedPage(theirs, false, List.of(candle), new Fetched(0, MINUTE, 0), 0));
            }

            @Override
            public void done(boolean isWritten) {
                written.add(isWritten);
            }
        });
        rig.pass(8_000);
        assertEquals(List.of(), written);
        rig.database.isAway = false;
        rig.pass(70_000);
        assertEquals(List.of(true), written);
        assertEquals(List.of(candle), rig.read(store -> store.candles(theirs, 0, Long.MAX_VALUE, 9)));
    }

    @Test
    void writeThatFailsIsReportedAndFollowedByOthers() throws Exception {
        rig.watch(AAPL);
        rig.pass(6_000);
        List<Boolean> written = new ArrayList<>();
        for (String problem : List.of("as the test wants", "")) {
            rig.offered.offer(new Write() {
                @Override
                public void to(CandleStore store) throws SQLException {
                    if (!problem.isEmpty()) {
                        throw new SQLException(problem);
                    }
                    store.keep("after", 7);
                }

                @Override
                public void done(boolean isWritten) {
                    written.add(isWritten);
                }
            });
        }
        rig.pass(6_000);
        assertEquals(List.of(false, true), written);
        assertEquals(OptionalLong.of(7), rig.read(store -> store.number("after")));
        while (rig.offered.offer(new Write() {
            @Override
            public void to(CandleStore store) {
                // Nothing is written.
            }

            @Override
            public void done(boolean isWritten) {
                written.add(isWritten);
            }
        })) {
            assertTrue(written.size() < 9);
        }
        rig.pass(1_000);
        assertEquals(2 + OfferedWrites.MOST, written.size());
    }

    @Test
    void transactionThatIsCutOffIsRepeatedAsAWhole() throws Exception {
        Dice dice = new Dice(6);
        watchAll();
        for (int statements = 0; statements < 25; statements += 3) {
            rig.database.statementsLeft = statements;
            trades(dice, 9_000, AAPL, EURO, BITCOIN);
            rig.database.statementsLeft = -1;
            rig.database.isAway = false;
            trades(dice, 65_000, AAPL, EURO, BITCOIN);
        }
        rig.pass(130_000);
        for (Symbol symbol : ALL) {
            rig.assertKept(symbol);
        }
    }

    @Test
    void whatLeavesMemoryBeforeItIsWrittenIsAGap() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(10_000);
        rig.database.isAway = true;
        long away = clock.millis();
        for (int i = 0; i < 150; i++) {
            rig.trade(AAPL, i, 0);
            rig.pass(MINUTE);
        }
        rig.database.isAway = false;
        rig.pass(130_000);
        assertEquals(rig.sent.candles(AAPL, Width.MINUTE, HistoryRig.day(AAPL)), rig.kept(AAPL, Width.MINUTE));
        assertTrue(rig.recorder.lost() > 0);
        List<KeptGap> gaps = gaps(AAPL);
        assertEquals(1, gaps.size(), gaps::toString);
        assertEquals(Width.SECOND, gaps.get(0).width());
        assertEquals(Cause.UNRECORDED, gaps.get(0).gap().cause());
        assertEquals(away / 1_000 * 1_000, gaps.get(0).gap().from());
        assertEquals(List.of(), rig.watch(AAPL).gaps());
    }

    @Test
    void fullDiskIsReportedAndRecordingGoesOnWhenThereIsRoom() throws Exception {
        Dice dice = new Dice(7);
        watchAll();
        trades(dice, 20_000, AAPL, EURO, BITCOIN);
        rig.database.unusable = Reason.FULL;
        trades(dice, 100_000, AAPL, EURO, BITCOIN);
        assertEquals(State.FULL, rig.access.state());
        assertTrue(rig.access.message().contains("the disk is nearly full"), rig.access.message());
        rig.database.unusable = null;
        trades(dice, 70_000, AAPL, EURO, BITCOIN);
        assertEquals(State.RECORDING, rig.access.state());
        rig.pass(70_000);
        for (Symbol symbol : ALL) {
            rig.assertKept(symbol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FULL", "READ_ONLY", "IN_USE"})
    void unusableDatabaseIsTriedAgain(Reason reason) throws Exception {
        rig.stop();
        rig.database.unusable = reason;
        rig.start();
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(30_000);
        assertEquals(State.valueOf(reason.name()), rig.access.state());
        assertTrue(rig.access.message().startsWith("Candles are not kept"), rig.access.message());
        rig.database.unusable = null;
        rig.pass(80_000);
        rig.assertKept(AAPL);
        assertEquals(State.RECORDING, rig.access.state());
        assertEquals("Candles are kept", rig.access.message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FULL      | full      | Candles are not kept at present: the disk is nearly full
            READ_ONLY | read-only | Candles are not kept: the data folder cannot be written
            IN_USE    | in-use    | Candles are not kept: another process writes the history
            NEWER     | newer     | Candles are not kept: a later version has written the history
            """)
    void troubleIsNamedOnceInTheLogAndInTheStatus(Reason reason, String word, String sentence) {
        try (LogWatch log = new LogWatch()) {
            rig.stop();
            rig.database.unusable = reason;
            rig.start();
            rig.pass(120_000);
            assertEquals(word, rig.access.state().word());
            assertEquals(sentence, rig.access.message());
            assertEquals(1, log.count(sentence + ": Unusable, as the test wants"));
        }
    }

    @Test
    void databaseThatIsAwayIsNamedInTheLogAndInTheStatusUntilItIsBack() throws Exception {
        try (LogWatch log = new LogWatch()) {
            rig.watch(AAPL);
            rig.database.isAway = true;
            rig.trade(AAPL, 1, 0);
            rig.pass(60_000);
            assertEquals("failing", rig.access.state().word());
            // One of files is set aside in the end.
            assertTrue(rig.access.message().startsWith("Candles are not kept at present: the database fails and is tried again"),
                    rig.access.message());
            assertEquals(1, log.count("failed and is opened again in 2 s, prices go on: java.sql.SQLException: Away, as the test wants"));
            rig.database.isAway = false;
            rig.pass(130_000);
            assertTrue(rig.access.message().startsWith("Candles are kept"), rig.access.message());
            rig.assertKept(AAPL);
        }
    }

    @Test
    void laterVersionsTablesAreLeftAloneNamedAndReadAgainByThatVersion() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(6_000);
        rig.stop();
        int version = version(99);
        try (LogWatch log = new LogWatch()) {
            rig.start();
            rig.watch(AAPL);
            rig.pass(120_000);
            assertEquals("Candles are not kept: a later version has written the history", rig.access.message());
            assertEquals(1, log.count(rig.access.message() + ": It was written by a later version of stock-chart (99, here "
                    + version + ")"));
            rig.stop();
        }
        assertEquals(99, version(version));
        rig.start();
        rig.pass(6_000);
        rig.assertKept(AAPL);
    }

    /** Sets the version of the tables, and returns what it was. */
    private int version(int next) throws Exception {
        try (Connection connection = rig.database.connect(); Statement statement = connection.createStatement();
                ResultSet before = statement.executeQuery("SELECT version FROM finnhub_schema_version")) {
            before.next();
            int version = before.getInt(1);
            statement.executeUpdate("UPDATE finnhub_schema_version SET version = " + next);
            connection.commit();
            return version;
        } finally {
            rig.database.shutDown(true);
            rig.database.release();
        }
    }

    @Test
    void newerHistoryIsNotTouchedAgain() throws Exception {
        rig.stop();
        rig.database.unusable = Reason.NEWER;
        rig.start();
        int opened = rig.database.opened;
        rig.watch(AAPL);
        rig.pass(120_000);
        assertEquals(State.NEWER, rig.access.state());
        assertEquals(opened, rig.database.opened);
        rig.stop();
        rig.database.unusable = null;
    }

    @Test
    void clientsDoNotWaitForADatabaseThatIsAway() {
        rig.stop();
        rig.database.isAway = true;
        rig.start();
        Subscription apple = rig.watch(AAPL);
        assertFalse(apple.awaitsPast(clock.nanoTime()));
        rig.trade(AAPL, 1, 0);
        rig.executor.runAll();
        assertTrue(rig.viewer.signals > 0);
    }

    @Test
    void pastIsPutOnATapeAtOnceAndSignalled() {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(6_000);
        rig.stop();
        rig.start();
        rig.viewer.signals = 0;
        Subscription apple = rig.watch(AAPL);
        rig.executor.runAll();
        assertFalse(apple.awaitsPast(clock.nanoTime()));
        assertEquals(1, rig.viewer.signals);
        assertEquals(1, apple.tape().candles(Interval.SECOND, 0).candles().size());
    }

    @Test
    void tapeThatIsDroppedAndComesBackGoesOn() throws Exception {
        rig.tapes = 2;
        rig.stop();
        rig.start();
        Dice dice = new Dice(8);
        for (int round = 0; round < 6; round++) {
            Subscription apple = rig.watch(AAPL);
            trades(dice, 3_000 + dice.below(30_000), AAPL);
            rig.hub.unsubscribe(apple);
            // So many others push it out of memory; those without a trade would go first.
            for (char name = 'A'; name < 'U'; name++) {
                Subscription other = rig.hub.subscribe(rig.viewer, new Symbol("X" + name));
                rig.trade(other.symbol(), 1, 0);
                rig.hub.unsubscribe(other);
                clock.advance(Duration.ofMillis(1));
            }
            rig.pass(dice.below(3) * 3_000);
            assertNotSame(apple.tape(), rig.watch(AAPL).tape());
        }
        rig.watch(AAPL);
        rig.pass(130_000);
        rig.assertKept(AAPL);
    }

    @Test
    void feedThatIsDownIsAGapThatIsKept() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(6_000);
        long down = clock.millis();
        rig.hub.publish(new FeedStatus(FeedStatus.State.DOWN, false, down));
        rig.pass(7_000);
        assertEquals(List.of(new KeptGap(AAPL, new Gap(Cause.DOWN, down, OptionalLong.empty()), Width.DAY)), gaps(AAPL));
        rig.hub.publish(new FeedStatus(FeedStatus.State.LIVE, false, clock.millis()));
        long live = clock.millis();
        rig.pass(7_000);
        assertEquals(List.of(new KeptGap(AAPL, new Gap(Cause.DOWN, down, OptionalLong.of(live)), Width.DAY)), gaps(AAPL));
    }

    @Test
    void gapsMoveWithAClockThatIsSet() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        for (int i = 0; i < 3; i++) {
            rig.hub.publish(new FeedStatus(FeedStatus.State.DOWN, false, clock.millis()));
            rig.pass(7_000);
            rig.hub.publish(new FeedStatus(FeedStatus.State.LIVE, false, clock.millis()));
            rig.pass(7_000);
        }
        clock.jump(Duration.ofMinutes(-10));
        rig.pass(7_000);
        assertEquals(rig.watch(AAPL).gaps(), gaps(AAPL).stream().map(KeptGap::gap).toList());
    }

    @Test
    void candlesOfOtherMadeUpPricesAreDeleted() throws Exception {
        rig.stop();
        rig.prices = OptionalInt.of(1);
        rig.start();
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(6_000);
        rig.stop();
        rig.start();
        assertEquals(1, rig.kept(AAPL, Width.SECOND).size());
        rig.stop();
        rig.prices = OptionalInt.of(2);
        rig.start();
        assertEquals(List.of(), rig.kept(AAPL, Width.SECOND));
        assertEquals(List.of(), gaps(AAPL));
    }

    @Test
    void oldCandlesGoAndWhatWasMadeOfThemStays() throws Exception {
        rig.watch(AAPL);
        rig.trade(AAPL, 1, 0);
        rig.pass(MINUTE + 6_000);
        clock.advance(Duration.ofDays(3));
        rig.pass(10_000);
        assertEquals(List.of(), rig.kept(AAPL, Width.SECOND));
        assertEquals(1, rig.kept(AAPL, Width.MINUTE).size());
        clock.advance(Duration.ofDays(90));
        rig.pass(10_000);
        assertEquals(List.of(), rig.kept(AAPL, Width.MINUTE));
        assertEquals(1, rig.kept(AAPL, Width.HOUR).size());
        clock.advance(Duration.ofDays(2_000));
        rig.pass(10_000);
        assertEquals(List.of(), rig.kept(AAPL, Width.HOUR));
        assertEquals(1, rig.kept(AAPL, Width.DAY).size());
        assertEquals(1, rig.recorder.rows());
    }

    @Test
    void tooManyCandlesAreFewerTheOldestSecondsFirst() throws Exception {
        rig.stop();
        rig.settings = new HistorySettings(true, any -> null, "finnhub", HistoryRig.DAYS, 4_000, List.of());
        rig.start();
        rig.watch(BITCOIN);
        for (int i = 0; i < 3 * 3_600; i++) {
            rig.trade(BITCOIN, i, 0);
            rig.pass(1_000);
        }
        rig.pass(60_000 * 60);
        int seconds = rig.kept(BITCOIN, Width.SECOND).size();
        assertTrue(seconds < 3 * 3_600, () -> "seconds: " + seconds);
        assertNotEquals(0, seconds);
        int minutes = rig.kept(BITCOIN, Width.MINUTE).size();
        assertTrue(minutes >= 180, () -> "minutes: " + minutes);
    }

    private List<KeptGap> gaps(Symbol symbol) throws Exception {
        return new ArrayList<>(rig.read(store -> store.gaps(symbol, 0, Long.MAX_VALUE)));
    }
}
