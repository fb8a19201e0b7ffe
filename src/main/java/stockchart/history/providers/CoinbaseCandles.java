package stockchart.history.providers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
 * Coinbase's candles of its own products, without a key (Coinbase Exchange API, "Get product candles"). It has no seconds and no
 * number of trades.
 */
final class CoinbaseCandles implements HistoryProvider {
    static final String ADDRESS = "https://api.exchange.coinbase.com";

    /** It allows 10 a second, and asks not to be polled frequently. */
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(60, 2);
    /** A longer stretch is rejected. */
    private static final int MOST = 300;
    private static final Pattern PRODUCT = Pattern.compile("[A-Z0-9]{1,20}-[A-Z0-9]{1,20}");
    /** Its first candles are of 2015. */
    private static final Duration REACH = Duration.ofDays(14 * 365);

    private final ProviderApi api;

    /** @param nanoTime the monotonic clock */
    CoinbaseCandles(URI address, LongSupplier nanoTime) {
        this.api = new ProviderApi("Coinbase", new ApiClient(address, Map.of(), LIMITS, nanoTime));
    }

    @Override
    public String id() {
        return "coinbase";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return product(listing).filter(any -> width != Width.SECOND).map(any -> new Coverage(REACH, MOST, false));
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        // Both ends are candles of the stretch.
        String path = "/products/" + product(listing).orElseThrow() + "/candles?granularity=" + width.seconds() + "&start="
                + Instant.ofEpochMilli(from) + "&end=" + Instant.ofEpochMilli(to - width.millis());
        try {
            return CheckedCandles.between(api.get(path, CoinbaseCandlesCodec::candles), width, from, to);
        } catch (RestClient.StatusException answer) {
            if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND && CoinbaseCandlesCodec.isUnknownProduct(answer.body())) {
                return List.of();
            }
            throw answer;
        }
    }

    private static Optional<String> product(Listing listing) {
        return VenuePair.of(listing, "coinbase", PRODUCT);
    }
}
