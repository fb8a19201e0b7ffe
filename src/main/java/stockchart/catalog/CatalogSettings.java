package stockchart.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stockchart.settings.DataFolder;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Which lists make the catalogue, where they are kept and how old they may get. Immutable.
 *
 * @param folder one for each source, so that simulated lists never replace real ones
 */
public record CatalogSettings(List<CatalogList> lists, Path folder, Duration refresh) {
    /** @throws WrongSettingException naming the key and value that is wrong */
    public static CatalogSettings from(Settings settings) {
        List<CatalogList> lists = new ArrayList<>();
        add(lists, settings, CatalogList.Kind.STOCK, "STOCKCHART_STOCK_EXCHANGES", "US");
        add(lists, settings, CatalogList.Kind.FOREX, "STOCKCHART_FOREX_EXCHANGES", "oanda");
        add(lists, settings, CatalogList.Kind.CRYPTO, "STOCKCHART_CRYPTO_EXCHANGES", "binance");
        return new CatalogSettings(List.copyOf(lists),
                DataFolder.ofSource(settings),
                Duration.ofHours(settings.number("STOCKCHART_CATALOG_HOURS", 24, 1, 8_760)));
    }

    private static void add(List<CatalogList> lists, Settings settings, CatalogList.Kind kind, String key, String otherwise) {
        lists.addAll(settings.list(key, otherwise, exchange -> {
            if (!exchange.matches("[A-Za-z0-9 ._-]{1,40}")) {
                throw WrongSettingException.of(key, exchange, "names of exchanges, such as " + otherwise);
            }
            return new CatalogList(kind, exchange);
        }));
    }
}
