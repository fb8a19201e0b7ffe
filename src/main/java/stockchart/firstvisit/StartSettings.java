package stockchart.firstvisit;

import java.util.List;
import stockchart.client.session.ClientSettings;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Which symbols a first visit opens with. Immutable.
 *
 * @param isAutomatic whether they follow from what others watch
 * @param listed those that are named, the first one for the chart; empty if none are
 * @param most how many at most
 */
public record StartSettings(boolean isAutomatic, List<Symbol> listed, int most) {
    private static final String KEY = "STOCKCHART_START_SYMBOLS";
    private static final String AUTOMATIC = "auto";
    private static final String NONE = "none";
    /** Of those that are not named: a list that is seen at a glance. */
    private static final int FEW = 7;

    public StartSettings {
        listed = List.copyOf(listed);
    }

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static StartSettings from(Settings settings) {
        String text = settings.text(KEY, AUTOMATIC);
        int perClient = ClientSettings.from(settings).symbols();
        if (text.equals(AUTOMATIC) || text.equals(NONE)) {
            return new StartSettings(text.equals(AUTOMATIC), List.of(), Math.min(FEW, perClient));
        }
        return new StartSettings(false, settings.list(KEY, "", StartSettings::symbol).stream().distinct().toList(), perClient);
    }

    private static Symbol symbol(String text) {
        boolean isWord = text.equalsIgnoreCase(AUTOMATIC) || text.equalsIgnoreCase(NONE);
        if (isWord || text.contains(",") || !Symbol.isWellFormed(text)) {
            throw WrongSettingException.of(KEY, text, "auto, none, or symbols such as AAPL,BINANCE:BTCUSDT, separated by commas");
        }
        return new Symbol(text);
    }
}
