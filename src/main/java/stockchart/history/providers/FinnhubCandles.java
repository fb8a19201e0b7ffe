package stockchart.history.providers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCall;

/**
 * Finnhub's own candles, or the simulator's. A free key gets none: such a refusal is remembered for a day for each kind of symbol, so
 * that it costs one request. Any thread that may block.
 */
final class FinnhubCandles {
    static final Duration REFUSED = Duration.ofDays(1);

    private static final Logger LOG = System.getLogger(FinnhubCandles.class.getName());
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** A month of minutes is half of it. */
    private static final long MAX_BYTES = 5_000_000;

    private final RestClient client;
    private final Clock steady;
    /** Until when what is refused. */
    private final Map<CandleQuery.Kind, Long> refused = new ConcurrentHashMap<>();

    /** @param steady a clock that does not jump */
    FinnhubCandles(RestClient client, Clock steady) {
        this.client = client;
        this.steady = steady;
    }

    /**
     * The candles of a query, the earliest first; none if there are none.
     *
     * @throws RefusedException if the key does not get these
     * @throws RestClient.BudgetException if there are or were too many requests
     * @throws IOException saying what else failed, fit for a log
     */
    List<ProvidedCandle> candles(CandleQuery query) throws IOException {
        if (refused.getOrDefault(query.kind(), 0L) > steady.millis()) {
            throw refusal(query);
        }
        try {
            return client.get(new RestCall(path(query), DEADLINE, MAX_BYTES, Purpose.DIALECT), FinnhubCandlesCodec::candles);
        } catch (RestClient.StatusException status) {
            if (!status.isForbidden()) {
                throw status;
            }
            refused.put(query.kind(), steady.millis() + REFUSED.toMillis());
            LOG.log(Level.INFO, "Finnhub gives no {0} candles to this key; it is asked again in a day", query.kind().word());
            throw refusal(query);
        }
    }

    private static RefusedException refusal(CandleQuery query) {
        return new RefusedException("Finnhub gives no " + query.kind().word() + " candles to this key");
    }

    private static String path(CandleQuery query) {
        return "/" + query.kind().word() + "/candle?symbol=" + URLEncoder.encode(query.symbol().value(), StandardCharsets.UTF_8)
                + "&resolution=" + query.resolution().word() + "&from=" + query.from() + "&to=" + query.to();
    }
}
