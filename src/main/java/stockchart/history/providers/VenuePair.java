package stockchart.history.providers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import stockchart.history.providers.HistoryProvider.Listing;

/**
 * What a crypto exchange itself calls a pair: Finnhub writes its own name of the exchange and a colon in front of that, for example
 * {@code BINANCE:BTCUSDT}, {@code COINBASE:BTC-USD} and {@code KRAKEN:XXBTZUSD}. Pure functions.
 */
final class VenuePair {
    private VenuePair() {}

    /**
     * The exchange's name of a pair; empty if the symbol is not of this exchange, because the prices of another one are others.
     *
     * @param venue Finnhub's name of the exchange, in any case
     * @param form what the exchange's names look like; it admits nothing that means something in a URL
     */
    static Optional<String> of(Listing listing, String venue, Pattern form) {
        String symbol = listing.symbol().value();
        String prefix = venue.toLowerCase(Locale.ROOT) + ":";
        boolean isOfVenue = listing.kind() == CandleQuery.Kind.CRYPTO && listing.exchange().equalsIgnoreCase(venue)
                && symbol.toLowerCase(Locale.ROOT).startsWith(prefix);
        return isOfVenue ? Optional.of(symbol.substring(prefix.length())).filter(pair -> form.matcher(pair).matches()) : Optional.empty();
    }
}
