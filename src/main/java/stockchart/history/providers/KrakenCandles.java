package stockchart.history.providers;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import stockchart.market.Width;
import stockchart.rest.ApiClient;
import stockchart.tape.Candle;

/**
 * Kraken's candles of its own pairs, without a key (Kraken Spot API, "Get OHLC Data"). It has the last 720 of a width, whatever is
 * requested, and no seconds; the one that is still open is left out.
 */
final class KrakenCandles implements HistoryProvider {
    static final String ADDRESS = "https://api.kraken.com";

    /** It allows about one a second. */
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(30, 1);
    /** One of the 720 is still open. */
    private static final int MOST = 719;
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9.]{2,30}");
    private static final int MINUTE_SECONDS = 60;

    private final ProviderApi api;

    /** @param nanoTime the monotonic clock */
    KrakenCandles(URI address, LongSupplier nanoTime) {
        this.api = new ProviderApi("Kraken", new ApiClient(address, Map.of(), LIMITS, nanoTime));
    }

    @Override
    public String id() {
        return "kraken";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return pair(listing).filter(any -> width != Width.SECOND)
                .map(any -> new Coverage(Duration.ofMillis(MOST * width.millis()), MOST, false));
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        // What starts at "since" is not in the answer.
        String path = "/0/public/OHLC?pair=" + pair(listing).orElseThrow() + "&interval=" + width.seconds() / MINUTE_SECONDS + "&since="
                + (from / 1_000 - 1);
        return CheckedCandles.between(api.get(path, KrakenCandlesCodec::candles), width, from, to);
    }

    private static Optional<String> pair(Listing listing) {
        return VenuePair.of(listing, "kraken", PAIR);
    }
}
