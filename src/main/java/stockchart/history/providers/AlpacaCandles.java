package stockchart.history.providers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import stockchart.history.providers.AlpacaCandlesCodec.Page;
import stockchart.market.Width;
import stockchart.rest.ApiClient;
import stockchart.rest.RestClient;
import stockchart.tape.Candle;

/**
 * Alpaca's candles of US stocks, of the trades of all exchanges together (Alpaca Market Data API, "Historical bars"). A free key gets
 * them a quarter of an hour late, so nothing newer is requested; the trades of one exchange alone, which it gets at once, would have
 * other volumes. Those of a day are adjusted for splits, shorter ones are as traded.
 */
final class AlpacaCandles implements HistoryProvider {
    static final String ADDRESS = "https://data.alpaca.markets";

    /** A free key has 200 a minute. */
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(180, 10);
    private static final int MOST = 10_000;
    /** It may end a page early. */
    private static final int MOST_PAGES = 10;
    /** A quarter of an hour, and a minute for clocks that differ. */
    private static final Duration DELAY = Duration.ofMinutes(16);
    /** It begins in 2016. */
    private static final Duration REACH = Duration.ofDays(12 * 365);
    /** Preferred shares and warrants have other names there than at Finnhub. */
    private static final Pattern TICKER = Pattern.compile("[A-Z]{1,5}(?:\\.[A-Z])?");
    private static final Map<Width, String> TIMEFRAMES = Map.of(Width.MINUTE, "1Min", Width.HOUR, "1Hour", Width.DAY, "1Day");
    /** Parts of its messages. */
    private static final String TOO_RECENT = "recent SIP data";
    private static final String UNKNOWN_SYMBOL = "invalid symbol";

    private final ProviderApi api;
    private final Clock clock;

    /**
     * @param clock the time of day
     * @param nanoTime the monotonic clock
     */
    AlpacaCandles(URI address, AlpacaKey key, Clock clock, LongSupplier nanoTime) {
        this.api = new ProviderApi("Alpaca", new ApiClient(address, key.headers(), LIMITS, nanoTime));
        this.clock = clock;
    }

    @Override
    public String id() {
        return "alpaca";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        boolean isCovered = listing.kind() == CandleQuery.Kind.STOCK && listing.exchange().equalsIgnoreCase("US")
                && TICKER.matcher(listing.symbol().value()).matches() && TIMEFRAMES.containsKey(width);
        return isCovered ? Optional.of(new Coverage(REACH, MOST, width == Width.DAY)) : Optional.empty();
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        boolean isDay = width == Width.DAY;
        long begin = isDay ? Math.max(0, from - MarketDays.HALF_DAY) : from;
        long end = Math.min(clock.millis() - DELAY.toMillis(), isDay ? to + MarketDays.HALF_DAY : to) - 1;
        if (end < begin) {
            return List.of();
        }
        String path = "/v2/stocks/bars?symbols=" + listing.symbol().value() + "&timeframe=" + TIMEFRAMES.get(width) + "&start="
                + Instant.ofEpochMilli(begin) + "&end=" + Instant.ofEpochMilli(end) + "&adjustment=" + (isDay ? "split" : "raw")
                + "&feed=sip&sort=asc&limit=" + MOST;
        List<Candle> found = pages(path, listing.symbol().value());
        return CheckedCandles.between(isDay ? MarketDays.byDate(found, listing.day()) : found, width, from, to);
    }

    private List<Candle> pages(String path, String symbol) throws IOException {
        CheckedCandles all = new CheckedCandles();
        Optional<String> token = Optional.of("");
        for (int pages = 0; token.isPresent(); pages++) {
            if (pages == MOST_PAGES) {
                throw new RestClient.BadAnswerException("more than " + MOST_PAGES + " pages of candles");
            }
            Page page = page(token.get().isEmpty() ? path : path + "&page_token=" + URLEncoder.encode(token.get(), StandardCharsets.UTF_8),
                    symbol);
            for (Candle candle : page.candles()) {
                all.add(candle);
            }
            token = page.next();
        }
        return all.all();
    }

    private Page page(String path, String symbol) throws IOException {
        try {
            return api.get(path, body -> AlpacaCandlesCodec.page(body, symbol), AlpacaCandles::isTooRecent);
        } catch (RestClient.StatusException answer) {
            if (isTooRecent(answer)) {
                throw new IOException("Alpaca finds candles requested that are newer than a quarter of an hour; is the clock right?");
            }
            if (answer.status() == HttpURLConnection.HTTP_BAD_REQUEST && answer.body().contains(UNKNOWN_SYMBOL)) {
                return new Page(List.of(), Optional.empty());
            }
            throw answer;
        }
    }

    /** Then a clock is wrong, and another request may succeed. */
    private static boolean isTooRecent(RestClient.StatusException answer) {
        return answer.status() == HttpURLConnection.HTTP_FORBIDDEN && answer.body().contains(TOO_RECENT);
    }

    /** A key with its secret. Immutable; shown by no text of it. */
    record AlpacaKey(String id, String secret) {
        private Map<String, String> headers() {
            return Map.of("APCA-API-KEY-ID", id, "APCA-API-SECRET-KEY", secret);
        }

        @Override
        public String toString() {
            return "a key";
        }
    }
}
