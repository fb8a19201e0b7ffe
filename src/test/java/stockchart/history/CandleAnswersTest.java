package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.CandleAnswers.Held;
import stockchart.history.backfill.Backfill;
import stockchart.history.backfill.PlayedProvider;
import stockchart.history.backfill.RowsOfSymbols;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.RefusedException;
import stockchart.history.store.Batch;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BudgetException;
import stockchart.tape.Candle;
import stockchart.tape.KeptCandle;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** What a request for candles gets while they are fetched. */
class CandleAnswersTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;
    private final ManualClock clock = new ManualClock();
    private final RowsOfSymbols rows = new RowsOfSymbols().with(AAPL, Kind.STOCK, TradingDay.NEW_YORK);
    private final PlayedProvider provider = new PlayedProvider("binance", clock);
    private final OfferedWrites offered = new OfferedWrites(() -> { });
    private final ManualExecutor executor = new ManualExecutor();
    private final List<CandlePage> ready = new ArrayList<>();
    private StoreAccess access;
    private CandleStore store;
    private Readers readers;
    private Backfill backfill;
    private CandleAnswers answers;

    @BeforeEach
    void open() {
        access = new StoreAccess(new EmbeddedDatabase(folder, 0, clock), "finnhub_", opened -> { }, () -> true, clock,
                clock::nanoTime);
        store = access.writer().orElseThrow();
        readers = new Readers(access);
        backfill = new Backfill(new Backfill.Parts(List.of(provider), 0, rows, List::of, readers, offered, width -> 0, clock, clock,
                () -> 0));
        answers = new CandleAnswers(readers, backfill, symbol -> TradingDay.NEW_YORK, new FetchLimit(clock::nanoTime), executor);
    }

    @AfterEach
    void close() {
        readers.close();
        access.close(false);
    }

    private void work(int steps) throws SQLException {
        for (int step = 0; step < steps; step++) {
            backfill.step();
            offered.write(store);
            executor.runAll();
        }
    }

    private CandleQuery query(Symbol symbol, Width width, long from, long to) {
        return new CandleQuery(symbol, width, from * width.millis(), to * width.millis());
    }

    private long now(Width width) {
        return clock.millis() / width.millis();
    }

    private CandlePage fetched(CandleQuery query) throws SQLException {
        CandlePage first = answers.read(query).orElseThrow();
        assertTrue(first.isPending());
        assertTrue(answers.mayHold("192.0.2.1"));
        Held held = answers.hold(first);
        answers.fetch(held, ready::add);
        work(20);
        held.end();
        held.end();
        return ready.get(ready.size() - 1);
    }

    @Test
    void firstLookGetsItsDayInOneAnswer() throws Exception {
        long now = now(Width.MINUTE);
        CandlePage page = fetched(query(AAPL, Width.MINUTE, now - 1_440, now + 5));
        assertEquals(1_441, page.splice().candles().size());
        assertFalse(page.isPending());
        assertEquals("binance", page.splice().runs().get(0).id());
        assertEquals(OptionalLong.empty(), page.next());
        assertEquals(List.of("AAPL MINUTE -999 1", "AAPL MINUTE -1440 -999"), provider.requests);
    }

    @Test
    void symbolThatNoProviderHasIsUnknown() throws Exception {
        assertEquals(Optional.empty(), answers.read(query(new Symbol("NOWHERE"), Width.MINUTE, 0, 1)));
        provider.failure = new RefusedException("It gives nothing");
        CandlePage page = fetched(query(AAPL, Width.MINUTE, now(Width.MINUTE) - 10, now(Width.MINUTE)));
        assertEquals(List.of(), page.splice().candles());
        assertEquals(Optional.empty(), answers.read(query(AAPL, Width.MINUTE, 0, 1)));
    }

    @Test
    void budgetThatIsUsedUpLeavesTheAnswerPending() throws Exception {
        provider.failure = new BudgetException("used up", Duration.ofMinutes(1));
        CandlePage page = fetched(query(AAPL, Width.MINUTE, now(Width.MINUTE) - 10, now(Width.MINUTE)));
        assertTrue(page.isPending());
        assertTrue(CandlesCodec.page(page).contains(",\"pending\":true,\"sources\":[],"), CandlesCodec.page(page));
    }

    @Test
    void moreThanAnAnswerHoldsIsFetchedWhenItIsAskedFor() throws Exception {
        long now = now(Width.MINUTE);
        provider.has(Width.MINUTE, Duration.ofMinutes(6_000), 5_000, false);
        CandlePage newest = fetched(query(AAPL, Width.MINUTE, 0, now + 1));
        assertEquals(5_000, newest.splice().candles().size());
        assertEquals(OptionalLong.of((now - 4_999) * MINUTE), newest.next());
        CandlePage oldest = fetched(query(AAPL, Width.MINUTE, 0, now - 4_999));
        assertEquals(1_001, oldest.splice().candles().size());
        assertEquals(OptionalLong.empty(), oldest.next());
        assertEquals(2, provider.requests.size());
    }

    @Test
    void volumesThatAProviderDoesNotHaveAreNull() throws Exception {
        provider.volume = Double.NaN;
        long now = now(Width.DAY);
        CandlePage page = fetched(query(AAPL, Width.DAY, now - 1, now));
        assertEquals(("{\"candles\":[[%d,100,100,100,100,null,null]],\"gaps\":[],\"interval\":86400000,"
                + "\"sources\":[{\"from\":%1$d,\"id\":\"binance\",\"volume\":false}],\"symbol\":\"AAPL\"}")
                .formatted((now - 1) * Width.DAY.millis()), CandlesCodec.page(page));
    }

    @Test
    void splitIsPointedOut() throws Exception {
        long now = now(Width.DAY);
        provider.price = 400;
        fetched(query(AAPL, Width.DAY, now - 1, now));
        long day = (now - 2) * Width.DAY.millis();
        Candle before = new Candle(day, 1_600, 1_600, 1_600, 1_600, 1, 1);
        store.write(new stockchart.history.store.ProvidedPage(new Series(AAPL, Width.DAY, "binance"), false, List.of(before),
                new Fetched(day, day + Width.DAY.millis(), clock.millis()), 0));
        String json = CandlesCodec.page(answers.read(query(AAPL, Width.DAY, now - 2, now)).orElseThrow());
        assertTrue(json.contains("\"splits\":[{\"at\":" + (now - 1) * Width.DAY.millis() + ",\"ratio\":4}],\"symbol\""), json);
    }

    @Test
    void whatWasRecordedHereIsShownWithoutAnyRequest() throws Exception {
        long now = now(Width.MINUTE);
        List<KeptCandle> own = new ArrayList<>();
        for (long minute = now - 100; minute <= now; minute++) {
            own.add(new KeptCandle(new Candle(minute * MINUTE, 1, 1, 1, 1, 1, 1), 0, 0));
        }
        store.write(new Batch(Map.of(new Series(AAPL, Width.MINUTE), own), List.of(), List.of(), List.of(), OptionalLong.empty()));
        CandlePage page = answers.read(query(AAPL, Width.MINUTE, now - 50, now + 1)).orElseThrow();
        assertFalse(page.isPending());
        assertEquals(51, page.splice().candles().size());
        CandlePage more = fetched(query(AAPL, Width.MINUTE, now - 120, now + 1));
        assertEquals(List.of("binance", "own"), more.splice().runs().stream().map(run -> run.id()).toList());
        assertEquals((now - 99) * MINUTE, more.splice().runs().get(1).from());
    }

    @Test
    void whoHasEnoughForAChartIsNotKeptWaiting() throws Exception {
        long now = now(Width.MINUTE);
        fetched(query(AAPL, Width.MINUTE, now - 200, now - 100));
        assertFalse(answers.read(query(AAPL, Width.MINUTE, now - 400, now - 100)).orElseThrow().isEnoughForNow());
        fetched(query(AAPL, Width.MINUTE, now - 300, now - 100));
        CandlePage known = answers.read(query(AAPL, Width.MINUTE, now - 400, now - 100)).orElseThrow();
        assertTrue(known.isEnoughForNow());
        assertTrue(known.isPending());
        answers.fetchBehind(known, "192.0.2.1");
        work(20);
        CandlePage whole = answers.read(query(AAPL, Width.MINUTE, now - 400, now - 100)).orElseThrow();
        assertEquals(300, whole.splice().candles().size());
        assertFalse(whole.isPending());
    }

    @Test
    void whatIsFetchedBehindAnAnswerCountsForTheClientToo() throws Exception {
        long now = now(Width.MINUTE);
        for (int i = 0; i < FetchLimit.AT_ONCE; i++) {
            assertTrue(answers.mayHold("192.0.2.1"));
            answers.hold(answers.read(query(AAPL, Width.MINUTE, now - 10, now)).orElseThrow()).end();
        }
        answers.fetchBehind(answers.read(query(AAPL, Width.MINUTE, now - 10, now)).orElseThrow(), "192.0.2.1");
        work(20);
        assertEquals(List.of(), provider.requests);
    }

    @Test
    void answersAreHeldInABoundedNumber() {
        for (int i = 0; i < CandleAnswers.MOST_HELD; i++) {
            assertTrue(answers.mayHold("client " + i));
        }
        assertFalse(answers.mayHold("another one"));
    }

    @Test
    void clientThatHasHadItsShareIsAnsweredAtOnce() throws Exception {
        long now = now(Width.MINUTE);
        for (int i = 0; i < FetchLimit.AT_ONCE; i++) {
            assertTrue(answers.mayHold("192.0.2.1"));
            answers.hold(answers.read(query(AAPL, Width.MINUTE, now - 10, now)).orElseThrow()).end();
        }
        for (int i = 0; i < CandleAnswers.MOST_HELD; i++) {
            assertFalse(answers.mayHold("192.0.2.1"));
        }
        assertTrue(answers.mayHold("192.0.2.2"), "none of those is held");
    }

    @Test
    void severalWhoAskForTheSameGetOneRequest() throws Exception {
        CandleQuery query = query(AAPL, Width.MINUTE, now(Width.MINUTE) - 100, now(Width.MINUTE) - 50);
        for (int i = 0; i < 3; i++) {
            answers.fetch(answers.hold(answers.read(query).orElseThrow()), ready::add);
        }
        work(10);
        assertEquals(1, provider.requests.size());
        assertTrue(ready.size() >= 3);
    }
}
