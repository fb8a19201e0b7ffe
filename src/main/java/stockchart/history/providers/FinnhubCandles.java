package stockchart.history.providers;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCall;
import stockchart.tape.Candle;

/**
 * Finnhub's own candles, or the simulator's. A free key gets none of Finnhub's. Those of a day are adjusted for splits, shorter ones
 * are not (Finnhub's documentation of stock candles).
 */
final class FinnhubCandles implements HistoryProvider {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** A month of minutes is half of it. */
    private static final long MAX_BYTES = 5_000_000;
    private static final Map<Width, CandleQuery.Resolution> RESOLUTIONS = Map.of(Width.MINUTE, CandleQuery.Resolution.ONE_MINUTE,
            Width.HOUR, CandleQuery.Resolution.HOUR, Width.DAY, CandleQuery.Resolution.DAY);
    /** Finnhub answers with a month of intraday candles at most. */
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration INTRADAY = Duration.ofDays(365);
    private static final Duration DAYS = Duration.ofDays(30 * 365);
    /** The simulator's past is not longer, and its answers have no older days. */
    private static final Duration SIMULATED = Duration.ofDays(5 * 365 - 1);
    private static final int MOST_DAYS = 5 * 365;

    private final RestClient client;
    private final boolean isSimulated;

    /** @param isSimulated whether it is the simulator that answers */
    FinnhubCandles(RestClient client, boolean isSimulated) {
        this.client = client;
        this.isSimulated = isSimulated;
    }

    @Override
    public String id() {
        return isSimulated ? "simulator" : "finnhub";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return switch (width) {
            case SECOND -> Optional.empty();
            case MINUTE, HOUR -> Optional.of(new Coverage(isSimulated ? SIMULATED : INTRADAY,
                    (int) (MONTH.toMillis() / width.millis()), false));
            case DAY -> Optional.of(new Coverage(isSimulated ? SIMULATED : DAYS, MOST_DAYS,
                    listing.kind() == CandleQuery.Kind.STOCK && !isSimulated));
        };
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        boolean isDay = width == Width.DAY;
        long margin = isDay ? MarketDays.HALF_DAY : 0;
        CandleQuery query = new CandleQuery(listing.kind(), listing.symbol(), RESOLUTIONS.get(width),
                Math.max(0, from - margin) / 1_000, (to + margin - 1) / 1_000);
        List<Candle> found = fetch(query, Purpose.HISTORY);
        return CheckedCandles.between(isDay ? MarketDays.byDate(found, listing.day()) : found, width, from, to);
    }

    /**
     * Requests candles once; the earliest comes first. Their times are Finnhub's: a day starts at midnight in New York, or another
     * time that {@link MarketDays} reads.
     *
     * @throws RefusedException if the key does not get these
     * @throws RestClient.BudgetException if there are or were too many requests
     * @throws IOException saying what else failed, fit for a log
     */
    List<Candle> fetch(CandleQuery query, Purpose purpose) throws IOException {
        try {
            return client.get(new RestCall(path(query), DEADLINE, MAX_BYTES, purpose),
                    body -> FinnhubCandlesCodec.candles(body, query.kind()));
        } catch (RestClient.StatusException status) {
            if (!status.isForbidden()) {
                throw status;
            }
            throw new RefusedException("Finnhub gives no " + query.kind().word() + " candles to this key");
        }
    }

    private static String path(CandleQuery query) {
        return "/" + query.kind().word() + "/candle?symbol=" + URLEncoder.encode(query.symbol().value(), StandardCharsets.UTF_8)
                + "&resolution=" + query.resolution().word() + "&from=" + query.from() + "&to=" + query.to();
    }
}
