package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import stockchart.history.backfill.Backfill;
import stockchart.history.backfill.RowsOfSymbols;
import stockchart.history.store.Batch;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.CandleStore;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.tape.KeptCandle;
import stockchart.testing.ManualClock;

/** What {@code /api/candles} reads and writes. */
class CandlePageTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final long SECOND = 1_000;

    @TempDir
    private Path folder;
    private final ManualClock clock = new ManualClock();
    private StoreAccess access;
    private CandleStore store;
    private Readers readers;
    private Backfill backfill;

    @BeforeEach
    void open() {
        access = new StoreAccess(new EmbeddedDatabase(folder, 0, clock), "finnhub_", opened -> { }, () -> true, clock,
                clock::nanoTime);
        store = access.writer().orElseThrow();
        readers = new Readers(access);
        backfill = new Backfill(new Backfill.Parts(List.of(), 0, new RowsOfSymbols(), List::of, readers, write -> false,
                width -> 0, clock, clock, () -> 0));
    }

    @AfterEach
    void close() {
        readers.close();
        access.close(false);
    }

    private void write(int seconds, KeptGap... gaps) throws SQLException {
        List<KeptCandle> candles = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            candles.add(new KeptCandle(new Candle(i * SECOND, 1, 2.5, 0.1 + 0.2, 1.25, 0.1 + 0.2, i), 0, 0));
        }
        store.write(new Batch(Map.of(new Series(AAPL, Width.SECOND), candles), List.of(gaps), List.of(), List.of(),
                OptionalLong.empty()));
    }

    private Optional<CandlePage> read(Symbol symbol, Width width, long from, long to) throws SQLException {
        return readers.read(reader -> CandlePage.read(reader, new CandleQuery(symbol, width, from, to), backfill, TradingDay.UTC));
    }

    @Test
    void pagesGoBackUntilNothingIsOlder() throws SQLException {
        write(12_000);
        List<Integer> sizes = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        OptionalLong to = OptionalLong.of(11_999 * SECOND);
        while (to.isPresent()) {
            CandlePage page = read(AAPL, Width.SECOND, 1_000 * SECOND, to.getAsLong()).orElseThrow();
            sizes.add(page.splice().candles().size());
            starts.add(page.splice().candles().get(0).start());
            to = page.next();
        }
        assertEquals(List.of(5_000, 5_000, 999), sizes);
        assertEquals(List.of(6_999 * SECOND, 1_999 * SECOND, 1_000 * SECOND), starts);
    }

    @Test
    void lostSecondsAreNoGapOfMinutes() throws SQLException {
        KeptGap lost = new KeptGap(AAPL, new Gap(Cause.UNRECORDED, 5_000, OptionalLong.of(9_000)), Width.SECOND);
        KeptGap down = new KeptGap(AAPL, new Gap(Cause.DOWN, 20_000, OptionalLong.empty()), Width.DAY);
        write(2, lost, down);
        assertEquals(List.of(lost, down), read(AAPL, Width.SECOND, 0, 100_000).orElseThrow().gaps());
        assertEquals(List.of(down), read(AAPL, Width.MINUTE, 0, 100_000).orElseThrow().gaps());
        assertEquals(List.of(), read(AAPL, Width.MINUTE, 0, 20_000).orElseThrow().gaps());
    }

    @Test
    void symbolWithoutCandlesIsKnownOnceSomethingWasRecorded() throws SQLException {
        write(1);
        assertEquals(List.of(), read(AAPL, Width.DAY, 0, 1).orElseThrow().splice().candles());
        assertEquals(Optional.empty(), read(new Symbol("MSFT"), Width.SECOND, 0, 1));
    }

    @Test
    void numbersAreWrittenAsInTheMessagesOfPrices() throws SQLException {
        write(2, new KeptGap(AAPL, new Gap(Cause.DOWN, 500, OptionalLong.of(700)), Width.DAY));
        assertEquals("{\"candles\":[[0,1,2.5,0.30000000000000004,1.25,0.3,null],[1000,1,2.5,0.30000000000000004,1.25,0.3,1]],"
                + "\"gaps\":[{\"cause\":\"down\",\"from\":500,\"to\":700}],\"interval\":1000,"
                + "\"sources\":[{\"from\":0,\"id\":\"own\"}],"
                + "\"symbol\":\"AAPL\"}",
                CandlesCodec.page(read(AAPL, Width.SECOND, 0, 9_000).orElseThrow()));
        assertEquals("{\"candles\":[],\"gaps\":[],\"interval\":60000,\"sources\":[],\"symbol\":\"AAPL\"}",
                CandlesCodec.page(read(AAPL, Width.MINUTE, 1_000, 2_000).orElseThrow()));
        assertEquals("{\"code\":\"NOT_NOW\",\"error\":\"a \\\"b\\\"\"}", CandlesCodec.problem("NOT_NOW", "a \"b\""));
    }

    @Test
    void storeThatWasOpenedAgainIsReadWithAnotherConnection() throws SQLException {
        write(1);
        assertEquals(1, read(AAPL, Width.SECOND, 0, 9).orElseThrow().splice().candles().size());
        access.failed(new SQLException("as the test wants"));
        assertThrows(SQLException.class, () -> read(AAPL, Width.SECOND, 0, 9));
        clock.advance(Duration.ofSeconds(3));
        access.writer().orElseThrow();
        assertEquals(1, read(AAPL, Width.SECOND, 0, 9).orElseThrow().splice().candles().size());
    }

    @Test
    void fourReadAtOnceAndNoMore() {
        SQLException refused = assertThrows(SQLException.class, () -> nested(Readers.MOST + 1));
        assertEquals("Too many requests read the history", refused.getMessage());
    }

    private int nested(int depth) throws SQLException {
        return depth == 0 ? 0 : readers.read(reader -> 1 + nested(depth - 1));
    }
}
