package stockchart.history.providers;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import stockchart.rest.SharedFetches;
import stockchart.tape.Candle;

/**
 * Gets candles from a provider, each stretch once for all who ask for it, and keeps them for a while: those of a stretch that is over
 * for an hour, others for seconds. Any thread; no caller waits. Bounded as {@link SharedFetches} says.
 */
public final class CandleRequests {
    /** About 12 MB. */
    static final long MOST_CANDLES = 200_000;

    static final Duration OVER = Duration.ofHours(1);
    static final Duration RUNNING = Duration.ofSeconds(10);

    private final SharedFetches<CandleQuery, List<Candle>> fetches;
    private final Clock clock;

    /**
     * @param clock the time of day
     * @param steady a clock that does not jump
     */
    CandleRequests(SharedFetches.Source<CandleQuery, List<Candle>> source, Clock clock, Clock steady,
            Executor executor) {
        this.clock = clock;
        this.fetches = new SharedFetches<>(source,
                new SharedFetches.Keeping<>((query, candles) -> query.isOver(now()) ? OVER : RUNNING, List::size, MOST_CANDLES), steady,
                executor);
    }

    /**
     * Requests the candles of a query, the earliest first.
     *
     * @param receiver called once, on this thread or another one; must not block
     */
    public void get(CandleQuery query, SharedFetches.Receiver<List<Candle>> receiver) {
        if (query.from() > now()) {
            receiver.fetched(List.of());
            return;
        }
        fetches.get(query.rounded(now()), new SharedFetches.Receiver<>() {
            @Override
            public void fetched(List<Candle> candles) {
                receiver.fetched(candles.stream()
                        .filter(candle -> query.from() * 1_000 <= candle.start() && candle.start() <= query.to() * 1_000).toList());
            }

            @Override
            public void failed(IOException why) {
                receiver.failed(why);
            }
        });
    }

    private long now() {
        return clock.millis() / 1_000;
    }
}
