package stockchart.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import stockchart.history.store.Database;
import stockchart.history.store.EmbeddedDatabase;
import stockchart.history.store.ServerDatabase;
import stockchart.history.store.SharedDatabase;
import stockchart.market.Width;
import stockchart.settings.DataFolder;
import stockchart.settings.Settings;
import stockchart.settings.Settings.WrongSettingException;

/**
 * Where candles are kept, and for how long. Immutable.
 *
 * @param isOn whether they are kept at all
 * @param database opens where they are kept; no class of a database is loaded before it is called
 * @param source which prices these are; tables of real ones and of made-up ones have different names
 * @param days for how many days at least, by width; a width that is not there is kept for ever
 * @param mostRows how many candles at most
 * @param forexExchanges Finnhub's names of the exchanges whose days are those of currencies
 */
public record HistorySettings(boolean isOn, Function<Clock, Database> database, String source, Map<Width, Integer> days,
        long mostRows, List<String> forexExchanges) {
    private static final String URL = "STOCKCHART_DATABASE_URL";
    private static final String USER = "STOCKCHART_DATABASE_USER";
    private static final String PASSWORD = "STOCKCHART_DATABASE_PASSWORD";
    private static final String DATA_SOURCE = "STOCKCHART_DATASOURCE";
    private static final Pattern SECRETS = Pattern.compile("(?i)//[^/?]*@|[?&](user|password)=");
    private static final long MB = 1_000_000;
    /** What a candle takes, in HSQLDB and in PostgreSQL, index included. */
    private static final int BYTES_A_ROW = 120;

    public HistorySettings {
        days = Map.copyOf(days);
        forexExchanges = List.copyOf(forexExchanges);
    }

    /** @throws WrongSettingException naming the key and value that is wrong */
    public static HistorySettings from(Settings settings) {
        boolean isOn = isKept(settings);
        Path folder = DataFolder.ofSource(settings);
        Optional<String> url = settings.parsed(URL, HistorySettings::checkedUrl);
        Optional<String> user = settings.parsed(USER, name -> checkedText(USER, name));
        Optional<String> password = settings.parsed(PASSWORD, secret -> checkedText(PASSWORD, secret));
        Optional<String> shared = settings.parsed(DATA_SOURCE, name -> checkedName(name, url));
        long free = settings.number("STOCKCHART_HISTORY_FREE_MB", 200, 0, 1_000_000) * MB;
        Map<Width, Integer> days = new EnumMap<>(Width.class);
        days.put(Width.SECOND, settings.number("STOCKCHART_HISTORY_SECONDS_DAYS", 2, 0, 30));
        days.put(Width.MINUTE, settings.number("STOCKCHART_HISTORY_MINUTES_DAYS", 90, 1, 3_650));
        days.put(Width.HOUR, settings.number("STOCKCHART_HISTORY_HOURS_DAYS", 1_830, 31, 36_500));
        long mostRows = settings.number("STOCKCHART_HISTORY_MB", 2_000, 10, 10_000_000) * MB / BYTES_A_ROW;
        Function<Clock, Database> database = clock -> shared.<Database>map(SharedDatabase::new)
                .or(() -> url.map(address -> new ServerDatabase(address, user.orElse(""), password.orElse(""))))
                .orElseGet(() -> new EmbeddedDatabase(folder, free, clock));
        return new HistorySettings(isOn, database, folder.getFileName().toString(), days, mostRows,
                settings.list("STOCKCHART_FOREX_EXCHANGES", "oanda", exchange -> exchange));
    }

    /** Whether candles are kept. @throws WrongSettingException naming key and value */
    static boolean isKept(Settings settings) {
        return settings.parsed("STOCKCHART_HISTORY", HistorySettings::isOn).orElse(true);
    }

    /** How long writing the last candles may take when the application stops: as long as closing its connections. */
    static Duration stopTime(Settings settings) {
        return settings.seconds("STOCKCHART_STOP_SECONDS", 5, 0, 600);
    }

    /** Whether candles of seconds are kept. */
    boolean keepsSeconds() {
        return days.get(Width.SECOND) > 0;
    }

    /** What the names of this source's tables begin with. */
    String prefix() {
        return source + "_";
    }

    private static boolean isOn(String text) {
        if (text.equals("on") || text.equals("none")) {
            return text.equals("on");
        }
        throw WrongSettingException.of("STOCKCHART_HISTORY", text, "on or none");
    }

    /** Not repeated: a password may stand in it. */
    private static String checkedUrl(String text) {
        if (!text.matches("jdbc:postgresql:\\S+") || SECRETS.matcher(text).find()) {
            throw WrongSettingException.ofSecret(URL, "an address of the form jdbc:postgresql://host/database without user and"
                    + " password; they belong in " + USER + " and " + PASSWORD);
        }
        return text;
    }

    private static String checkedText(String key, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw WrongSettingException.ofSecret(key, "without control characters");
        }
        return text;
    }

    private static String checkedName(String text, Optional<String> url) {
        if (url.isPresent()) {
            throw WrongSettingException.of(DATA_SOURCE, text, "left out when " + URL + " is set, or the other way round");
        }
        if (!text.matches("[A-Za-z0-9:/._-]+")) {
            throw WrongSettingException.of(DATA_SOURCE, text, "a name in JNDI, such as java:/jdbc/history");
        }
        return text;
    }
}
