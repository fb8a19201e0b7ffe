package stockchart.history.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import stockchart.history.providers.CandleQuery.Kind;
import stockchart.history.providers.CandleQuery.Resolution;
import stockchart.market.Symbol;
import stockchart.rest.SharedFetches;
import stockchart.tape.Candle;
import stockchart.testing.ManualClock;
import stockchart.testing.ManualExecutor;

class CandleRequestsTest {
    private static final Symbol AAPL = new Symbol("AAPL");

    private final ManualClock clock = new ManualClock();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<CandleQuery> asked = new ArrayList<>();
    private final CandleRequests requests = new CandleRequests(new Minutes(), clock, clock, executor);
    private final long now = clock.millis() / 1_000;

    @Test
    void queriesThatDifferBySecondsShareAnAnswer() {
        assertEquals(LongStream.rangeClosed(now / 60 - 9, now / 60).map(minute -> minute * 60).boxed().toList(),
                starts(Resolution.ONE_MINUTE, now - 599, now + 3));
        clock.advance(Duration.ofSeconds(2));
        starts(Resolution.ONE_MINUTE, now - 597, now + 5);
        assertEquals(List.of(new CandleQuery(Kind.STOCK, AAPL, Resolution.ONE_MINUTE, now - 600, now + 60)), asked);
    }

    @Test
    void candlesOutsideOfTheQueryAreLeftOut() {
        assertEquals(List.of(now - 540), starts(Resolution.ONE_MINUTE, now - 599, now - 481));
    }

    @Test
    void whatGoesOnIsSoonFetchedAgainAndWhatIsOverIsNot() {
        starts(Resolution.ONE_MINUTE, now - 600, now);
        starts(Resolution.ONE_MINUTE, now - 200_000, now - 190_000);
        clock.advance(CandleRequests.RUNNING);
        starts(Resolution.ONE_MINUTE, now - 600, now);
        starts(Resolution.ONE_MINUTE, now - 200_000, now - 190_000);
        assertEquals(3, asked.size());
        clock.advance(CandleRequests.OVER);
        starts(Resolution.ONE_MINUTE, now - 200_000, now - 190_000);
        assertEquals(4, asked.size());
    }

    /** A month that began in the stretch may still go on. */
    @Test
    void longCandlesGoOnBeyondTheirStretch() {
        long monthAgo = now - 32 * 86_400;
        assertEquals(false, new CandleQuery(Kind.STOCK, AAPL, Resolution.MONTH, 0, monthAgo).isOver(now));
        assertEquals(true, new CandleQuery(Kind.STOCK, AAPL, Resolution.MONTH, 0, monthAgo - 1).isOver(now));
        assertEquals(true, new CandleQuery(Kind.STOCK, AAPL, Resolution.WEEK, 0, now - 9 * 86_400).isOver(now));
        assertEquals(false, new CandleQuery(Kind.STOCK, AAPL, Resolution.ONE_MINUTE, 0, now - 86_400).isOver(now));
    }

    @Test
    void theFutureIsNotAskedFor() {
        assertEquals(List.of(), starts(Resolution.DAY, now + 1, CandleQuery.MAX_SECONDS));
        assertEquals(List.of(), asked);
        starts(Resolution.MONTH, 0, CandleQuery.MAX_SECONDS);
        assertTrue(asked.get(0).to() <= now + 86_400, asked::toString);
    }

    @Test
    void timesOutOfOrderAreNoQuery() {
        assertThrows(IllegalArgumentException.class, () -> new CandleQuery(Kind.STOCK, AAPL, Resolution.DAY, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new CandleQuery(Kind.STOCK, AAPL, Resolution.DAY, -1, 1));
        assertThrows(IllegalArgumentException.class,
                () -> new CandleQuery(Kind.STOCK, AAPL, Resolution.DAY, 0, CandleQuery.MAX_SECONDS + 1));
    }

    private List<Long> starts(Resolution resolution, long from, long to) {
        List<Long> starts = new ArrayList<>();
        requests.get(new CandleQuery(Kind.STOCK, AAPL, resolution, from, to), new SharedFetches.Receiver<>() {
            @Override
            public void fetched(List<Candle> candles) {
                candles.forEach(candle -> starts.add(candle.start() / 1_000));
            }

            @Override
            public void failed(IOException why) {
                throw new AssertionError(why);
            }
        });
        executor.runAll();
        return starts;
    }

    /** Has a candle for each minute. */
    private final class Minutes implements SharedFetches.Source<CandleQuery, List<Candle>> {
        @Override
        public List<Candle> fetch(CandleQuery query) {
            asked.add(query);
            return LongStream.rangeClosed(query.from() / 60, Math.min(query.to() / 60, query.from() / 60 + 1_000))
                    .mapToObj(minute -> new Candle(minute * 60_000, 1, 1, 1, 1, 0, 0)).toList();
        }
    }
}
