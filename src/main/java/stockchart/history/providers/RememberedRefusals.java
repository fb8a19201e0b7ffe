package stockchart.history.providers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import stockchart.rest.SharedFetches;
import stockchart.tape.Candle;

/**
 * Remembers for a day for which kinds of symbols Finnhub gives no candles to the key, so that it costs one request. Any thread that
 * may block.
 */
final class RememberedRefusals implements SharedFetches.Source<CandleQuery, List<Candle>> {
    static final Duration REFUSED = Duration.ofDays(1);

    private static final Logger LOG = System.getLogger(RememberedRefusals.class.getName());

    private final SharedFetches.Source<CandleQuery, List<Candle>> source;
    private final Clock steady;
    private final Map<CandleQuery.Kind, Refusal> refused = new ConcurrentHashMap<>();

    private record Refusal(String why, long until) {}

    /** @param steady a clock that does not jump */
    RememberedRefusals(SharedFetches.Source<CandleQuery, List<Candle>> source, Clock steady) {
        this.source = source;
        this.steady = steady;
    }

    @Override
    public List<Candle> fetch(CandleQuery query) throws IOException {
        Refusal known = refused.get(query.kind());
        if (known != null && known.until > steady.millis()) {
            throw new RefusedException(known.why);
        }
        try {
            return source.fetch(query);
        } catch (RefusedException refusal) {
            refused.put(query.kind(), new Refusal(refusal.getMessage(), steady.millis() + REFUSED.toMillis()));
            LOG.log(Level.INFO, "{0}; the next request for them is made in a day", refusal.getMessage());
            throw refusal;
        }
    }
}
