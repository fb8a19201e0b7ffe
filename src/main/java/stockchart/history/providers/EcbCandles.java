package stockchart.history.providers;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stockchart.market.Width;
import stockchart.rest.ApiClient;
import stockchart.tape.Candle;

/**
 * The reference rates of the European Central Bank, from Frankfurter, a public and free program that serves them (its API, version
 * 2). There is one rate for each of the bank's working days, of about 14:15 in Frankfurt: for information, and no price of any
 * market. So a candle's prices are all that rate, and it has no volume. A pair without the euro is computed from two rates.
 */
final class EcbCandles implements HistoryProvider {
    static final String ADDRESS = "https://api.frankfurter.dev";

    /** It has no quota, and asks not to be abused. */
    private static final ApiClient.Limits LIMITS = new ApiClient.Limits(30, 2);
    private static final int MOST = 5 * 365;
    /** The first rates are of January 1999. */
    private static final Duration REACH = Duration.ofDays(30 * 365);
    /** Those that the bank publishes a rate of, and the euro. */
    private static final Set<String> CURRENCIES = Set.of("EUR", "USD", "JPY", "CZK", "DKK", "GBP", "HUF", "PLN", "RON", "SEK", "CHF",
            "ISK", "NOK", "TRY", "AUD", "BRL", "CAD", "CNY", "HKD", "IDR", "ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB",
            "ZAR");
    /** As the lists of symbols show pairs of currencies. */
    private static final Pattern PAIR = Pattern.compile("([A-Z]{3})/([A-Z]{3})");

    private final ProviderApi api;

    /** @param nanoTime the monotonic clock */
    EcbCandles(URI address, LongSupplier nanoTime) {
        this.api = new ProviderApi("Frankfurter", new ApiClient(address, Map.of(), LIMITS, nanoTime));
    }

    @Override
    public String id() {
        return "ecb";
    }

    @Override
    public Optional<Coverage> coverage(Listing listing, Width width) {
        return width == Width.DAY ? pair(listing).map(pair -> new Coverage(REACH, MOST, false)) : Optional.empty();
    }

    @Override
    public List<Candle> candles(Listing listing, Width width, long from, long to) throws IOException {
        Pair pair = pair(listing).orElseThrow();
        String path = "/v2/rates?base=" + pair.base + "&quotes=" + pair.quote + "&providers=ecb&from=" + date(from) + "&to="
                + date(to - Width.DAY.millis());
        return CheckedCandles.between(api.get(path, body -> EcbCandlesCodec.candles(body, pair)), width, from, to);
    }

    private static LocalDate date(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<Pair> pair(Listing listing) {
        Matcher shown = PAIR.matcher(listing.displaySymbol());
        return Optional.of(shown).filter(text -> listing.kind() == CandleQuery.Kind.FOREX && text.matches())
                .map(text -> new Pair(text.group(1), text.group(2)))
                .filter(pair -> !pair.base.equals(pair.quote) && CURRENCIES.contains(pair.base) && CURRENCIES.contains(pair.quote));
    }

    /** How much of {@code quote} one unit of {@code base} costs. */
    record Pair(String base, String quote) {}
}
