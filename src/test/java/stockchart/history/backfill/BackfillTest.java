package stockchart.history.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.backfill.StoreWrites.Write;
import stockchart.history.backfill.Want.Origin;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.HistoryProvider;
import stockchart.history.providers.RefusedException;
import stockchart.history.store.Batch;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.history.store.JdbcCandleStore;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BudgetException;
import stockchart.tape.Candle;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.tape.KeptCandle;
import stockchart.testing.ManualClock;

/** What is fetched, from whom, in which order, and how often. */
class BackfillTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol BITCOIN = new Symbol("BINANCE:BTCUSDT");
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;
    private final ManualClock clock = new ManualClock();
    /** Ahead of the clock by the pauses between pages for recorded symbols. */
    private final ManualClock steady = new ManualClock();
    private final RowsOfSymbols rows = new RowsOfSymbols().with(AAPL, Kind.STOCK, TradingDay.NEW_YORK)
            .with(BITCOIN, Kind.CRYPTO, TradingDay.UTC);
    private final PlayedProvider first = new PlayedProvider("first", clock);
    private final PlayedProvider second = new PlayedProvider("second", clock);
    private final List<Symbol> recorded = new ArrayList<>();
    private final Queue<Write> writes = new ArrayDeque<>();
    private final List<Boolean> calls = new ArrayList<>();
    private EmbeddedDatabase database;
    private CandleStore store;
    private Backfill backfill;

    @BeforeEach
    void open() throws Exception {
        database = new EmbeddedDatabase(folder, 0, clock);
        store = JdbcCandleStore.writing(database.connect(), "finnhub_");
        start(1, first, second);
    }

    @AfterEach
    void close() {
        store.close();
        database.shutDown(false);
        database.release();
    }

    private void start(long keys, HistoryProvider... providers) {
        backfill = new Backfill(new Backfill.Parts(List.of(providers), keys, rows, () -> recorded, this::read, writes::offer,
                width -> width == Width.MINUTE ? clock.millis() - Duration.ofDays(90).toMillis() : 0, clock, steady, () -> 0));
    }

    private <T> T read(CandleStore.Reading<T> reading) throws SQLException {
        return reading.from(store);
    }

    private void advance(Duration time) {
        clock.advance(time);
        steady.advance(time);
    }

    /** Lets it do all it can now. */
    private void run() throws SQLException {
        for (int step = 0; step < 200; step++) {
            if (!recorded.isEmpty()) {
                steady.advance(Backfill.RECORDED_PAUSE);
            }
            backfill.step();
            for (Write write = writes.poll(); write != null; write = writes.poll()) {
                write.to(store);
                write.done(true);
            }
        }
    }

    private Want want(Symbol symbol, Width width, int from, int to) {
        long now = clock.millis() / width.millis();
        return new Want(symbol, width, (now + from) * width.millis(), (now + to) * width.millis(), Origin.READER);
    }

    private void request(Symbol symbol, Width width, int from, int to) throws SQLException {
        assertTrue(backfill.request(want(symbol, width, from, to), calls::add));
        run();
    }

    private List<Candle> kept(Symbol symbol, Width width, String source) throws SQLException {
        return store.candles(new Series(symbol, width, source), 0, Long.MAX_VALUE, 100_000);
    }

    private void record(Symbol symbol, int from, int to) throws SQLException {
        long now = clock.millis() / MINUTE;
        List<KeptCandle> own = new ArrayList<>();
        for (long minute = now + from; minute < now + to; minute++) {
            own.add(new KeptCandle(new Candle(minute * MINUTE, 1, 1, 1, 1, 1, 1), 0, 0));
        }
        store.write(new Batch(Map.of(new Series(symbol, Width.MINUTE), own), List.of(), List.of(), List.of(), OptionalLong.empty()));
    }

    private void gap(Symbol symbol, int from, int to) throws SQLException {
        long now = clock.millis() / MINUTE;
        Gap gap = new Gap(Cause.DOWN, (now + from) * MINUTE, OptionalLong.of((now + to) * MINUTE));
        store.write(new Batch(Map.of(), List.of(new KeptGap(symbol, gap, Width.DAY)), List.of(), List.of(), OptionalLong.empty()));
    }

    @Test
    void newestPageIsFetchedFirstAndNoneTwice() throws Exception {
        request(AAPL, Width.MINUTE, -2_500, 5);
        assertEquals(List.of("AAPL MINUTE -999 1", "AAPL MINUTE -1999 -999", "AAPL MINUTE -2500 -1999"), first.requests);
        assertEquals(2_501, kept(AAPL, Width.MINUTE, "first").size());
        assertEquals(List.of(false, false, false, true), calls);
        first.requests.clear();
        request(AAPL, Width.MINUTE, -2_500, -30);
        assertEquals(List.of(), first.requests);
        assertEquals(List.of(), second.requests);
        assertEquals(new BackfillStatus.Provider("first", 3, 0, 0, 2_501), backfill.status().providers().get(0));
    }

    @Test
    void thatThereIsNothingIsRemembered() throws Exception {
        first.isEmpty = true;
        request(AAPL, Width.MINUTE, -500, -100);
        start(1, first, second);
        request(AAPL, Width.MINUTE, -500, -100);
        assertEquals(List.of("AAPL MINUTE -500 -100"), first.requests);
        assertEquals(List.of(), second.requests);
    }

    @Test
    void whatStillChangesIsFetchedAgainAfterAMinute() throws Exception {
        request(AAPL, Width.MINUTE, -100, 5);
        request(AAPL, Width.MINUTE, -100, 5);
        advance(Duration.ofSeconds(59));
        request(AAPL, Width.MINUTE, -100, 5);
        assertEquals(1, first.requests.size());
        advance(Duration.ofSeconds(2));
        request(AAPL, Width.MINUTE, -100, 5);
        assertEquals("AAPL MINUTE -21 1", first.requests.get(1));
        advance(Duration.ofHours(1));
        request(AAPL, Width.MINUTE, -161, -60);
        assertEquals("AAPL MINUTE -80 -60", first.requests.get(2));
        request(AAPL, Width.MINUTE, -161, -60);
        assertEquals(3, first.requests.size());
    }

    @Test
    void whatWasRecordedWithoutAGapIsNotFetched() throws Exception {
        record(AAPL, -100, 1);
        gap(AAPL, -60, -50);
        gap(AAPL, -40, -39);
        request(AAPL, Width.MINUTE, -90, 5);
        assertEquals(List.of("AAPL MINUTE -60 -39"), first.requests);
        assertEquals(21, kept(AAPL, Width.MINUTE, "first").size());
    }

    @Test
    void symbolsThatAreRecordedGetTheirGapsFirstThenDaysHoursAndMinutes() throws Exception {
        first.has(Width.DAY, Duration.ofDays(3_000), 5_000, false);
        first.has(Width.MINUTE, Duration.ofDays(30), 100_000, false);
        first.has(Width.HOUR, Duration.ofDays(300), 100_000, false);
        record(BITCOIN, -300, 1);
        gap(BITCOIN, -200, -100);
        recorded.addAll(List.of(BITCOIN, AAPL));
        run();
        assertEquals(List.of("BINANCE:BTCUSDT MINUTE -200 -100", "AAPL DAY -3000 1", "BINANCE:BTCUSDT DAY -3000 1",
                "AAPL HOUR -2208 1", "BINANCE:BTCUSDT HOUR -2208 1", "AAPL MINUTE -4999 1", "AAPL MINUTE -7200 -4999",
                "BINANCE:BTCUSDT MINUTE -5299 -299", "BINANCE:BTCUSDT MINUTE -7200 -5299"),
                first.requests);
        first.requests.clear();
        advance(Duration.ofMinutes(30));
        gap(BITCOIN, -29, -28);
        run();
        assertEquals(List.of("BINANCE:BTCUSDT MINUTE -29 -28", "AAPL HOUR -1 0", "BINANCE:BTCUSDT HOUR -1 0", "AAPL MINUTE -50 -20"),
                first.requests);
    }

    @Test
    void readersComeFirst() throws Exception {
        recorded.add(BITCOIN);
        backfill.request(want(AAPL, Width.MINUTE, -10, 1), calls::add);
        run();
        assertEquals("AAPL MINUTE -10 1", first.requests.get(0));
        assertTrue(first.requests.size() > 3, first.requests::toString);
    }

    @Test
    void recordedSymbolsLeaveMostRequestsToReaders() throws Exception {
        first.has(Width.DAY, Duration.ofDays(300), 100, false);
        recorded.addAll(List.of(AAPL, BITCOIN));
        for (int step = 0; step < 20; step++) {
            backfill.step();
            for (Write write = writes.poll(); write != null; write = writes.poll()) {
                write.to(store);
                write.done(true);
            }
        }
        assertEquals(1, first.requests.size(), first.requests::toString);
        request(BITCOIN, Width.DAY, -10, 1);
        assertTrue(first.requests.get(1).startsWith("BINANCE:BTCUSDT DAY"), first.requests::toString);
    }

    @Test
    void refusalIsRememberedForADayAndOverRestarts() throws Exception {
        first.failure = new RefusedException("The first gives nothing");
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(1, first.requests.size());
        assertEquals(List.of("AAPL MINUTE -100 -50"), second.requests);
        request(AAPL, Width.DAY, -100, -50);
        start(1, first, second);
        request(AAPL, Width.HOUR, -100, -50);
        assertEquals(1, first.requests.size());
        assertEquals(3, second.requests.size());
        request(BITCOIN, Width.HOUR, -100, -50);
        assertEquals(2, first.requests.size(), "another kind of symbol may be allowed");
        advance(Duration.ofHours(25));
        first.failure = null;
        request(AAPL, Width.MINUTE, -9_000, -8_950);
        assertEquals(3, first.requests.size());
    }

    @Test
    void refusalIsForgottenWithTheKey() throws Exception {
        first.failure = new RefusedException("The first gives nothing");
        request(AAPL, Width.MINUTE, -100, -50);
        first.failure = null;
        start(2, first, second);
        request(AAPL, Width.MINUTE, -300, -250);
        assertEquals(2, first.requests.size());
        start(2, first, second);
        run();
        assertEquals(OptionalLong.of(2), store.number(Refusals.KEYS));
    }

    @Test
    void onlyProviderThatRefusesLeavesNothingToWaitFor() throws Exception {
        start(1, first);
        first.failure = new RefusedException("The first gives nothing");
        assertTrue(backfill.mayCover(AAPL, Width.MINUTE));
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(List.of(true), calls);
        assertFalse(backfill.mayCover(AAPL, Width.MINUTE));
        assertEquals(0, backfill.status().queued());
        assertEquals(1, backfill.status().providers().get(0).refusals());
    }

    @Test
    void budgetThatIsUsedUpIsWaitedFor() throws Exception {
        first.failure = new BudgetException("used up", Duration.ofSeconds(7));
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(1, first.requests.size());
        assertEquals(List.of(), second.requests, "the other one is not asked meanwhile");
        assertEquals(List.of(true), calls);
        first.failure = null;
        advance(Duration.ofSeconds(6));
        run();
        assertEquals(1, first.requests.size());
        advance(Duration.ofSeconds(2));
        run();
        assertEquals(2, first.requests.size());
        assertEquals(50, kept(AAPL, Width.MINUTE, "first").size());
    }

    @Test
    void providerThatFailsIsAskedLaterAndAnotherOneMeanwhile() throws Exception {
        first.failure = new IOException("no answer");
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(1, first.requests.size());
        assertEquals(List.of("AAPL MINUTE -100 -50"), second.requests);
        start(1, first);
        request(BITCOIN, Width.MINUTE, -100, -50);
        run();
        assertEquals(2, first.requests.size());
        advance(Duration.ofSeconds(61));
        first.failure = new IllegalStateException("a mistake");
        run();
        assertEquals(3, first.requests.size());
        first.failure = null;
        advance(Duration.ofSeconds(110));
        request(BITCOIN, Width.MINUTE, -160, -110);
        assertEquals(3, first.requests.size(), "twice as long after the second failure");
        advance(Duration.ofSeconds(11));
        run();
        assertEquals(4, first.requests.size());
    }

    @Test
    void answerThatCannotBeStoredIsAFailure() throws Exception {
        start(1, first);
        first.price = Double.POSITIVE_INFINITY;
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(1, backfill.status().providers().get(0).failures());
        assertEquals(List.of(), kept(AAPL, Width.MINUTE, "first"));
    }

    @Test
    void nothingIsFetchedWhileAPageWaitsToBeWritten() throws Exception {
        backfill.request(want(AAPL, Width.MINUTE, -4_999, 1), calls::add);
        for (int step = 0; step < 5; step++) {
            backfill.step();
        }
        assertEquals(1, first.requests.size());
        run();
        assertEquals(5, first.requests.size());
    }

    @Test
    void pageThatCouldNotBeWrittenIsFetchedAgainAfterAWhile() throws Exception {
        backfill.request(want(AAPL, Width.MINUTE, -100, -50), calls::add);
        backfill.step();
        writes.forEach(write -> write.done(false));
        writes.clear();
        second.coverage.clear();
        backfill.step();
        assertEquals(1, first.requests.size());
        advance(Duration.ofSeconds(61));
        run();
        assertEquals(2, first.requests.size());
        assertEquals(50, kept(AAPL, Width.MINUTE, "first").size());
    }

    @Test
    void daysThatAreAdjustedAreFetchedOnceADay() throws Exception {
        first.has(Width.DAY, Duration.ofDays(3_000), 5_000, true);
        request(AAPL, Width.DAY, -1_000, -10);
        advance(Duration.ofHours(23));
        request(AAPL, Width.DAY, -1_001, -11);
        assertEquals(1, first.requests.size());
        advance(Duration.ofHours(2));
        first.price = 25;
        request(AAPL, Width.DAY, -1_001, -11);
        assertEquals(2, first.requests.size());
        assertEquals(25, kept(AAPL, Width.DAY, "first").get(5).close());
        request(AAPL, Width.DAY, -1_001, -11);
        assertEquals(2, first.requests.size());
    }

    @Test
    void nothingOlderThanWhatIsKeptIsFetched() throws Exception {
        first.has(Width.MINUTE, Duration.ofDays(3_000), 1_000_000, false);
        request(AAPL, Width.MINUTE, -1_000_000, -10);
        assertEquals(26, first.requests.size());
        assertEquals("AAPL MINUTE -129600 -125010", first.requests.get(25));
    }

    @Test
    void listsOfSymbolsAreWaitedFor() throws Exception {
        rows.areThere = false;
        request(AAPL, Width.MINUTE, -100, -50);
        assertEquals(List.of(true), calls);
        assertTrue(backfill.mayCover(AAPL, Width.MINUTE));
        rows.areThere = true;
        run();
        assertEquals(List.of("AAPL MINUTE -100 -50"), first.requests);
        request(new Symbol("NOWHERE"), Width.MINUTE, -100, -50);
        assertEquals(1, first.requests.size());
        assertFalse(backfill.mayCover(new Symbol("NOWHERE"), Width.MINUTE));
    }

    @Test
    void recordedSymbolsAreLookedAtSoonAfterTheListsCome() throws Exception {
        rows.areThere = false;
        recorded.add(AAPL);
        run();
        rows.areThere = true;
        advance(Duration.ofSeconds(31));
        run();
        assertTrue(first.requests.stream().anyMatch(request -> request.startsWith("AAPL DAY")), first.requests::toString);
    }

    @Test
    void readersWaitInABoundedQueueAndNotForEver() throws Exception {
        first.failure = new BudgetException("used up", Duration.ofHours(1));
        for (int i = 0; i < WantQueue.MOST; i++) {
            assertTrue(backfill.request(want(AAPL, Width.MINUTE, -1_000 - i, -50), calls::add));
        }
        assertFalse(backfill.request(want(AAPL, Width.MINUTE, -9_000, -50), calls::add));
        assertTrue(backfill.request(want(AAPL, Width.MINUTE, -1_000, -50), calls::add));
        run();
        assertEquals(1, first.requests.size());
        assertEquals(WantQueue.MOST + 1, calls.size());
        advance(Duration.ofMinutes(2));
        run();
        assertEquals(0, backfill.status().queued());
    }
}
