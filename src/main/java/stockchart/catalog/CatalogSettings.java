package stockchart.catalog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;
import stockchart.settings.WrongSettingException;

/**
 * Which lists make the catalogue, where they are kept and how old they may get. Immutable.
 *
 * @param folder one for each source, so that made-up lists never stand in for real ones
 */
public record CatalogSettings(List<CatalogList> lists, Path folder, Duration refresh) {
    private static final String DATA_DIR = "STOCKCHART_DATA_DIR";

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static CatalogSettings from(Settings settings) {
        List<CatalogList> lists = new ArrayList<>();
        add(lists, settings, CatalogList.Kind.STOCK, "STOCKCHART_STOCK_EXCHANGES", "US");
        add(lists, settings, CatalogList.Kind.FOREX, "STOCKCHART_FOREX_EXCHANGES", "oanda");
        add(lists, settings, CatalogList.Kind.CRYPTO, "STOCKCHART_CRYPTO_EXCHANGES", "binance");
        Path folder = settings.parsed(DATA_DIR, CatalogSettings::folder).orElse(Path.of("stock-chart-data"));
        return new CatalogSettings(List.copyOf(lists),
                folder.resolve(FinnhubAccess.isSimulated(settings) ? "simulator" : "finnhub"),
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

    /** A folder that is not there yet will be made; that it may not be made is told when it is needed, and stops nothing. */
    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (!Files.exists(folder) || Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException impossible) {
            throw WrongSettingException.of(DATA_DIR, text, "the name of a folder");
        }
        throw WrongSettingException.of(DATA_DIR, text, "a folder, not a file");
    }
}
