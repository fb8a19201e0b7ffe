package stockchart.history.providers;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stockchart.history.providers.AlpacaCandles.AlpacaKey;
import stockchart.settings.AddressSetting;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Where candles that were not recorded here are requested. Immutable.
 *
 * @param names of the providers, the one to be asked first in front; empty if there are none
 * @param addresses of those that are not Finnhub, by name
 * @param alpaca the key there; there if Alpaca is one of the names
 */
public record ProviderSettings(List<String> names, Map<String, URI> addresses, Optional<AlpacaKey> alpaca) {
    /** All names that can be given. */
    static final List<String> KNOWN = List.of("finnhub", "quote", "binance", "coinbase", "kraken", "alpaca", "ecb");

    private static final String PROVIDERS = "STOCKCHART_HISTORY_PROVIDERS";
    private static final String ALPACA = "alpaca";
    private static final String ALPACA_KEY = "STOCKCHART_ALPACA_KEY";
    private static final String ALPACA_SECRET = "STOCKCHART_ALPACA_SECRET";
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
        Optional<String> key = settings.parsed(ALPACA_KEY, text -> secret(ALPACA_KEY, text));
        Optional<AlpacaKey> alpaca = settings.parsed(ALPACA_SECRET, text -> secret(ALPACA_SECRET, text))
                .flatMap(secret -> key.map(id -> new AlpacaKey(id, secret)));
        List<String> names = settings.list(PROVIDERS, DEFAULT, name -> checked(name, before, alpaca.isPresent()));
        Map<String, URI> addresses = Map.of(
                "binance", address(settings, "STOCKCHART_BINANCE_URL", BinanceCandles.ADDRESS),
                "coinbase", address(settings, "STOCKCHART_COINBASE_URL", CoinbaseCandles.ADDRESS),
                "kraken", address(settings, "STOCKCHART_KRAKEN_URL", KrakenCandles.ADDRESS),
                "alpaca", address(settings, "STOCKCHART_ALPACA_URL", AlpacaCandles.ADDRESS),
                "ecb", address(settings, "STOCKCHART_ECB_URL", EcbCandles.ADDRESS));
        return new ProviderSettings(names.stream().filter(name -> !name.equals(NONE)).toList(), addresses, alpaca);
    }

    private static URI address(Settings settings, String key, String otherwise) {
        return AddressSetting.ofApi(key).read(settings, Optional.empty()).orElse(URI.create(otherwise));
    }

    private static String checked(String name, Set<String> before, boolean hasAlpacaKey) {
        if (!KNOWN.contains(name) && !name.equals(NONE)) {
            throw WrongSettingException.of(PROVIDERS, name, "some of " + String.join(", ", KNOWN) + ", or " + NONE);
        }
        if (name.equals(NONE) && !before.isEmpty() || before.contains(NONE)) {
            throw WrongSettingException.of(PROVIDERS, name, "left out beside " + (name.equals(NONE) ? "others" : NONE));
        }
        if (name.equals(ALPACA) && !hasAlpacaKey) {
            throw WrongSettingException.of(PROVIDERS, name, "left out, or " + ALPACA_KEY + " and " + ALPACA_SECRET + " must be set");
        }
        if (!before.add(name)) {
            throw WrongSettingException.of(PROVIDERS, name, "named once only");
        }
        return name;
    }

    /** A header could not carry other characters, and would be refused later in a message that contains them. */
    private static String secret(String key, String text) {
        if (!text.matches("[!-~&&[^\"'`<>]]+")) {
            throw WrongSettingException.ofSecret(key, "printable ASCII characters without blanks, quotes or angle brackets");
        }
        return text;
    }
}
