package stockchart.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * Which lists make the catalogue, where they are kept and how old they may get. Immutable.
 *
 * @param folder one for each source, so that made-up lists never stand in for real ones
 */
record CatalogSettings(List<CatalogList> lists, Path folder, Duration refresh) {
    /** @throws IllegalArgumentException naming the key and value that is wrong */
    static CatalogSettings from(Settings settings) {
        List<CatalogList> lists = new ArrayList<>();
        add(lists, settings, CatalogList.Kind.STOCK, "STOCKCHART_STOCK_EXCHANGES", "US");
        add(lists, settings, CatalogList.Kind.FOREX, "STOCKCHART_FOREX_EXCHANGES", "oanda");
        add(lists, settings, CatalogList.Kind.CRYPTO, "STOCKCHART_CRYPTO_EXCHANGES", "binance");
        Path folder = Path.of(settings.text("STOCKCHART_DATA_DIR", "stock-chart-data"));
        return new CatalogSettings(List.copyOf(lists),
                folder.resolve(FinnhubAccess.isSimulated(settings) ? "simulator" : "finnhub"),
                Duration.ofHours(settings.number("STOCKCHART_CATALOG_HOURS", 24, 1, 8_760)));
    }

    private static void add(List<CatalogList> lists, Settings settings, CatalogList.Kind kind, String key, String otherwise) {
        settings.list(key, otherwise).forEach(exchange -> lists.add(new CatalogList(kind, exchange)));
    }
}
