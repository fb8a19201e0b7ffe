package stockchart.history;

import java.util.List;
import java.util.Optional;
import stockchart.hub.SubscriptionSettings;
import stockchart.market.Symbol;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Which symbols are recorded while no client watches them. Immutable.
 *
 * @param isRecent whether those that were watched last are
 * @param listed those that are named; empty if none are
 */
public record RecordSettings(boolean isRecent, List<Symbol> listed) {
    private static final String KEY = "STOCKCHART_RECORD";
    private static final String RECENT = "recent";
    private static final String NONE = "none";

    public RecordSettings {
        listed = List.copyOf(listed);
    }

    /** Without a history, none unless they are set: memory holds an hour. @throws WrongSettingException naming key and value */
    public static RecordSettings from(Settings settings) {
        String text = settings.text(KEY, HistorySettings.isKept(settings) ? RECENT : NONE);
        boolean isRecent = text.equals(RECENT);
        return new RecordSettings(isRecent, isRecent || text.equals(NONE) ? List.of()
                : settings.list(KEY, "", RecordSettings::symbol).stream().distinct().toList());
    }

    /** A sentence if more symbols are named than can be recorded without viewers; empty if not. */
    public static Optional<String> doubt(Settings settings) {
        int listed = from(settings).listed().size();
        int most = SubscriptionSettings.from(settings).unwatched();
        return listed <= most ? Optional.empty() : Optional.of(KEY + " names " + listed + " symbols, but of FINNHUB_SYMBOL_LIMIT"
                + " slots no more than " + most + " are used without viewers: those of the first ones");
    }

    private static Symbol symbol(String text) {
        boolean isWord = text.equalsIgnoreCase(RECENT) || text.equalsIgnoreCase(NONE);
        if (isWord || text.contains(",") || !Symbol.isWellFormed(text)) {
            throw WrongSettingException.of(KEY, text, "recent, none, or symbols such as AAPL,BINANCE:BTCUSDT, separated by commas");
        }
        return new Symbol(text);
    }
}
