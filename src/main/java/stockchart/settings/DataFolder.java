package stockchart.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import stockchart.settings.Settings.WrongSettingException;

/** Where the application keeps files that outlive it. Stateless; any thread. */
public final class DataFolder {
    private static final String KEY = "STOCKCHART_DATA_DIR";
    private static final String DEFAULT = "stock-chart-data";

    private DataFolder() {}

    /**
     * The folder. It is created by the first component that needs it; if it cannot be created, that is logged then and stops
     * nothing.
     *
     * @throws WrongSettingException naming the key and value, if it cannot be a folder
     */
    public static Path from(Settings settings) {
        return settings.parsed(KEY, DataFolder::folder).orElse(Path.of(DEFAULT));
    }

    /**
     * The folder for what comes from the present source of prices, one for each source, so that simulated data never replaces real
     * data.
     *
     * @throws WrongSettingException naming the key and value, if it cannot be a folder
     */
    public static Path ofSource(Settings settings) {
        return from(settings).resolve(FinnhubAccess.isSimulated(settings) ? "simulator" : "finnhub");
    }

    private static Path folder(String text) {
        try {
            Path folder = Path.of(text);
            if (!Files.exists(folder) || Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException impossible) {
            throw WrongSettingException.of(KEY, text, "the name of a folder");
        }
        throw WrongSettingException.of(KEY, text, "a folder, not a file");
    }
}
