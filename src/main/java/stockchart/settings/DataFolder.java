package stockchart.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import stockchart.settings.Settings.WrongSettingException;

/** Where the application keeps what is to outlive it. Stateless; any thread. */
public final class DataFolder {
    private static final String KEY = "STOCKCHART_DATA_DIR";
    private static final String DEFAULT = "stock-chart-data";

    private DataFolder() {}

    /**
     * The folder. One that is not there yet will be made by who needs it first; that it may not be made is told then, and stops
     * nothing.
     *
     * @throws WrongSettingException naming the key and value, if it can be no folder
     */
    public static Path from(Settings settings) {
        return settings.parsed(KEY, DataFolder::folder).orElse(Path.of(DEFAULT));
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
