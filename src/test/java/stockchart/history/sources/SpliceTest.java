package stockchart.history.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stockchart.history.sources.Knowledge.Asked;
import stockchart.history.sources.Knowledge.Provided;
import stockchart.history.sources.Splice.Run;
import stockchart.history.sources.Splits.Split;
import stockchart.history.store.Batch.KeptGap;
import stockchart.history.store.ProvidedPage.Fetched;
import stockchart.market.Symbol;
import stockchart.market.TradingDay;
import stockchart.market.Width;
import stockchart.tape.Candle;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.GapLog.Gap.Cause;

/** Candles of several sources in one series. In minutes from 0 unless said. */
class SpliceTest {
    private static final Symbol AAPL = new Symbol("AAPL");
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final Intervals MINUTES = new Intervals(Width.MINUTE, TradingDay.UTC);

    private final List<KeptGap> gaps = new ArrayList<>();

    private void gap(long from, long to) {
        gaps.add(new KeptGap(AAPL, new Gap(Cause.DOWN, from, to < 0 ? OptionalLong.empty() : OptionalLong.of(to)), Width.DAY));
    }

    private Knowledge knowledge(Intervals intervals, OptionalLong first, long now, Provided... providers) {
        return new Knowledge(AAPL, intervals, first, gaps, Knowledge.recorded(intervals, first, gaps, now), List.of(providers), now);
    }

    private static Provided asked(String id, int from, int to) {
        return new Provided(id, false, List.of(new Fetched(from * MINUTE, to * MINUTE, 0)), Asked.NEVER);
    }

    /** One for each minute, at this price. */
    private static List<Candle> candles(double price, long... minutes) {
        return LongStream.of(minutes).mapToObj(minute -> new Candle(minute * MINUTE, price, price, price, price, 1, 1)).toList();
    }

    private static String shown(Splice splice) {
        StringBuilder text = new StringBuilder();
        splice.candles().forEach(candle -> text.append(candle.start() / MINUTE).append('=').append((long) candle.open()).append(' '));
        splice.runs().forEach(run -> text.append(run.id()).append('@').append(run.from() / MINUTE).append(' '));
        return text.toString().strip();
    }

    @Test
    void whatWasRecordedWithoutAGapIsShownAndElseWhatAProviderHas() {
        gap(4 * MINUTE + 1, 5 * MINUTE + 1);
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.of(2 * MINUTE), 8 * MINUTE + 9, asked("binance", 0, 7));
        List<Candle> own = candles(1, 2, 3, 4, 6, 8);
        Splice splice = Splice.of(knowledge, own, List.of(candles(2, 0, 1, 2, 3, 4, 5, 6, 7)));
        // 2 is the first one, so it began before; nothing was traded in 7.
        assertEquals("0=2 1=2 2=2 3=1 4=2 5=2 6=1 8=1 binance@0 own@3 binance@4 own@6", shown(splice));
    }

    @Test
    void partOfACandleIsShownIfNobodyHasTheWholeOne() {
        gap(4 * MINUTE + 1, 5 * MINUTE + 1);
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.of(2 * MINUTE), 8 * MINUTE, asked("binance", 0, 8));
        assertEquals("2=1 4=1 5=2 own@2 binance@5", shown(Splice.of(knowledge, candles(1, 2, 4), List.of(candles(2, 5)))));
        assertEquals("2=1 4=1 own@2", shown(Splice.of(knowledge(MINUTES, OptionalLong.of(2 * MINUTE), 8 * MINUTE), candles(1, 2, 4), List.of())));
    }

    @Test
    void firstProviderThatHasACandleGivesIt() {
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.empty(), 90 * MINUTE, asked("alpaca", 0, 5), asked("finnhub", 0, 5));
        Splice splice = Splice.of(knowledge, List.of(), List.of(candles(1, 0, 2, 3), candles(2, 0, 1, 2, 3, 4)));
        assertEquals("0=1 1=2 2=1 3=1 4=2 alpaca@0 finnhub@1 alpaca@2 finnhub@4", shown(splice));
    }

    @Test
    void openGapReachesUpToNow() {
        gap(4 * MINUTE, -1);
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.of(0), 8 * MINUTE, asked("binance", 0, 7));
        assertEquals("1=1 2=1 5=2 own@1 binance@5", shown(Splice.of(knowledge, candles(1, 1, 2), List.of(candles(2, 1, 2, 3, 5)))));
    }

    @Test
    void candleThatStillGrowsIsOursIfWeHaveItsBeginning() {
        Knowledge since = knowledge(MINUTES, OptionalLong.of(0), 8 * MINUTE + 30_000, asked("binance", 0, 7));
        assertEquals("8=1 own@8", shown(Splice.of(since, candles(1, 8), List.of(candles(2, 8)))));
        gap(8 * MINUTE + 10_000, 8 * MINUTE + 11_000);
        long now = 8 * MINUTE + 30_000;
        Provided fresh = new Provided("binance", false, List.of(), new Asked(8 * MINUTE, now - 20_000));
        assertEquals("8=2 binance@8", shown(Splice.of(knowledge(MINUTES, OptionalLong.of(0), now, fresh), candles(1, 8), List.of(candles(2, 8)))));
        long later = now + 3 * MINUTE;
        Provided stale = new Provided("binance", false, List.of(), new Asked(8 * MINUTE, now - 20_000));
        assertEquals("8=1 own@8", shown(Splice.of(knowledge(MINUTES, OptionalLong.of(0), later, stale), candles(1, 8), List.of(candles(2, 8)))));
        assertEquals("8=2 binance@8", shown(Splice.of(knowledge(MINUTES, OptionalLong.of(0), later, stale), List.of(), List.of(candles(2, 8)))));
    }

    @Test
    void dayIsWholeByTheHoursOfItsMarket() {
        Intervals days = new Intervals(Width.DAY, TradingDay.NEW_YORK);
        long tuesday = millis("2026-01-06T00:00:00Z");
        // A gap after midnight UTC is one of the day before in New York.
        gap(millis("2026-01-07T03:00:00Z"), millis("2026-01-07T03:00:01Z"));
        long now = millis("2026-01-08T15:00:00Z");
        Knowledge knowledge = knowledge(days, OptionalLong.of(tuesday - DAY), now);
        assertFalse(knowledge.recorded().holds(tuesday - DAY), "the first one");
        assertFalse(knowledge.recorded().holds(tuesday));
        assertTrue(knowledge.recorded().holds(tuesday + DAY));
        assertTrue(knowledge.recorded().holds(tuesday + 2 * DAY), "today");
        assertFalse(knowledge.recorded().holds(tuesday + 3 * DAY), "tomorrow");
        assertEquals(millis("2026-01-07T05:00:00Z"), days.end(tuesday));
    }

    @Test
    void gapThatAProviderWasAskedForIsNoneAnyMore() {
        gap(4 * MINUTE + 1, 5 * MINUTE + 1);
        gap(6 * MINUTE, 9 * MINUTE);
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.of(0), 10 * MINUTE, asked("binance", 4, 6), asked("kraken", 6, 7));
        assertEquals(List.of(gaps.get(1)), knowledge.openGaps());
        Provided lately = new Provided("binance", false, List.of(), new Asked(4 * MINUTE, 9 * MINUTE + 5));
        assertEquals(List.of(), knowledge(MINUTES, OptionalLong.of(0), 10 * MINUTE, lately).openGaps());
    }

    @Test
    void answersOfAClockThatWasAheadAreForgotten() {
        Provided ahead = new Provided("binance", false, List.of(new Fetched(0, 9 * MINUTE, 5_000)), Asked.NEVER);
        assertEquals(List.of(), ahead.known(5_001).parts());
        assertEquals(1, ahead.known(5_000).parts().size());
    }

    @Test
    void newestOnesKeepTheirSources() {
        Knowledge knowledge = knowledge(MINUTES, OptionalLong.of(2 * MINUTE), 9 * MINUTE, asked("binance", 0, 3));
        Splice splice = Splice.of(knowledge, candles(1, 3, 4, 5), List.of(candles(2, 0, 1, 2)));
        assertEquals("1=2 2=2 3=1 4=1 5=1 binance@1 own@3", shown(splice.since(0, 5)));
        assertEquals("4=1 5=1 own@4", shown(splice.since(4 * MINUTE, 5)));
        assertEquals("3=1 4=1 5=1 own@3", shown(splice.since(3 * MINUTE, 5)));
        assertEquals("", shown(splice.since(9 * MINUTE, 5)));
        assertEquals(splice, splice.since(0, 6));
    }

    @Test
    void runSaysIfItsSourceHasNoVolume() {
        List<Candle> bare = List.of(new Candle(0, 1, 1, 1, 1, Double.NaN, 0), new Candle(MINUTE, 1, 1, 1, 1, Double.NaN, 0));
        Splice splice = Splice.of(knowledge(MINUTES, OptionalLong.empty(), 9 * MINUTE, asked("ecb", 0, 3)), List.of(), List.of(bare));
        assertEquals(List.of(new Run(0, "ecb", false, false)), splice.runs());
    }

    @Test
    void daysThatLookLikeASplitArePointedOut() {
        assertEquals(List.of(new Split(DAY, 4)), splits(false, 400, 100));
        assertEquals(List.of(new Split(DAY, 4)), splits(false, 400, 103.8));
        assertEquals(List.of(new Split(DAY, 1.5)), splits(false, 150, 100));
        assertEquals(List.of(new Split(DAY, 0.1)), splits(false, 10, 101));
        assertEquals(List.of(), splits(false, 400, 110));
        assertEquals(List.of(), splits(false, 100, 90));
        assertEquals(List.of(), splits(false, 100, 0));
        assertEquals(List.of(), splits(true, 400, 100), "adjusted prices do not split");
    }

    @Test
    void borderOfAdjustedAndRawPricesIsPointedOut() {
        List<Candle> both = List.of(day(0, 100), day(1, 400), day(20, 1_600));
        assertEquals(List.of(new Split(DAY, 0.25)), Splits.of(new Splice(both,
                List.of(new Run(0, "finnhub", true, true), new Run(DAY, "own", false, true)))));
        assertEquals(List.of(), Splits.of(new Splice(both,
                List.of(new Run(0, "alpaca", false, true), new Run(DAY, "own", false, true)))));
    }

    private static List<Split> splits(boolean isAdjusted, double close, double open) {
        return Splits.of(new Splice(List.of(day(0, close), day(1, open)), List.of(new Run(0, "finnhub", isAdjusted, true))));
    }

    private static Candle day(int number, double price) {
        return new Candle(number * DAY, price, price, price, price, 1, 1);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
