package stockchart.history.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stockchart.history.store.Batch.Fold;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.Batch.Series;
import stockchart.history.store.Database.UnusableException;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;
import stockchart.tape.KeptCandle;
import stockchart.testing.Dice;

/** What every database has to do in the same way. */
abstract class CandleStoreSuite {
    static final Symbol AAPL = new Symbol("AAPL");
    private static final Symbol MSFT = new Symbol("MSFT");
    /** A Monday, 10:00 in New York. */
    private static final long START = millis("2026-01-05T15:00:00Z");
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final List<CandleStore> opened = new ArrayList<>();
    private CandleStore store;

    /** The database, the same one at each call within a test, empty at the first. */
    abstract Database database() throws Exception;

    @BeforeEach
    void openFirst() throws Exception {
        store = open("finnhub_");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(CandleStore::close);
    }

    private CandleStore open(String prefix) throws Exception {
        CandleStore next = JdbcCandleStore.writing(database().connect(), prefix);
        opened.add(next);
        return next;
    }

    private CandleStore reopened() throws Exception {
        store.close();
        store = open("finnhub_");
        return store;
    }

    @Test
    void candlesComeBackAsTheyWereWritten() throws Exception {
        KeptCandle first = kept(START, 1.5, 0.00001234, 1e9, -3.25, 0.1, 7, 12, 59_999);
        KeptCandle second = kept(START + MINUTE, 2, 2, 2, 2, Double.MAX_VALUE, 1, 0, 0);
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(first, second)));
        assertEquals(List.of(first, second), reopened().newest(AAPL, Width.MINUTE, 10));
        assertEquals(List.of(second), store.newest(AAPL, Width.MINUTE, 1));
        assertEquals(List.of(), store.newest(AAPL, Width.SECOND, 10));
        assertEquals(List.of(), store.newest(MSFT, Width.MINUTE, 10));
        assertEquals(2, store.rows());
    }

    @Test
    void whatIsWrittenAgainReplacesWhatWasThere() throws Exception {
        Series minutes = new Series(AAPL, Width.MINUTE);
        write(Map.of(minutes, List.of(flat(START, 1), flat(START + MINUTE, 1))));
        write(Map.of(minutes, List.of(flat(START + MINUTE, 2), flat(START + 2 * MINUTE, 3))));
        write(Map.of(minutes, List.of(flat(START + MINUTE, 2), flat(START + 2 * MINUTE, 3))));
        assertEquals(List.of(flat(START, 1), flat(START + MINUTE, 2), flat(START + 2 * MINUTE, 3)),
                store.newest(AAPL, Width.MINUTE, 10));
        assertEquals(3, store.rows());
    }

    @Test
    void stretchOfTimeIncludesItsStartAndNotItsEnd() throws Exception {
        write(Map.of(new Series(AAPL, Width.SECOND), List.of(flat(START, 1), flat(START + 1_000, 2), flat(START + 2_000, 3))));
        assertEquals(List.of(START, START + 1_000), starts(Width.SECOND, START, START + 2_000, 10));
        assertEquals(List.of(START + 1_000), starts(Width.SECOND, START, START + 2_000, 1));
        assertEquals(List.of(START + 1_000, START + 2_000), starts(Width.SECOND, START + 1, Long.MAX_VALUE, 10));
        assertEquals(List.of(), starts(Width.SECOND, START + 2_001, Long.MAX_VALUE, 10));
    }

    @Test
    void minutesAreFoldedIntoHoursAndDays() throws Exception {
        Dice dice = new Dice(5);
        Map<Long, KeptCandle> minutes = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            long start = START + dice.below(30 * 60) * MINUTE;
            minutes.put(start, kept(start, dice.below(9), dice.between(9, 12), 0, dice.below(9), dice.below(50), 3, 0, 5));
        }
        List<KeptCandle> all = List.copyOf(minutes.values());
        List<KeptCandle> half = all.subList(0, 200);
        write(Map.of(new Series(AAPL, Width.MINUTE), half), fold(half));
        List<KeptCandle> rest = all.subList(200, all.size());
        write(Map.of(new Series(AAPL, Width.MINUTE), rest), fold(rest));
        assertEquals(folded(all, start -> start / HOUR * HOUR), store.candles(new Series(AAPL, Width.HOUR), 0, Long.MAX_VALUE, 100));
        assertEquals(folded(all, start -> TradingDay.NEW_YORK.date(start).toEpochDay() * 24 * HOUR),
                store.candles(new Series(AAPL, Width.DAY), 0, Long.MAX_VALUE, 100));
    }

    @Test
    void dayOfCurrenciesEndsAt17InNewYork() throws Exception {
        long five = millis("2026-01-05T22:00:00Z");
        List<KeptCandle> minutes = List.of(flat(five - MINUTE, 1), flat(five, 2));
        write(Map.of(new Series(AAPL, Width.MINUTE), minutes),
                new Fold(AAPL, TradingDay.CURRENCIES, five - MINUTE, five));
        assertEquals(List.of(millis("2026-01-05T00:00:00Z"), millis("2026-01-06T00:00:00Z")),
                starts(Width.DAY, 0, Long.MAX_VALUE, 10));
    }

    @Test
    void gapsAreKeptChangedAndTakenBack() throws Exception {
        Gap open = new Gap(Cause.DOWN, START, OptionalLong.empty());
        Gap ended = new Gap(Cause.DOWN, START, OptionalLong.of(START + 500));
        Gap lost = new Gap(Cause.UNRECORDED, START + 1_000, OptionalLong.of(START + 2_000));
        writeGaps(List.of(whole(open)), List.of());
        assertEquals(List.of(whole(open)), store.gaps(AAPL, START + HOUR, START + 2 * HOUR));
        KeptGap seconds = new KeptGap(AAPL, lost, Width.SECOND);
        writeGaps(List.of(whole(ended), seconds), List.of());
        assertEquals(List.of(whole(ended), seconds), reopened().gaps(AAPL, 0, Long.MAX_VALUE));
        assertEquals(List.of(seconds), store.gaps(AAPL, START + 500, Long.MAX_VALUE));
        assertEquals(List.of(), store.gaps(AAPL, START + 2_000, Long.MAX_VALUE));
        writeGaps(List.of(), List.of(whole(ended)));
        assertEquals(List.of(seconds), store.gaps(AAPL, 0, Long.MAX_VALUE));
        assertEquals(List.of(), store.gaps(MSFT, 0, Long.MAX_VALUE));
    }

    @Test
    void gapBeginsForEverySymbolThatHasNoneOpen() throws Exception {
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1)), new Series(AAPL, Width.SECOND),
                List.of(flat(START, 1)), new Series(MSFT, Width.MINUTE), List.of(flat(START, 1))));
        KeptGap since = new KeptGap(MSFT, new Gap(Cause.DOWN, START - 5, OptionalLong.empty()), Width.DAY);
        writeGaps(List.of(since), List.of());
        store.beginGaps(START + 9);
        store.beginGaps(START + 9);
        assertEquals(List.of(whole(new Gap(Cause.UNRECORDED, START + 9, OptionalLong.empty()))),
                store.gaps(AAPL, 0, Long.MAX_VALUE));
        assertEquals(List.of(since), store.gaps(MSFT, 0, Long.MAX_VALUE));
    }

    @Test
    void aliveIsKeptWithTheBatch() throws Exception {
        assertEquals(OptionalLong.empty(), store.number(CandleStore.ALIVE));
        store.write(new Batch(Map.of(), List.of(), List.of(), List.of(), OptionalLong.of(START)));
        store.keep("seed", -7);
        store.write(new Batch(Map.of(), List.of(), List.of(), List.of(), OptionalLong.of(START + 1)));
        assertEquals(OptionalLong.of(START + 1), reopened().number(CandleStore.ALIVE));
        assertEquals(OptionalLong.of(-7), store.number("seed"));
    }

    @Test
    void watchedSymbolsAreKeptTheLastOnesFirst() throws Exception {
        assertEquals(Map.of(), store.watched(10));
        store.keepWatched(Map.of(AAPL, START, MSFT, START + 5));
        store.keepWatched(Map.of(AAPL, START + 9, new Symbol("IC MARKETS:1"), START + 7));
        assertEquals(List.of(AAPL, new Symbol("IC MARKETS:1"), MSFT), List.copyOf(reopened().watched(10).keySet()));
        assertEquals(Map.of(AAPL, START + 9), store.watched(1));
        store.pruneWatched(3);
        assertEquals(3, store.watched(10).size());
        store.pruneWatched(2);
        assertEquals(List.of(AAPL, new Symbol("IC MARKETS:1")), List.copyOf(store.watched(10).keySet()));
        store.clear();
        assertEquals(Map.of(), store.watched(10));
    }

    @Test
    void failedBatchLeavesNothing() throws Exception {
        Symbol tooLong = new Symbol("\uD83D\uDE80".repeat(64));
        write(Map.of(new Series(tooLong, Width.MINUTE), List.of(flat(START, 1))));
        Map<Series, List<KeptCandle>> twice = Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1), flat(START, 2)));
        assertThrows(SQLException.class, () -> write(twice));
        assertEquals(List.of(), reopened().newest(AAPL, Width.MINUTE, 10));
        assertFalse(store.isKnown(AAPL));
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))));
        assertTrue(store.isKnown(AAPL));
        assertEquals(1, store.newest(tooLong, Width.MINUTE, 10).size());
    }

    @Test
    void batchThatIsTriedOutLeavesNothing() throws Exception {
        Gap gap = new Gap(Cause.DOWN, START, OptionalLong.of(START + 1));
        store.tryOut(new Batch(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))), List.of(whole(gap)), List.of(),
                List.of(fold(List.of(flat(START, 1)))), OptionalLong.of(1)));
        assertFalse(store.isKnown(AAPL));
        assertEquals(OptionalLong.empty(), store.number(CandleStore.ALIVE));
        write(Map.of(new Series(MSFT, Width.MINUTE), List.of(flat(START, 1))));
        assertEquals(1, reopened().rows());
    }

    @Test
    void oldCandlesAreDeletedInSmallTransactions() throws Exception {
        List<KeptCandle> seconds = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            seconds.add(flat(START + i * 1_000L, 1));
        }
        write(Map.of(new Series(AAPL, Width.SECOND), seconds, new Series(MSFT, Width.MINUTE), List.of(flat(START, 1))));
        assertEquals(1, store.series(Width.SECOND).size());
        int series = store.series(Width.SECOND).get(0);
        long before = START + 4_500_000;
        List<Integer> deleted = new ArrayList<>();
        for (int count = store.prune(series, before); count > 0; count = store.prune(series, before)) {
            deleted.add(count);
        }
        assertEquals(4_500, deleted.stream().mapToInt(Integer::intValue).sum());
        assertTrue(deleted.size() > 2, deleted::toString);
        assertEquals(501, store.rows());
        assertEquals(List.of(before), starts(Width.SECOND, 0, Long.MAX_VALUE, 500).subList(0, 1));
    }

    @Test
    void oldGapsAreDeletedByTheirLength() throws Exception {
        KeptGap shortOne = whole(new Gap(Cause.DOWN, START, OptionalLong.of(START + 10)));
        KeptGap longOne = whole(new Gap(Cause.DOWN, START + 20, OptionalLong.of(START + 220)));
        KeptGap open = whole(new Gap(Cause.DOWN, START + 300, OptionalLong.empty()));
        writeGaps(List.of(shortOne, longOne, open), List.of());
        assertEquals(1, store.pruneGaps(START + 1_000, 100));
        assertEquals(List.of(longOne, open), store.gaps(AAPL, 0, Long.MAX_VALUE));
        assertEquals(0, store.pruneGaps(START + 220, 1_000));
        assertEquals(1, store.pruneGaps(START + 221, 1_000));
    }

    @Test
    void madeUpAndRealPricesShareNothing() throws Exception {
        CandleStore simulated = open("simulator_");
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))));
        assertEquals(List.of(), simulated.newest(AAPL, Width.MINUTE, 10));
        simulated.clear();
        assertEquals(1, store.rows());
        store.clear();
        assertEquals(0, store.rows());
        assertFalse(store.isKnown(AAPL));
    }

    @Test
    void candlesOfAProviderStandBesideThoseRecordedHere() throws Exception {
        Series theirs = new Series(AAPL, Width.MINUTE, "binance");
        Candle bare = new Candle(START, 1, 2, 0.5, 1.5, Double.NaN, 0);
        Candle full = new Candle(START + MINUTE, 1, 2, 0.5, 1.5, 7, 3);
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 9))));
        store.write(new ProvidedPage(theirs, true, List.of(bare, full), new Fetched(START, START + HOUR, START), 0));
        assertEquals(List.of(bare, full), reopened().candles(theirs, 0, Long.MAX_VALUE, 10));
        assertEquals(List.of(flat(START, 9)), store.newest(AAPL, Width.MINUTE, 10));
        assertEquals(Map.of("own", false, "binance", true), store.sources(AAPL, Width.MINUTE));
        assertEquals(Map.of(), store.sources(AAPL, Width.HOUR));
        assertEquals(OptionalLong.of(START), store.oldest(theirs));
        assertEquals(OptionalLong.empty(), store.oldest(new Series(AAPL, Width.DAY)));
        assertEquals(2, store.series(Width.MINUTE).size());
    }

    @Test
    void recordingBeginsOnceForEachSymbol() throws Exception {
        assertEquals(OptionalLong.empty(), store.begun(AAPL));
        Map<Series, List<KeptCandle>> minutes = Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1)));
        store.tryOut(new Batch(minutes, List.of(), List.of(), List.of(), OptionalLong.empty(), Map.of(AAPL, START + 4)));
        assertEquals(OptionalLong.empty(), store.begun(AAPL));
        store.write(new Batch(minutes, List.of(), List.of(), List.of(), OptionalLong.empty(), Map.of(AAPL, START + 5)));
        store.write(new Batch(minutes, List.of(), List.of(), List.of(), OptionalLong.empty(), Map.of(AAPL, START + 6)));
        assertEquals(OptionalLong.of(START + 5), reopened().begun(AAPL));
        write(Map.of(new Series(MSFT, Width.MINUTE), List.of(flat(START, 1))));
        store.write(new Batch(Map.of(), List.of(), List.of(), List.of(), OptionalLong.empty(), Map.of(MSFT, START + 7)));
        assertEquals(OptionalLong.empty(), store.begun(MSFT), "it was recorded before, and when that began is not known");
    }

    @Test
    void whatWasAskedForIsKnownAlsoIfThereWasNothing() throws Exception {
        Series theirs = new Series(MSFT, Width.MINUTE, "binance");
        fetch(theirs, 0, 10, 1_000, 0);
        fetch(theirs, 20, 30, 3_000, 0);
        assertEquals(List.of(stretch(0, 10, 1_000), stretch(20, 30, 3_000)), reopened().fetched(theirs));
        fetch(theirs, 30, 40, 4_000, 0);
        fetch(theirs, 8, 20, 5_000, 0);
        assertEquals(List.of(stretch(0, 40, 1_000)), store.fetched(theirs));
        assertEquals(List.of(), store.fetched(new Series(MSFT, Width.HOUR, "binance")));
        assertTrue(store.isKnown(MSFT));
        store.beginGaps(START);
        assertEquals(List.of(), store.gaps(MSFT, 0, Long.MAX_VALUE), "it was never recorded");
    }

    @Test
    void whatWasAskedForTooLongAgoGivesWay() throws Exception {
        Series theirs = new Series(MSFT, Width.DAY, "finnhub");
        fetch(theirs, 0, 30, 1_000, 0);
        fetch(theirs, 10, 20, 9_000, 5_000);
        assertEquals(List.of(stretch(0, 10, 1_000), stretch(10, 20, 9_000), stretch(20, 30, 1_000)), store.fetched(theirs));
        fetch(theirs, 20, 25, 9_500, 5_000);
        fetch(theirs, 0, 10, 9_900, 5_000);
        assertEquals(List.of(stretch(0, 25, 9_000), stretch(25, 30, 1_000)), store.fetched(theirs));
        fetch(theirs, 25, 25, 9_900, 5_000);
        assertEquals(List.of(stretch(0, 25, 9_000), stretch(25, 30, 1_000)), store.fetched(theirs));
    }

    @Test
    void whatWasAskedForWithAClockAheadGivesWay() throws Exception {
        Series theirs = new Series(MSFT, Width.DAY, "finnhub");
        fetch(theirs, 0, 30, 9_000_000, 0);
        fetch(theirs, 10, 20, 1_000, 0);
        assertEquals(List.of(stretch(0, 10, 9_000_000), stretch(10, 20, 1_000), stretch(20, 30, 9_000_000)), store.fetched(theirs));
    }

    @Test
    void deletedCandlesOfAProviderMayBeAskedForAgain() throws Exception {
        Series theirs = new Series(AAPL, Width.MINUTE, "binance");
        Candle first = flat(START, 1).candle();
        store.write(new ProvidedPage(theirs, false, List.of(first), new Fetched(START - HOUR, START + HOUR, START), 0));
        int key = store.series(Width.MINUTE).get(0);
        assertEquals(1, store.prune(key, START + MINUTE));
        assertEquals(List.of(new Fetched(START + MINUTE, START + HOUR, START)), store.fetched(theirs));
        assertEquals(0, store.prune(key, START + HOUR));
        assertEquals(List.of(), store.fetched(theirs));
    }

    private void fetch(Series series, int from, int to, long at, long valid) throws SQLException {
        store.write(new ProvidedPage(series, false, List.of(), stretch(from, to, at), valid));
    }

    /** In minutes. */
    private static Fetched stretch(int from, int to, long at) {
        return new Fetched(from * MINUTE, to * MINUTE, at);
    }

    @Test
    void secondConnectionReadsWhatIsWritten() throws Exception {
        Connection second = database().connect();
        CandleStore reader = JdbcCandleStore.reading(second, "finnhub_");
        opened.add(reader);
        assertEquals(List.of(), reader.newest(AAPL, Width.MINUTE, 10));
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))));
        assertEquals(1, reader.newest(AAPL, Width.MINUTE, 10).size());
    }

    @Test
    void laterVersionIsLeftAlone() throws Exception {
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))));
        execute("UPDATE finnhub_schema_version SET version = 9");
        store.close();
        UnusableException refused = assertThrows(UnusableException.class, () -> open("finnhub_"));
        assertEquals(UnusableException.Reason.NEWER, refused.reason());
        assertTrue(refused.getMessage().contains("later version"), refused.getMessage());
        execute("UPDATE finnhub_schema_version SET version = 1");
        assertEquals(1, open("finnhub_").newest(AAPL, Width.MINUTE, 10).size());
    }

    @Test
    void tablesOfTheFirstVersionBecomeThoseOfToday() throws Exception {
        write(Map.of(new Series(AAPL, Width.MINUTE), List.of(flat(START, 1))));
        execute("DROP TABLE finnhub_stretch");
        execute("DROP TABLE finnhub_begun");
        execute("DROP TABLE finnhub_watched");
        execute("UPDATE finnhub_schema_version SET version = 1");
        assertEquals(1, reopened().newest(AAPL, Width.MINUTE, 10).size());
        execute("DELETE FROM finnhub_stretch");
        execute("DELETE FROM finnhub_begun");
        execute("DELETE FROM finnhub_watched");
    }

    @Test
    void migrationThatWasCutOffIsRepeated() throws Exception {
        execute("DELETE FROM finnhub_schema_version");
        execute("DROP TABLE finnhub_gap");
        assertEquals(List.of(), reopened().gaps(AAPL, 0, 1));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database().connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        }
    }

    private void write(Map<Series, List<KeptCandle>> candles, Fold... folds) throws SQLException {
        store.write(new Batch(candles, List.of(), List.of(), List.of(folds), OptionalLong.empty()));
    }

    private void writeGaps(List<KeptGap> gaps, List<KeptGap> gone) throws SQLException {
        store.write(new Batch(Map.of(), gaps, gone, List.of(), OptionalLong.empty()));
    }

    private static KeptGap whole(Gap gap) {
        return new KeptGap(AAPL, gap, Width.DAY);
    }

    private static Fold fold(List<KeptCandle> minutes) {
        return new Fold(AAPL, TradingDay.NEW_YORK, minutes.get(0).candle().start(),
                minutes.get(minutes.size() - 1).candle().start());
    }

    /** Folded as plainly as it can be. */
    private static List<Candle> folded(List<KeptCandle> minutes, java.util.function.LongUnaryOperator part) {
        Map<Long, List<Candle>> parts = new TreeMap<>();
        minutes.forEach(kept -> parts.computeIfAbsent(part.applyAsLong(kept.candle().start()), start -> new ArrayList<>())
                .add(kept.candle()));
        List<Candle> all = new ArrayList<>();
        parts.forEach((start, candles) -> {
            candles.sort(Comparator.comparingLong(Candle::start));
            all.add(new Candle(start, candles.get(0).open(), candles.stream().mapToDouble(Candle::high).max().orElseThrow(),
                    candles.stream().mapToDouble(Candle::low).min().orElseThrow(), candles.get(candles.size() - 1).close(),
                    candles.stream().mapToDouble(Candle::volume).sum(), candles.stream().mapToInt(Candle::prints).sum()));
        });
        return all;
    }

    private List<Long> starts(Width width, long from, long to, int most) throws SQLException {
        return store.candles(new Series(AAPL, width), from, to, most).stream().map(Candle::start).toList();
    }

    private static KeptCandle flat(long start, double price) {
        return kept(start, price, price, price, price, 1, 1, 0, 0);
    }

    private static KeptCandle kept(long start, double open, double high, double low, double close, double volume, int prints,
            int opened, int closed) {
        return new KeptCandle(new Candle(start, open, high, low, close, volume, prints), opened, closed);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
