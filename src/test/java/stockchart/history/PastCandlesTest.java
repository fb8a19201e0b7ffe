package stockchart.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stockchart.history.backfill.Backfill;
import stockchart.history.backfill.PlayedProvider;
import stockchart.history.backfill.RowsOfSymbols;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.store.CandleStore;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.rest.RestClient.BudgetException;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

/** Known candles of any length. */
class PastCandlesTest {
    private static final Symbol BITCOIN = new Symbol("BINANCE:BTCUSDT");
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;
    private final ManualClock clock = new ManualClock();
    private final PlayedProvider provider = new PlayedProvider("binance", clock);
    private final OfferedWrites offered = new OfferedWrites(() -> { });
    private final ManualExecutor executor = new ManualExecutor();
    private final List<List<Candle>> received = new ArrayList<>();
    private StoreAccess access;
    private CandleStore store;
    private Readers readers;
    private Backfill backfill;
    private PastCandles past;

    @BeforeEach
    void open() {
        access = new StoreAccess(new EmbeddedDatabase(folder, 0, clock), "finnhub_", opened -> { }, () -> true, clock,
                clock::nanoTime);
        store = access.writer().orElseThrow();
        readers = new Readers(access);
        backfill = new Backfill(new Backfill.Parts(List.of(provider), 0,
                new RowsOfSymbols().with(BITCOIN, Kind.CRYPTO, TradingDay.UTC), List::of, readers, offered, width -> 0, clock, clock,
                () -> 0));
        past = new PastCandles(new CandleAnswers(readers, backfill, symbol -> TradingDay.UTC, new FetchLimit(clock::nanoTime), executor),
                executor);
    }

    @AfterEach
    void close() {
        readers.close();
        access.close(false);
    }

    private List<Candle> get(Symbol symbol, long from, long to, LongUnaryOperator start) throws SQLException {
        received.clear();
        past.get(new PastCandles.Request(symbol, Width.MINUTE, from, to, start, "192.0.2.1"), received::add);
        for (int step = 0; step < 30; step++) {
            executor.runAll();
            backfill.step();
            offered.write(store);
        }
        assertEquals(1, received.size());
        return received.get(0);
    }

    @Test
    void pagesAreFetchedAndFolded() throws Exception {
        provider.volume = 2;
        long hour = 60 * MINUTE;
        long now = clock.millis() / hour * hour;
        List<Candle> hours = get(BITCOIN, now - 150 * hour, now, time -> time / hour * hour);
        assertEquals(150, hours.size());
        assertEquals(new Candle(now - 150 * hour, 100, 100, 100, 100, 120, 0), hours.get(0));
        assertEquals(120, hours.get(149).volume());
    }

    @Test
    void volumeThatIsNotKnownIsNone() throws Exception {
        provider.volume = Double.NaN;
        long now = clock.millis() / MINUTE * MINUTE;
        assertEquals(0, get(BITCOIN, now - 5 * MINUTE, now, time -> time).get(0).volume());
    }

    @Test
    void whatCannotBeHadNowIsLeftOut() throws Exception {
        provider.failure = new BudgetException("used up", Duration.ofMinutes(1));
        assertEquals(List.of(), get(BITCOIN, clock.millis() - 5 * MINUTE, clock.millis(), time -> time));
        assertEquals(List.of(), get(new Symbol("NOWHERE"), 0, clock.millis(), time -> time));
        access.failed(new SQLException("as the test wants"));
        assertEquals(List.of(), get(BITCOIN, 0, clock.millis(), time -> time));
    }
}
