package stockchart.history.providers;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import stockchart.rest.RestClient;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/** Makes the providers of history that are configured. */
public final class Providers {
    private Providers() {}

    /**
     * The configured ones, the one to be asked first in front; empty if there are none. With the simulator as data source it is the
     * only one, whichever others are configured: made-up and real prices are never mixed.
     *
     * @param finnhub the application's client of the data source
     * @param clock the time of day
     * @param nanoTime the monotonic clock
     * @throws Settings.WrongSettingException naming the key and value that is wrong
     */
    public static List<HistoryProvider> from(Settings settings, RestClient finnhub, Clock clock, LongSupplier nanoTime) {
        ProviderSettings configured = ProviderSettings.from(settings);
        List<String> names = configured.names();
        if (FinnhubAccess.isSimulated(settings)) {
            return names.isEmpty() ? List.of() : List.of(new FinnhubCandles(finnhub, true));
        }
        return names.stream().map(name -> provider(name, finnhub, configured, clock, nanoTime)).toList();
    }

    private static HistoryProvider provider(String name, RestClient finnhub, ProviderSettings configured, Clock clock,
            LongSupplier nanoTime) {
        URI address = configured.addresses().get(name);
        return switch (name) {
            case "finnhub" -> new FinnhubCandles(finnhub, false);
            case "quote" -> new QuoteCandles(finnhub);
            case "binance" -> new BinanceCandles(address, nanoTime);
            case "coinbase" -> new CoinbaseCandles(address, nanoTime);
            case "kraken" -> new KrakenCandles(address, nanoTime);
            case "alpaca" -> new AlpacaCandles(address, configured.alpaca().orElseThrow(), clock, nanoTime);
            case "ecb" -> new EcbCandles(address, nanoTime);
            default -> throw new IllegalArgumentException("No provider of history: " + name);
        };
    }
}
