package stockchart.history.providers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import stockchart.market.Width;
import stockchart.rest.ApiClient;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/**
 * Binance's candles of its own pairs, from its host for public data, which needs no key (Binance Spot API, "Kline/Candlestick data").
 */
final class BinanceCandles implements HistoryProvider {
    static final String ADDRESS = "https://data-api.binance.vision";

    /** A request weighs 2, of 6,000 in a minute and address. */
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(300, 10);
    private static final int MOST = 1_000;
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]{2,40}");
    private static final Map<Width, String> INTERVALS = Map.of(Width.SECOND, "1s", Width.MINUTE, "1m", Width.HOUR, "1h", Width.DAY, "1d");
    /** It began in July 2017; what is older is asked for in vain, once. */
    private static final Duration REACH = Duration.ofDays(12 * 365);
    /** Four requests: seconds are for the last minutes of a chart. */
    private static final Duration REACH_OF_SECONDS = Duration.ofHours(1);

    private final ProviderApi api;

    /** @param nanoTime the monotonic clock */
    BinanceCandles(URI address, LongSupplier nanoTime) {
        this.api = new ProviderApi("Binance", new ApiClient(address, Map.of(), LIMITS, nanoTime));
    }

    @Override
    public String id() {
        return "binance";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return pair(listing).map(pair -> new Coverage(width == Width.SECOND ? REACH_OF_SECONDS : REACH, MOST, false));
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        String path = "/api/v3/klines?symbol=" + pair(listing).orElseThrow() + "&interval=" + INTERVALS.get(width) + "&startTime=" + from
                + "&endTime=" + (to - 1) + "&limit=" + MOST;
        try {
            return CheckedCandles.between(api.get(path, BinanceCandlesCodec::candles), width, from, to);
        } catch (RestClient.StatusException answer) {
            if (answer.status() == HttpURLConnection.HTTP_BAD_REQUEST && BinanceCandlesCodec.isUnknownPair(answer.body())) {
                return List.of();
            }
            throw answer;
        }
    }

    private static Optional<String> pair(Listing listing) {
        return VenuePair.of(listing, "binance", PAIR);
    }
}
