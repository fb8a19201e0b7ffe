package stockchart.history.providers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stockchart.market.Width;
import stockchart.rest.RestClient;
import stockchart.rest.RestClient.Purpose;
import stockchart.rest.RestClient.RestCall;
import stockchart.tape.Candle;

/**
 * Finnhub's quote as the candle of the present trading day, or the last one: all that a free key gets of the past of a stock. It has
 * no volume, and while the market is open it is not final.
 */
final class QuoteCandles implements HistoryProvider {
    /** A quote is of the last trading day, which is at most some days ago. */
    private static final Coverage LAST_DAY = new Coverage(Duration.ofDays(7), 10, false);

    private final RestClient client;

    QuoteCandles(RestClient client) {
        this.client = client;
    }

    @Override
    public String id() {
        return "quote";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return listing.kind() == CandleQuery.Kind.STOCK && width == Width.DAY ? Optional.of(LAST_DAY) : Optional.empty();
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        try {
            RestCall call = RestCall.single("/quote", "symbol", listing.symbol().value(), Purpose.HISTORY);
            List<Candle> day = client.get(call, body -> QuoteCandlesCodec.day(body, listing.day()));
            return CheckedCandles.between(day, width, from, to);
        } catch (RestClient.StatusException status) {
            if (!status.isForbidden()) {
                throw status;
            }
            throw new RefusedException("Finnhub gives no quotes of stocks to this key");
        }
    }
}
