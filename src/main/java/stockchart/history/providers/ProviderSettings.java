package stockchart.history.providers;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stockchart.settings.AddressSetting;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Where candles that were not recorded here are requested. Immutable.
 *
 * @param names of the providers, the one to be asked first in front; empty if there are none
 * @param addresses of those that are not Finnhub, by name
 */
public record ProviderSettings(List<String> names, Map<String, URI> addresses) {
    /** All names that can be given. */
    static final List<String> KNOWN = List.of("finnhub", "quote", "binance", "coinbase", "kraken");

    private static final String PROVIDERS = "STOCKCHART_HISTORY_PROVIDERS";
    private static final String NONE = "none";
    /** Finnhub only, which has the symbols anyway: no other server is sent a symbol unless it was configured. */
    private static final String DEFAULT = "finnhub,quote";

    public ProviderSettings {
        names = List.copyOf(names);
        addresses = Map.copyOf(addresses);
    }

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static ProviderSettings from(Settings settings) {
        Set<String> before = new HashSet<>();
        List<String> names = settings.list(PROVIDERS, DEFAULT, name -> checked(name, before));
        Map<String, URI> addresses = Map.of(
                "binance", address(settings, "STOCKCHART_BINANCE_URL", BinanceCandles.ADDRESS),
                "coinbase", address(settings, "STOCKCHART_COINBASE_URL", CoinbaseCandles.ADDRESS),
                "kraken", address(settings, "STOCKCHART_KRAKEN_URL", KrakenCandles.ADDRESS));
        return new ProviderSettings(names.stream().filter(name -> !name.equals(NONE)).toList(), addresses);
    }

    private static URI address(Settings settings, String key, String otherwise) {
        return AddressSetting.ofApi(key).read(settings, Optional.empty()).orElse(URI.create(otherwise));
    }

    private static String checked(String name, Set<String> before) {
        if (!KNOWN.contains(name) && !name.equals(NONE)) {
            throw WrongSettingException.of(PROVIDERS, name, "some of " + String.join(", ", KNOWN) + ", or " + NONE);
        }
        if (name.equals(NONE) && !before.isEmpty() || before.contains(NONE)) {
            throw WrongSettingException.of(PROVIDERS, name, "left out beside " + (name.equals(NONE) ? "others" : NONE));
        }
        if (!before.add(name)) {
            throw WrongSettingException.of(PROVIDERS, name, "named once only");
        }
        return name;
    }
}
